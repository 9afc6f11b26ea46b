// Saves a nomination while it is typed: to the server as a draft, and on this device (kept.js) until
// that has worked. Says in words what is saved. What was sent is changed by its button alone.
(function () {
  "use strict";
  const form = document.querySelector("form[data-nomination]");
  if (!form) return;
  const SOON = 1500; // milliseconds after the last key
  const AGAIN = 10000; // until what did not get through is tried again
  const LONGEST_KEPT_ALIVE = 60000; // bytes that a page which is left may still send
  const NOT_TYPED = ["csrfmiddlewaretoken", "version", "key", "who"];

  const words = form.dataset;
  const fields = form.elements;
  const theirs = document.getElementById("theirs");
  const isDraft = Boolean(words.save);
  const folder = window.kept.folder(words.writer);
  let isKept = "isKept" in words; // the server has it
  let isChanged = false;
  let isSending = false;
  let unanswered = null; // what was sent and may have arrived, for no answer came: it goes first
  let stopped = ""; // what a button says as long as the writer must decide first
  let waiting = null;
  let underWay = null;

  // What is said. ---------------------------------------------------------------------------

  const status = document.getElementById("saved");
  const said = status.querySelector("[data-said]");
  const signIn = status.querySelector("a");
  function say(text, look = "") {
    status.className = "saved" + look;
    if (said.textContent !== text) said.textContent = text;
    signIn.hidden = text !== words.away && text !== words.unsentAway;
  }
  const sayKept = (text) => say(text, " is-kept");
  // To whoever has pressed a button: anew each time, in sight and aloud.
  function sayUnsent(text) {
    sayKept("");
    setTimeout(() => sayKept(text), 100);
  }

  // What is typed. --------------------------------------------------------------------------

  function typed() {
    const texts = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return Object.fromEntries(texts.filter(([name]) => !NOT_TYPED.includes(name)));
  }
  function fill(values) {
    for (const name of ["is_unnamed", "may_be_read"]) fields[name].checked = name in values;
    fields.words.value = values.words || "";
    for (const each of form.querySelectorAll("[name=award]")) each.checked = each.value === values.award;
    form.dispatchEvent(new CustomEvent("nomination:filled", { detail: values }));
  }
  // The first word, or whom one has chosen, makes the draft: an award alone does not.
  function isBlank() {
    const { words: text = "", nominee = "" } = typed();
    return !text.trim() && !nominee;
  }

  // On this device. -------------------------------------------------------------------------

  const slot = () => folder + words.key;
  function keepHere() {
    const version = fields.version.value;
    window.kept.put(slot(), { typed: typed(), version, isKept, chosen: words.chosen, unanswered });
  }
  // What was typed here and did not reach the server: of this one, or of one it never heard of.
  function findAgain() {
    const mine = window.kept.get(slot());
    if (!mine && !isKept) adopt(window.kept.names(folder).find(isWanted));
    const entry = window.kept.get(slot());
    if (!entry) return;
    if (JSON.stringify(entry.typed) === JSON.stringify(typed())) return window.kept.drop(slot());
    words.lastChosen = entry.chosen || "";
    fill(entry.typed);
    fields.version.value = entry.version;
    unanswered = entry.unanswered || null;
    sayKept(words.foundAgain);
    changed();
  }
  // Whoever comes for a new one finds among their drafts what did arrive; whoever comes back, here.
  function isWanted(name) {
    const isListed = document.querySelector(`.drafts a[href*="${window.kept.key(name)}"]`);
    const isBack = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
    return !window.kept.get(name)?.isKept && (isBack || !isListed);
  }
  function adopt(name) {
    if (!name) return;
    const old = words.key;
    const key = window.kept.key(name);
    for (const each of [words, form.querySelector("[data-attach]").dataset]) {
      for (const place of ["save", "edit", "address"]) if (each[place]) each[place] = each[place].replace(old, key);
    }
    words.key = fields.key.value = key;
  }

  // Saving. ---------------------------------------------------------------------------------

  function changed() {
    if (!isKept && isBlank()) return window.kept.drop(slot());
    isChanged = true;
    keepHere();
    if (!isDraft) return sayKept(words.local);
    if (stopped) return;
    if (!waiting) say("");
    plan(SOON);
  }
  function plan(milliseconds) {
    clearTimeout(waiting);
    waiting = setTimeout(save, milliseconds);
  }

  // One at a time; the answer is "" when all that is typed is saved, or else what a button that was
  // pressed says.
  async function save() {
    clearTimeout(waiting);
    waiting = null;
    while (underWay) await underWay;
    if (!isChanged || isSending || !isDraft) return "";
    if (stopped) return stopped;
    underWay = sendAll();
    try {
      return await underWay;
    } finally {
      underWay = null;
    }
  }
  // What got no answer goes again as it was: the server knows it, and takes it for no other window's.
  async function sendAll() {
    const hindrance = unanswered ? await send(unanswered) : words.unsentBusy;
    return hindrance === words.unsentBusy ? send(typed()) : hindrance;
  }
  async function send(values) {
    const body = new URLSearchParams(values);
    for (const name of ["csrfmiddlewaretoken", "version", "key"]) body.set(name, fields[name].value);
    const was = JSON.stringify(values);
    const keepalive = was.length < LONGEST_KEPT_ALIVE;
    unanswered = values;
    keepHere();
    say(words.saving);
    let answer;
    try {
      answer = await fetch(words.save, { method: "POST", body, redirect: "manual", keepalive });
    } catch {
      return later(words.offline, words.unsent);
    }
    if (answer.ok || [404, 409, 422].includes(answer.status)) unanswered = null;
    if (answer.type === "opaqueredirect" || answer.status === 403) return away();
    if (answer.status === 404) return stop(words.gone);
    if (answer.status === 422) return stay((await answer.json()).said);
    if (answer.status === 409) return compare(await answer.json());
    if (answer.ok) return saved(await answer.json(), was);
    return later(words.broken);
  }
  function saved(answer, was) {
    fields.version.value = answer.version;
    if (!isKept) history.replaceState(null, "", words.edit);
    isKept = true;
    if (JSON.stringify(typed()) === was) {
      isChanged = false;
      window.kept.drop(slot());
      say(answer.said, " is-saved");
      return "";
    }
    keepHere();
    plan(SOON);
    return words.unsentBusy;
  }
  function stay(text, whenPressed = text) {
    sayKept(text);
    return whenPressed;
  }
  function later(text, whenPressed) {
    plan(AGAIN);
    return stay(text, whenPressed);
  }
  function stop(text, whenPressed = text) {
    stopped = whenPressed;
    return stay(text, stopped);
  }

  // The session is over, or another one has begun in another tab: this page needs its token.
  async function away() {
    later(words.away);
    try {
      const answer = await fetch(isKept ? words.edit : location.href);
      if (answer.redirected || !answer.ok) return words.unsentAway;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const there = page.querySelector("form[data-nomination]");
      if (there?.dataset.writer !== words.writer) return stay(words.stranger);
      const token = there.elements.csrfmiddlewaretoken.value;
      for (const each of document.querySelectorAll("[name=csrfmiddlewaretoken]")) each.value = token;
      document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
      plan(SOON);
      return words.unsentBusy;
    } catch {
      return stay(words.offline, words.unsent);
    }
  }

  // Two windows: both texts stand on the page until one is chosen. ---------------------------

  function compare(answer) {
    theirs.innerHTML = answer.piece;
    Object.assign(theirs.dataset, { version: answer.version, state: answer.state });
    theirs.querySelector("button").focus();
    return stop(words.both, words.unsentBoth);
  }
  theirs.addEventListener("click", function (event) {
    const isMine = event.target.closest("[data-keep-mine]");
    if (isMine) fields.version.value = theirs.dataset.version;
    if (isMine && theirs.dataset.state === "draft") {
      theirs.replaceChildren();
      stopped = "";
      fields.words.focus();
      changed();
      save();
    } else if (event.target.closest("button")) {
      // What was sent is changed on its own page, where what stands here comes back.
      isKept = true;
      if (isMine) keepHere();
      else window.kept.drop(slot());
      isSending = true;
      location.href = words.edit;
    }
  });

  // When. -----------------------------------------------------------------------------------

  form.addEventListener("input", function (event) {
    if (event.target.name !== "who" && event.target.type !== "file") changed();
  });
  form.addEventListener("nomination:changed", changed);
  form.addEventListener("focusout", () => isChanged && !stopped && plan(0));
  for (const name of ["online", "focus", "pagehide"]) window.addEventListener(name, () => isChanged && save());
  document.addEventListener("visibilitychange", () => isChanged && save());
  // Back to a page as it was left: it may have been sent since.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());

  // Sent once, and only when what is typed has reached the server: a lost session or network, or
  // another window, is noticed before the page is left.
  let isWaiting = false;
  form.addEventListener("submit", async function (event) {
    if (isSending || isWaiting) return event.preventDefault();
    if (!isDraft && navigator.onLine) {
      isSending = true;
      return keepHere();
    }
    event.preventDefault();
    const act = event.submitter?.value || "send";
    isWaiting = true;
    isChanged ||= isKept; // asks whether one is still signed in, too
    const hindrance = navigator.onLine ? await save() : words.unsent;
    isWaiting = false;
    if (hindrance) {
      theirs.querySelector("button")?.focus();
      return sayUnsent(hindrance);
    }
    isSending = true;
    const pressed = document.createElement("input");
    Object.assign(pressed, { type: "hidden", name: "act", value: act });
    form.append(pressed);
    form.submit();
  });

  // For what sends files: they need a draft to belong to.
  window.nomination = {
    async isThere() {
      if (isKept) return true;
      isChanged = true;
      await save();
      return isKept;
    },
    set version(number) {
      fields.version.value = number;
    },
  };

  findAgain();
})();
