// The board: sends moves, draws itself anew, and keeps the focus where it was. drag.js and keys.js
// move the cards; both send what the plain move form sends.
(function () {
  "use strict";
  const announcer = document.getElementById("announcer");
  const panel = document.getElementById("panel");
  let sent = null; // what follows the move that is on its way
  let acted = false; // what is drawn next shows something that was done here
  let focus = null; // the way back to what had the focus
  let versions = {}; // of the cards as they were last drawn

  const board = {
    held: false, // a card is in the hand, by mouse, finger or keyboard: draw nothing
    words: JSON.parse(document.getElementById("board-words").textContent),
    gripOf: (card) => card.querySelector("[data-grip]"),
    titleOf: (card) => card.querySelector("h3 a").lastChild.textContent.trim(),

    say: function (text) {
      announcer.textContent = "";
      window.setTimeout(function () {
        announcer.textContent = text;
      }, 30);
    },

    // A card lies elsewhere now: tell the server. `putBack` is called when it refuses, `landed`
    // when it has moved it.
    send: function (card, values, putBack, landed) {
      focus = wayBackTo(board.gripOf(card));
      sent = { putBack, landed };
      values.version = card.dataset.version;
      const address = board.gripOf(card).href;
      ask("POST", address, { values, target: "#panel-body", swap: "innerHTML" });
    },
  };
  window.board = board;

  function drawAnew() {
    const address = document.getElementById("board").getAttribute("hx-get") + "?again=yes";
    ask("GET", address, { source: "#board", target: "#board", swap: "outerHTML" });
  }
  document.body.addEventListener("board:changed", function () {
    acted = true;
    document.getElementById("news").replaceChildren();
    drawAnew();
  });
  // Something happened that changes nothing on this board: it asks from there on.
  document.body.addEventListener("board:known", function (event) {
    const { entry, board } = event.detail;
    document.getElementById("board").setAttribute("hx-vals", JSON.stringify({ entry, board }));
  });
  // Why a move was refused is told in the panel; the card goes back, and what stands is drawn.
  document.body.addEventListener("htmx:afterRequest", function (event) {
    if (!sent || event.detail.requestConfig.verb !== "post") return;
    const { putBack, landed } = sent;
    sent = null;
    if (event.detail.xhr.status === 204) {
      if (landed) landed();
      return;
    }
    putBack();
    drawAnew();
  });
  // Somebody deleted what one wanted to open.
  document.body.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status === 404 && event.detail.requestConfig.verb === "get") drawAnew();
  });

  document.addEventListener("htmx:beforeSwap", function (event) {
    const { target } = event.detail;
    if (target.id !== "board" || !event.detail.shouldSwap) return; // no news: nothing is drawn
    if (board.held || sent) event.detail.shouldSwap = false;
    else if (!focus && target.contains(document.activeElement))
      focus = wayBackTo(document.activeElement);
  });
  document.addEventListener("htmx:afterSettle", function () {
    const drawn = document.getElementById("board");
    if (drawn.dataset.live) return;
    drawn.dataset.live = "yes";
    const cards = Array.from(drawn.querySelectorAll(".activity"));
    cards
      .filter((card) => versions[card.id] !== card.dataset.version)
      .forEach((card) => card.classList.add("new"));
    if (!panel.open) giveFocus(cards.filter((card) => !(card.id in versions)));
    acted = false;
    focus = null;
    remember();
  });

  // After an act of one's own: to the one card that is new, or back to where the focus was, or,
  // when that card is gone, to Undo. Others' acts leave it where it was.
  function giveFocus(fresh) {
    const before = focus && document.querySelector(focus);
    if (acted && fresh.length === 1) fresh[0].querySelector("h3 a").focus();
    else if (before) before.focus({ preventScroll: !acted });
    else if (acted) document.querySelector("#messages button")?.focus();
  }
  function remember() {
    versions = {};
    document.querySelectorAll("#board .activity").forEach(function (card) {
      versions[card.id] = card.dataset.version;
    });
    document.dispatchEvent(new CustomEvent("board:drawn"));
  }

  // The strip of the phones stays on the day that was chosen, also when the board is drawn anew.
  let chosenDay = null;
  document.body.addEventListener("htmx:configRequest", function (event) {
    const { elt, parameters } = event.detail;
    if (elt.closest(".strip-days")) chosenDay = new URL(elt.href).searchParams.get("day");
    else if (elt.id === "phones" && chosenDay) parameters.day = chosenDay;
  });

  document.getElementById("board").dataset.live = "yes";
  window.addEventListener("DOMContentLoaded", remember);
})();
