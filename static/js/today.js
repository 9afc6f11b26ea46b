// The day goes on by the clock, also without a network: cards move from later to next to now, the
// page turns itself over at midnight of the site. Once a minute it asks quietly for news.
(function () {
  "use strict";
  const ASKED_EVERY = 60_000;
  const LONGEST_WAIT = 10_000;
  const { dayAt, phase, parts } = window.todayRules;
  const opened = Date.now();
  let root = document.getElementById("today");
  const ahead = Number(root.dataset.ahead ?? 0) * 1000; // the demo's clock can be set ahead
  let heard = Number(root.dataset.made) * 1000;
  let minute, asked = opened;

  function now() {
    // A moment that an organizer looks ahead to goes on from there.
    return root.dataset.at ? Number(root.dataset.at) * 1000 + Date.now() - opened : Date.now() + ahead;
  }
  function spanOf(element) {
    const { begins, ends, timed, on } = element.dataset;
    return { begins: begins * 1000, ends: ends * 1000, timed: timed !== undefined, on: on !== undefined };
  }
  function clock(at, withDay) {
    const { lang } = document.documentElement;
    const isTwelve = new Intl.DateTimeFormat(lang, { hour: "numeric" }).resolvedOptions().hour12;
    const here = { hour: isTwelve ? "numeric" : "2-digit", minute: "2-digit", timeZone: root.dataset.zone };
    const day = { weekday: "long", day: "numeric", month: "long" };
    return new Intl.DateTimeFormat(lang, withDay ? { ...here, ...day } : here).format(at);
  }
  function all(what, within = root) {
    return [...within.querySelectorAll(what)];
  }

  function draw() {
    const at = now();
    const dayElements = all("[data-is-day]");
    const days = dayElements.map(spanOf);
    const today = dayElements[dayAt(days, at)];
    dayElements.forEach((each) => { each.hidden = each !== today; });
    all("[data-phase]").forEach((each) => { each.hidden = each.dataset.phase !== phase(days, at); });
    place(days, at, today?.dataset.isDay);
    all("[data-while]").forEach((each) => {
      const { begins, ends } = spanOf(each);
      each.hidden = !(begins <= at && at < ends);
    });
    all("[data-shown]").forEach((each) => { each.hidden = !each.querySelector("[data-while]:not([hidden])"); });
    root.querySelector("[data-clock]").textContent = clock(at);
    fit();
  }

  function place(days, at, today) {
    const cards = all("[data-span]").sort((one, other) => one.dataset.begins - other.dataset.begins);
    const found = parts(cards.map(spanOf), days, at);
    cards.forEach((card, number) => {
      card.querySelector("[data-other-day]").hidden = card.dataset.day === today;
      const part = found[number];
      const list = root.querySelector(part ? `[data-part="${part}"] ol` : "[data-rest]");
      list.append(card);
    });
    all("[data-part]").forEach((section) => {
      const nothing = section.querySelector("[data-nothing]");
      const isEmpty = !section.querySelector("[data-span]");
      if (nothing) nothing.hidden = !isEmpty;
      section.hidden = isEmpty && !nothing;
    });
  }

  // On a wall nobody scrolls: the letters get smaller, and then what is furthest off is counted.
  function fit() {
    all("[data-span]").forEach((card) => { card.hidden = false; });
    all("[data-more]").forEach((more) => { more.hidden = true; });
    const isWall = document.querySelector(".on-wall") && matchMedia("(min-width: 60rem)").matches;
    const isTooLong = () => document.documentElement.scrollHeight > window.innerHeight;
    root.dataset.density = 1;
    if (!isWall) return;
    for (let density = 2; density <= 4 && isTooLong(); density += 1) root.dataset.density = density;
    for (const part of ["later", "all-day", "next", "now"]) {
      const section = root.querySelector(`[data-part="${part}"]`);
      const cards = all("[data-span]", section);
      while (isTooLong() && cards.length > 1) {
        cards.pop().hidden = true;
        const more = section.querySelector("[data-more]");
        more.hidden = false;
        more.querySelector("b").textContent = all("[data-span][hidden]", section).length;
      }
    }
  }

  // What the server has said last, and since when it has said nothing.
  function say(isCutOff) {
    const stale = root.querySelector("[data-stale]");
    root.querySelector("[data-since]").textContent = clock(heard, true);
    if (stale.hidden !== !isCutOff) { stale.hidden = !isCutOff; fit(); }
  }
  async function ask() {
    asked = Date.now();
    if (root.dataset.at) return;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const kept = answer.headers.get("X-Kept");
      if (answer.redirected || answer.status === 404) return location.reload();
      // Without a network the worker answers, with what it has kept or with a page that says so.
      const isHeard = answer.ok && kept === null && take(await answer.text());
      if (isHeard || kept) heard = Date.parse(kept ?? answer.headers.get("Date")) + ahead || heard;
      say(!isHeard);
    } catch {
      say(true);
    }
  }
  function take(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.getElementById("today");
    if (fresh && fresh.dataset.mark !== root.dataset.mark) {
      root.replaceWith(fresh);
      root = fresh;
      draw();
    }
    return fresh !== null;
  }

  function tick() {
    const current = Math.floor(now() / 60_000);
    if (current !== minute) {
      minute = current;
      draw();
    }
    if (Date.now() - asked >= ASKED_EVERY) ask();
  }

  async function keep() {
    const hadOne = Boolean(navigator.serviceWorker.controller);
    const takesOver = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", () => {
        // A new release has taken over: its page is drawn by its own scripts.
        if (hadOne && navigator.onLine) location.reload();
        resolve();
      });
      setTimeout(resolve, LONGEST_WAIT);
    });
    await navigator.serviceWorker.register(root.dataset.worker);
    if (!hadOne) await takesOver;
  }

  tick();
  setInterval(tick, 1000);
  addEventListener("resize", fit);
  document.fonts.ready.then(fit);
  document.addEventListener("visibilitychange", tick);
  addEventListener("online", ask);
  addEventListener("offline", () => say(true));
  // The worker keeps what it is asked for: so the page asks for itself once more, through it.
  if ("serviceWorker" in navigator) keep().catch(() => {}).then(ask);
  else ask();
})();
