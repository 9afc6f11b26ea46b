// The side panel: opens an activity (or anything marked data-panel) without leaving the board.
(function () {
  "use strict";
  const panel = document.getElementById("panel");
  const body = document.getElementById("panel-body");
  const words = JSON.parse(document.getElementById("board-words").textContent);
  let opener = null; // the way back to what opened it
  let typed = null; // the form in which something unsaved stands
  let pressedOutside = false;

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[data-panel], a[data-grip]");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!link || !plain || event.defaultPrevented) return;
    event.preventDefault();
    opener = wayBackTo(link);
    ask("GET", link.href, { target: "#panel-body", swap: "innerHTML" });
  });

  body.addEventListener("htmx:afterSwap", function (event) {
    if (event.target !== body) return;
    const { verb, path, elt } = event.detail.requestConfig;
    const refused = verb === "post" && elt !== document.body;
    typed = refused ? body.querySelector('form[hx-post="' + CSS.escape(path) + '"]') : null;
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
    const wrong = body.querySelector(".is-invalid, [aria-invalid=true]");
    const heading = body.querySelector(".conflict h2") || body.querySelector("h1");
    if (wrong) wrong.focus();
    else if (heading) {
      heading.tabIndex = -1;
      heading.focus();
    }
  });

  body.addEventListener("input", function (event) {
    typed = event.target.form;
  });

  // Suggestions for the host come while one types.
  body.addEventListener("input", function (event) {
    if (event.target.name !== "host") return;
    clearTimeout(event.target.waiting);
    event.target.waiting = setTimeout(function () {
      if (!event.target.isConnected) return; // saved or closed meanwhile
      const address = panel.dataset.hosts + "?host=" + encodeURIComponent(event.target.value);
      ask("GET", address, { target: "#hosts", swap: "innerHTML" });
    }, 250);
  });

  // What is typed and not saved is not given up without asking.
  function mayLeave() {
    return !typed || window.confirm(words.unsaved);
  }
  function close() {
    if (mayLeave()) panel.close();
  }
  body.addEventListener("htmx:beforeRequest", function (event) {
    if (event.detail.elt !== typed && !mayLeave()) event.preventDefault();
  });
  window.addEventListener("beforeunload", function (event) {
    if (typed) event.preventDefault();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !panel.open) return;
    event.preventDefault(); // left to the browser, a second Escape would close without asking
    close();
  });
  panel.addEventListener("cancel", function (event) {
    if (!mayLeave()) event.preventDefault();
  });
  panel.querySelector("[data-close]").addEventListener("click", function (event) {
    event.preventDefault();
    close();
  });
  function isOutside(event) {
    const box = panel.getBoundingClientRect();
    return event.target === panel && (event.clientX < box.left || event.clientX > box.right);
  }
  panel.addEventListener("pointerdown", function (event) {
    pressedOutside = isOutside(event);
  });
  panel.addEventListener("click", function (event) {
    if (pressedOutside && isOutside(event)) close();
  });
  panel.addEventListener("close", function () {
    typed = null;
    body.replaceChildren();
    const back = opener && document.querySelector(opener);
    if (back) back.focus();
  });

  // An act was done: close. board.js draws the board anew, and its messages come with it.
  document.body.addEventListener("board:changed", function () {
    typed = null;
    if (panel.open) panel.close();
  });
})();
