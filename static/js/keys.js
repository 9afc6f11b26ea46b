// Moving cards by keyboard: Space picks up, arrows move, Enter drops; each step is announced.
(function () {
  "use strict";
  const board = window.board;
  const words = board.words;
  const DAY = 24 * 60;
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
    timeStyle: "short",
    timeZone: "UTC",
  });
  let lifted = null; // what is picked up, where it came from, and the time it has now

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }
  function clockOf(minutes) {
    const two = (number) => String(number).padStart(2, "0");
    return two(Math.floor(minutes / 60) % 24) + ":" + two(minutes % 60);
  }
  function toldAt(minutes) {
    return clock.format(minutes * 60 * 1000).replace("\u202f", " "); // as the cards write it
  }
  function minutesOf(clock) {
    const [hours, minutes] = clock.split(":").map(Number);
    return hours * 60 + minutes;
  }
  function timeOf(state) {
    if (state.start === null) return words.allday;
    return toldAt(state.start) + "–" + toldAt(state.start + state.minutes);
  }

  function pickUp(card) {
    board.held = true;
    lifted = {
      card,
      home: card.closest(".cards"),
      next: card.nextElementSibling,
      start: card.dataset.start ? minutesOf(card.dataset.start) : null,
      minutes: Number(card.dataset.minutes) || 60,
    };
    lifted.when = card.querySelector(".when");
    lifted.told = lifted.when ? lifted.when.textContent : "";
    if (!lifted.when) {
      lifted.when = document.createElement("p");
      lifted.when.className = "when";
    }
    card.classList.add("lifted");
    const steps = document.createElement("p");
    steps.className = "steps";
    steps.textContent = words.keys;
    card.append(steps);
    board.say(fill(words.picked, { title: board.titleOf(card) }));
  }
  function release() {
    const state = lifted;
    state.card.classList.remove("lifted");
    state.card.querySelector(".steps").remove();
    lifted = null;
    board.held = false;
    return state;
  }
  function takeHome(state) {
    state.when.textContent = state.told;
    if (!state.told) state.when.remove();
    state.home.insertBefore(state.card, state.next);
    board.gripOf(state.card).focus();
  }
  function putBack() {
    const state = release();
    takeHome(state);
    board.say(fill(words.back, { title: board.titleOf(state.card) }));
  }
  function drop() {
    const state = release();
    const list = state.card.closest(".cards");
    const start = list.dataset.day && state.start !== null ? clockOf(state.start) : "";
    const isMoved = list !== state.home || start !== state.card.dataset.start;
    const say = (text) => board.say(fill(text, { title: board.titleOf(state.card) }));
    if (!isMoved) {
      takeHome(state);
      say(words.dropped);
      return;
    }
    const putBack = function () {
      takeHome(state);
      say(words.refused);
    };
    const landed = () => say(words.dropped);
    board.send(state.card, { day: list.dataset.day, start }, putBack, landed);
  }
  function toDay(step) {
    const lists = Array.from(document.querySelectorAll("#board .cards"));
    const at = lists.indexOf(lifted.card.closest(".cards"));
    const list = lists[Math.min(Math.max(at + step, 0), lists.length - 1)];
    tell(list, words.at);
  }
  function toTime(step) {
    const list = lifted.card.closest(".cards");
    if (!list.dataset.day) return;
    const before = lifted.start;
    const start = before === null ? 9 * 60 : Math.min(Math.max(before + step, 0), DAY - 5);
    lifted.start = Math.round(start / 5) * 5;
    tell(list, lifted.start === before ? words.edge : words.at);
  }
  // Above the first that begins later, as the board is drawn; what lasts all day comes first.
  function place(list) {
    const begins = (card) => (card.dataset.start ? minutesOf(card.dataset.start) : -1);
    const others = Array.from(list.children).filter((card) => card !== lifted.card);
    const later = list.dataset.day && others.find((card) => begins(card) > (lifted.start ?? -1));
    list.insertBefore(lifted.card, later || null);
  }
  function tell(list, text) {
    const day = list.dataset.name;
    const time = list.dataset.time || timeOf(lifted);
    place(list);
    lifted.when.textContent = time;
    lifted.card.prepend(lifted.when);
    lifted.card.querySelector(".steps").textContent = day + " · " + words.keys;
    lifted.card.scrollIntoView({ block: "nearest" });
    board.gripOf(lifted.card).focus();
    board.say(fill(text, { title: board.titleOf(lifted.card), day, time }));
  }

  const acts = {
    ArrowLeft: () => toDay(-1),
    ArrowRight: () => toDay(1),
    ArrowUp: (event) => toTime(event.shiftKey ? -5 : -15),
    ArrowDown: (event) => toTime(event.shiftKey ? 5 : 15),
    Enter: drop,
    " ": drop,
    Escape: putBack,
    Tab: putBack,
  };
  document.addEventListener("keydown", function (event) {
    const grip = event.target.closest && event.target.closest("[data-grip]");
    if (lifted && event.key in acts) {
      event.preventDefault();
      acts[event.key](event);
    } else if (!lifted && grip && event.key === " " && !event.repeat) {
      event.preventDefault();
      pickUp(grip.closest(".activity"));
    }
  });
  // Whoever reaches for the mouse has given up on the keys.
  document.addEventListener("pointerdown", function () {
    if (lifted) putBack();
  });
})();
