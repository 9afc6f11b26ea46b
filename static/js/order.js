// The order of awards on stage: by drag (SortableJS) or by the buttons of a row, without leaving the
// page. Both send what the plain form sends; the list that comes back is the answer.
(function () {
  "use strict";
  const announcer = document.getElementById("announcer");
  let putBack = null; // what undoes a drag that the server has not answered yet
  let focus = null; // the row and the button that the focus returns to
  let busy = false; // a move is on its way; what is pressed meanwhile waits for the new list
  let waiting = [];
  let sortable = null;

  function send(row, to) {
    busy = true;
    sortable.option("disabled", true);
    const seen = document.querySelector("#order [name=seen]").value;
    const context = { source: "#awards", target: "#awards", swap: "outerHTML" };
    ask("POST", row.dataset.path + "move/", { ...context, values: { to, seen } });
  }

  document.addEventListener("submit", function (event) {
    const button = event.submitter;
    if (event.target.id !== "order" || !button) return;
    event.preventDefault();
    const row = button.closest("li");
    const press = { row: row.id, step: button.dataset.step };
    if (busy) {
      waiting.push(press);
      return;
    }
    focus = press;
    send(row, button.value);
  });

  function dropped(event) {
    if (event.oldIndex === event.newIndex) return;
    const { item, from, oldIndex } = event;
    putBack = function () {
      item.remove();
      from.insertBefore(item, from.children[oldIndex] || null);
    };
    focus = { row: item.id, step: "grip" };
    send(item, event.newIndex + 1);
  }
  function makeSortable() {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    sortable = Sortable.create(document.querySelector("#awards .stage-order"), {
      handle: ".grip",
      draggable: "li",
      animation: calm ? 0 : 140,
      forceFallback: true,
      fallbackTolerance: 4,
      onEnd: dropped,
    });
  }

  function buttonOf({ row, step }) {
    return document.getElementById(row)?.querySelector(`[data-step=${step}]:not(:disabled)`);
  }

  // A button at the end of its way is disabled: then its neighbour takes the focus.
  function giveFocus() {
    const row = focus && document.getElementById(focus.row);
    if (!row) return;
    const wanted = focus.step === "grip" ? row.querySelector(".grip") : buttonOf(focus);
    (wanted || row.querySelector("[data-step]:not(:disabled)")).focus();
  }
  document.addEventListener("htmx:afterSettle", function (event) {
    const list = document.getElementById("awards");
    if (event.detail.elt !== list && !list.contains(event.detail.elt)) return;
    makeSortable();
    giveFocus();
    announcer.textContent = list.dataset.said;
    putBack = focus = null;
    busy = false;
    const press = waiting.shift();
    if (press) buttonOf(press)?.click();
  });
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function () {
      if (!busy) return;
      if (putBack) putBack();
      putBack = focus = null;
      busy = false;
      waiting = [];
      sortable.option("disabled", false);
    });
  });
  makeSortable();
})();
