// Moving cards: by drag (SortableJS) and by keyboard. Both send what the plain move form sends.
(function () {
  "use strict";
  const words = JSON.parse(document.getElementById("board-words").textContent);
  const announcer = document.getElementById("announcer");
  const DAY = 24 * 60;
  let lifted = null; // what the keyboard has picked up
  let dragging = false;
  let sent = false; // a move is on its way
  let returnTo = null; // the card to focus once the board is drawn anew

  function say(text) {
    announcer.textContent = "";
    window.setTimeout(function () {
      announcer.textContent = text;
    }, 30);
  }
  document.addEventListener("board:say", (event) => say(event.detail));

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }
  const titleOf = (card) => card.querySelector("h3 a").lastChild.textContent.trim();
  const gripOf = (card) => card.querySelector("[data-grip]");

  function send(card, values) {
    returnTo = card.id;
    sent = true;
    values.version = card.dataset.version;
    htmx.ajax("POST", gripOf(card).href, { values, target: "#panel-body", swap: "innerHTML" });
  }

  // Drag ------------------------------------------------------------------------------------------
  function timed(card) {
    return card && card.dataset.start ? card.dataset.id : "";
  }
  function nearest(card, step) {
    let near = card[step];
    while (near && !timed(near)) near = near[step];
    return timed(near);
  }
  function dropped(event) {
    dragging = false;
    if (event.from === event.to && event.oldIndex === event.newIndex) return;
    send(event.item, {
      day: event.to.dataset.day,
      start: event.item.dataset.start,
      dropped: "on",
      above: nearest(event.item, "previousElementSibling"),
      below: nearest(event.item, "nextElementSibling"),
    });
  }
  function makeSortable() {
    document.querySelectorAll("#board .cards").forEach(function (list) {
      Sortable.create(list, {
        group: "board",
        draggable: ".activity",
        animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 140,
        delay: 180,
        delayOnTouchOnly: true,
        forceFallback: true,
        fallbackTolerance: 4,
        onStart: function () {
          dragging = true;
        },
        onEnd: dropped,
      });
    });
  }

  // Keyboard --------------------------------------------------------------------------------------
  function clockOf(minutes) {
    const two = (number) => String(number).padStart(2, "0");
    return two(Math.floor(minutes / 60) % 24) + ":" + two(minutes % 60);
  }
  function minutesOf(clock) {
    const [hours, minutes] = clock.split(":").map(Number);
    return hours * 60 + minutes;
  }
  function timeOf(state) {
    if (state.start === null) return words.allday;
    return clockOf(state.start) + "–" + clockOf(state.start + state.minutes);
  }
  function pickUp(card) {
    const list = card.closest(".cards");
    lifted = {
      card,
      home: list,
      next: card.nextElementSibling,
      start: card.dataset.start ? minutesOf(card.dataset.start) : null,
      minutes: Number(card.dataset.minutes) || 60,
    };
    card.classList.add("lifted");
    const steps = document.createElement("p");
    steps.className = "steps";
    steps.textContent = words.keys;
    card.append(steps);
    say(fill(words.picked, { title: titleOf(card) }));
  }
  function release() {
    lifted.card.classList.remove("lifted");
    lifted.card.querySelector(".steps").remove();
    const state = lifted;
    lifted = null;
    return state;
  }
  function putBack() {
    const state = release();
    state.home.insertBefore(state.card, state.next);
    gripOf(state.card).focus();
    say(fill(words.back, { title: titleOf(state.card) }));
  }
  function drop() {
    const state = release();
    const list = state.card.closest(".cards");
    say(fill(words.dropped, { title: titleOf(state.card) }));
    const start = list.dataset.day && state.start !== null ? clockOf(state.start) : "";
    send(state.card, { day: list.dataset.day, start });
  }
  function toDay(step) {
    const lists = Array.from(document.querySelectorAll("#board .cards"));
    const at = lists.indexOf(lifted.card.closest(".cards"));
    const list = lists[Math.min(Math.max(at + step, 0), lists.length - 1)];
    list.append(lifted.card);
    tell(list);
  }
  function toTime(step) {
    const list = lifted.card.closest(".cards");
    if (!list.dataset.day) return;
    lifted.start = lifted.start === null ? 9 * 60 : (lifted.start + step + DAY) % DAY;
    lifted.start = Math.round(lifted.start / 5) * 5;
    tell(list);
  }
  function tell(list) {
    const time = list.dataset.day ? timeOf(lifted) : "";
    const where = { title: titleOf(lifted.card), day: list.dataset.name, time };
    lifted.card.querySelector(".steps").textContent =
      list.dataset.name + (time ? ", " + time : "") + " · " + words.keys;
    lifted.card.scrollIntoView({ block: "nearest" });
    gripOf(lifted.card).focus();
    say(fill(words.at, where));
  }

  document.addEventListener("keydown", function (event) {
    const grip = event.target.closest && event.target.closest("[data-grip]");
    if (!lifted) {
      if (grip && event.key === " ") {
        event.preventDefault();
        pickUp(grip.closest(".activity"));
      }
      return;
    }
    const acts = {
      ArrowLeft: () => toDay(-1),
      ArrowRight: () => toDay(1),
      ArrowUp: () => toTime(event.shiftKey ? -5 : -15),
      ArrowDown: () => toTime(event.shiftKey ? 5 : 15),
      Enter: drop,
      " ": drop,
      Escape: putBack,
      Tab: putBack,
    };
    if (!(event.key in acts)) return;
    event.preventDefault();
    acts[event.key]();
  });

  // Drawing anew ----------------------------------------------------------------------------------
  let versions = {};
  function remember() {
    versions = {};
    document.querySelectorAll("#board .activity").forEach(function (card) {
      versions[card.id] = card.dataset.version;
    });
  }
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.target.id !== "board") return;
    if (dragging || lifted) event.detail.shouldSwap = false;
    else if (event.detail.target.contains(document.activeElement)) {
      const card = document.activeElement.closest("[id]");
      returnTo = returnTo || (card && card.id);
    }
  });
  document.addEventListener("htmx:afterSettle", function () {
    const board = document.getElementById("board");
    if (board.dataset.live) return;
    board.dataset.live = "yes";
    makeSortable();
    board.querySelectorAll(".activity").forEach(function (card) {
      if (versions[card.id] !== card.dataset.version) card.classList.add("new");
    });
    remember();
    const back = returnTo && document.getElementById(returnTo);
    if (back && !document.getElementById("panel").open) {
      (gripOf(back) || back).focus({ preventScroll: false });
    }
    returnTo = null;
  });

  function drawAnew() {
    const board = document.getElementById("board");
    const address = board.getAttribute("hx-get") + "&again=yes";
    htmx.ajax("GET", address, { target: "#board", swap: "outerHTML" });
  }
  document.body.addEventListener("board:changed", drawAnew);

  // A move that was refused is told in the panel: put the card back where it was.
  document.body.addEventListener("htmx:afterRequest", function (event) {
    if (!sent || event.detail.requestConfig.verb !== "post") return;
    sent = false;
    if (!event.detail.successful) drawAnew();
  });

  document.getElementById("board").dataset.live = "yes";
  makeSortable();
  remember();
})();
