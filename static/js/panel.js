// The side panel: opens an activity (or anything marked data-panel) without leaving the board.
(function () {
  "use strict";
  const panel = document.getElementById("panel");
  const body = document.getElementById("panel-body");
  const words = JSON.parse(document.getElementById("board-words").textContent);
  let opener = null;
  let typed = false;

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[data-panel], a[data-grip]");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!link || !plain || event.defaultPrevented) return;
    event.preventDefault();
    openPanel(link.href, link);
  });

  window.openPanel = function (address, from) {
    opener = from && from.id ? "#" + from.id : cardOf(from);
    htmx.ajax("GET", address, { target: "#panel-body", swap: "innerHTML" });
  };

  // After a swap of the board the element that opened the panel is another: remember how to find it.
  function cardOf(element) {
    const card = element && element.closest("[id]");
    return card ? "#" + card.id + " a" : null;
  }

  body.addEventListener("htmx:afterSwap", function (event) {
    if (event.target !== body) return;
    typed = false;
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
    const wrong = body.querySelector(".is-invalid, [aria-invalid=true]");
    const heading = body.querySelector(".conflict h2, h1");
    if (wrong) wrong.focus();
    else if (heading) {
      heading.tabIndex = -1;
      heading.focus();
    }
  });

  body.addEventListener("input", function () {
    typed = true;
  });
  body.addEventListener("submit", function () {
    typed = false;
  });

  // Suggestions for the host come while one types.
  body.addEventListener("input", function (event) {
    if (event.target.name !== "host") return;
    clearTimeout(event.target.waiting);
    event.target.waiting = setTimeout(function () {
      const address = panel.dataset.hosts + "?host=" + encodeURIComponent(event.target.value);
      htmx.ajax("GET", address, { target: "#hosts", swap: "innerHTML" });
    }, 250);
  });

  function mayClose() {
    return !typed || window.confirm(words.unsaved);
  }
  panel.addEventListener("cancel", function (event) {
    if (!mayClose()) event.preventDefault();
  });
  panel.querySelector("[data-close]").addEventListener("click", function (event) {
    if (!mayClose()) event.preventDefault();
  });
  panel.addEventListener("click", function (event) {
    if (event.target === panel && mayClose()) panel.close();
  });
  panel.addEventListener("close", function () {
    typed = false;
    body.replaceChildren();
    const back = opener && document.querySelector(opener);
    if (back) back.focus();
  });

  // An act was done: close. board.js draws the board anew, and its messages come with it.
  document.body.addEventListener("board:changed", function () {
    typed = false;
    if (panel.open) panel.close();
  });

  document.body.addEventListener("htmx:sendError", function () {
    document.dispatchEvent(new CustomEvent("board:say", { detail: words.failed }));
  });
})();
