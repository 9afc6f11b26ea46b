// Leads through a ceremony: windows on one device hear each other, those on others ask the server.
// Without a network it goes on: what is done meanwhile waits in this browser, and is sent in order.
(function () {
  "use strict";
  const { after, isOnAward, showsName } = window.stageRules;
  const root = document.querySelector("[data-stage]");
  const { view, state: stateAddress, step: stepAddress } = root.dataset;
  const waiting = "stage:" + root.dataset.stage + ":"; // an item of localStorage for each act
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(waiting) : null;
  const EVERY = 1000; // milliseconds between two questions
  const PATIENCE = 4000;
  let token = root.dataset.token;
  let state = JSON.parse(document.getElementById("state").textContent);
  let since = performance.now() - state.since * 1000; // when this award came on stage
  let etag = "";
  let link = "on";
  let sending = false;
  let count = 0;

  // What waits to be sent. ------------------------------------------------------------------------

  function queued() {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(waiting));
    return names.sort();
  }
  function lot() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }
  function keep(act, to) {
    count += 1;
    const name = waiting + String(Date.now()).padStart(15, "0") + String(count).padStart(6, "0");
    const fields = { key: lot(), act, place: state.place, step: state.step };
    if (to !== undefined) fields.to = to;
    if (state.hidden) fields.is_hidden = "on";
    if (state.paused) fields.is_paused = "on";
    if (link !== "on") fields.is_alone = "on";
    localStorage.setItem(name, JSON.stringify(fields));
  }

  async function ask(address, options) {
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(address, { signal, redirect: "manual", credentials: "same-origin", ...options });
  }
  // Signed in again in another tab: this page needs the new token against forged requests.
  async function renew() {
    const response = await ask(location.href);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const found = page.querySelector("[data-stage]");
    if (found) token = found.dataset.token;
  }
  async function send() {
    if (sending) return;
    sending = true;
    try {
      for (let name = queued()[0]; name; name = queued()[0]) {
        const fields = JSON.parse(localStorage.getItem(name));
        const response = await ask(stepAddress, {
          method: "POST",
          headers: { Accept: "application/json", "X-CSRFToken": token },
          body: new URLSearchParams(fields),
        });
        if (response.status === 403) await renew();
        if (response.type === "opaqueredirect" || response.status === 403) return say("out");
        if (response.status >= 500) return say("off");
        const told = response.ok ? await response.json() : null;
        localStorage.removeItem(name); // done, or refused for good
        say("on");
        if (!told) etag = ""; // then what is shown here is not so: the next answer says what is
        else if (!queued().length) take(told, true);
      }
    } catch {
      mark(); // what waits was done while nobody heard it
      say("off");
    } finally {
      sending = false;
    }
  }
  // The room has seen what waits here: the server is to know, whatever others have done meanwhile.
  function mark() {
    for (const name of queued()) {
      const fields = JSON.parse(localStorage.getItem(name));
      localStorage.setItem(name, JSON.stringify({ ...fields, is_alone: "on" }));
    }
  }
  async function poll() {
    if (queued().length) return send();
    try {
      const headers = etag ? { "If-None-Match": etag } : {};
      const response = await ask(stateAddress, { headers, cache: "no-store" });
      if (response.type === "opaqueredirect" || response.status === 403) return say("out");
      if (response.status >= 500) return say("off");
      say("on");
      if (!response.ok || queued().length) return;
      etag = response.headers.get("ETag");
      take(await response.json(), false);
    } catch {
      say("off");
    }
  }

  // What is done, and what is heard. --------------------------------------------------------------

  function act(name, to) {
    const now = after(state, name, to);
    keep(name, to);
    set(now);
    if (channel) channel.postMessage(state);
    send();
  }
  function take(told, isMine) {
    if (told.digest !== state.digest && !showsName(told)) return location.reload();
    if (!isMine && told.version < state.version) return;
    since = performance.now() - told.since * 1000;
    set(told, true);
    if (isMine && channel) channel.postMessage(state);
  }
  function set(now, isTold) {
    if (!isTold && now.place !== state.place) since = performance.now();
    state = now;
    draw();
  }
  if (channel) channel.onmessage = (event) => set({ ...event.data, digest: state.digest });

  // What is shown. --------------------------------------------------------------------------------

  function draw() {
    const screen = state.paused ? "pause" : state.place === 0 ? "opening" : isOnAward(state) ? "" : "closing";
    const shows = showsName(state);
    for (const each of root.querySelectorAll("[data-screen]")) {
      each.hidden = each.dataset.screen !== (each.dataset.screen === "hidden" && state.hidden ? "hidden" : screen);
    }
    for (const each of root.querySelectorAll("article[data-place]")) {
      each.hidden = Number(each.dataset.place) !== state.place || (view === "audience" && state.paused);
    }
    for (const each of root.querySelectorAll("[data-part]")) {
      const part = each.dataset.part;
      each.hidden = part === "award" ? shows : !shows || (part === "citation" && state.step !== "citation");
    }
    if (view === "presenter") drawHand();
  }
  function drawHand() {
    for (const each of root.querySelectorAll("[data-at]")) {
      if (each.dataset.at === state.step) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
    }
    for (const each of root.querySelectorAll("[data-row]")) {
      const place = Number(each.dataset.row);
      each.querySelector("[data-skipped]").hidden = !state.skipped.includes(place);
      if (place === state.place) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    }
    const shown = { hidden: !state.hidden, shown: state.hidden, paused: !state.paused, going: state.paused };
    for (const each of root.querySelectorAll("[data-toggle]")) each.hidden = !shown[each.dataset.toggle];
    document.getElementById("coming").textContent = coming();
    tick();
  }
  function coming() {
    const words = document.getElementById("coming").dataset;
    if (state.paused) return words.resume;
    if (state.place > state.count) return words.last;
    if (isOnAward(state) && state.step === "award") return words.name;
    if (isOnAward(state) && state.step === "name") return words.citation;
    const slides = [...root.querySelectorAll("article[data-place]")];
    const left = slides.find((each) => {
      const place = Number(each.dataset.place);
      return place > state.place && !state.skipped.includes(place);
    });
    return left ? words.award.replace("{title}", left.dataset.title) : words.closing;
  }
  function tick() {
    const clock = root.querySelector("[data-clock]");
    if (!clock) return;
    clock.hidden = !isOnAward(state);
    const slide = root.querySelector('article[data-place="' + state.place + '"]');
    if (!slide) return;
    const seconds = Math.max(0, Math.floor((performance.now() - since) / 1000));
    const used = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    clock.textContent = clock.dataset.words.replace("{used}", used).replace("{minutes}", slide.dataset.minutes);
    clock.classList.toggle("over", seconds > slide.dataset.minutes * 60);
  }
  function say(now) {
    link = now;
    const line = document.getElementById("link");
    if (!line) return;
    const text = line.dataset[now];
    if (line.textContent !== text) line.textContent = text;
    line.classList.toggle("off", now !== "on");
  }

  // Keys, buttons, fingers. -----------------------------------------------------------------------

  const KEYS = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "back", PageUp: "back", s: "skip" };
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === " " && event.target.closest("a, button, summary")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const name = key === "h" ? (state.hidden ? "show" : "hide") : key === "p" ? (state.paused ? "resume" : "pause") : KEYS[key];
    if (!name) return;
    event.preventDefault();
    act(name);
  });
  root.addEventListener("submit", function (event) {
    event.preventDefault();
    const to = event.target.elements.to;
    act(event.submitter.value, to && Number(to.value));
  });
  if (view === "audience") {
    root.addEventListener("click", function (event) {
      if (event.target.closest("button")) return;
      act(event.clientX < window.innerWidth / 3 ? "back" : "next");
    });
    const button = root.querySelector("[data-fullscreen]");
    button.hidden = !document.fullscreenEnabled;
    button.addEventListener("click", () => document.documentElement.requestFullscreen());
  }

  // Letters that are not on screen yet would be fetched when they are, which may be too late.
  for (const each of root.querySelectorAll(".huge, .cat, .where, blockquote, .from, .name")) {
    document.fonts.load(getComputedStyle(each).font, each.textContent);
  }
  for (const name of queued()) {
    const fields = JSON.parse(localStorage.getItem(name));
    state = after(state, fields.act, fields.to);
  }
  draw();
  poll();
  setInterval(poll, EVERY);
  setInterval(tick, 1000);
})();
