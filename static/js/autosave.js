// Saves what is being typed: to the server as a draft, and on this device until that has worked.
// Says in words what is saved. Signing out clears this device (signout.js).
(function () {
  "use strict";
  const PREFIX = "csweek:typed:";
  const SOON = 1500; // milliseconds after the last key
  const AGAIN = 10000; // until what did not get through is tried again
  const LONGEST_KEPT_ALIVE = 60000; // bytes that a page which is left may still send

  // This device. ----------------------------------------------------------------------------

  // Private windows may refuse to keep anything: then the server alone does.
  function stored(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  }
  function store(name, value) {
    try {
      if (value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify(value));
    } catch {
      /* said by what the server answers */
    }
  }
  function names(start) {
    return Object.keys(localStorage).filter((name) => name.startsWith(start));
  }

  const sent = document.querySelector("[data-sent]");
  if (sent) names(PREFIX).filter((name) => name.endsWith(sent.dataset.sent)).forEach((name) => store(name, null));

  // The form. -------------------------------------------------------------------------------

  const form = document.querySelector("form[data-nomination]");
  if (!form) return;
  const words = form.dataset;
  const status = document.getElementById("saved");
  const theirs = document.getElementById("theirs");
  const isDraft = Boolean(words.save);
  const own = PREFIX + words.writer + ":";
  let slot = own + location.pathname.split("/")[1] + ":" + words.key;
  let isKept = "isKept" in words; // the server has it
  let isChanged = false;
  let isSending = false;
  let isStopped = false; // two windows, or it is gone: the writer decides
  let waiting = null;
  let underWay = null;

  function say(text, kind) {
    status.className = "saved" + (kind ? " is-" + kind : "");
    delete status.dataset.isSaved;
    const use = kind === "saved" ? "cloud-check" : kind === "kept" ? "cloud-slash" : "";
    const icon = status.querySelector("svg");
    if (icon) icon.remove();
    if (use) status.prepend(sign(use));
    const place = status.querySelector("span");
    if (place.textContent !== text) place.textContent = text;
  }
  function sign(name) {
    const sprite = document.querySelector("svg.icon use").getAttribute("href").split("#")[0];
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    icon.setAttribute("class", "icon");
    icon.setAttribute("aria-hidden", "true");
    use.setAttribute("href", sprite + "#" + name);
    icon.append(use);
    return icon;
  }

  function typed() {
    const found = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && !["csrfmiddlewaretoken", "version", "key", "who"].includes(name)) found[name] = value;
    }
    return found;
  }
  function keepHere() {
    store(slot, { typed: typed(), version: form.elements.version.value, isKept, chosen: words.chosen });
  }
  function fill(values) {
    for (const name of ["is_unnamed", "may_be_read"]) form.elements[name].checked = name in values;
    form.elements.words.value = values.words || "";
    for (const each of form.querySelectorAll("[name=award]")) each.checked = each.value === values.award;
    form.dispatchEvent(new CustomEvent("nomination:filled", { detail: values }));
  }

  // What was typed here and did not reach the server, from this page or from one that is gone.
  function findAgain() {
    let entry = stored(slot);
    if (!entry && isDraft && !isKept) {
      const orphan = names(own + location.pathname.split("/")[1] + ":").find((name) => !stored(name)?.isKept);
      if (orphan) {
        adopt(orphan.split(":").pop());
        entry = stored(slot);
      }
    }
    if (!entry) return;
    if (JSON.stringify(entry.typed) === JSON.stringify(typed())) return store(slot, null);
    words.lastChosen = entry.chosen || "";
    fill(entry.typed);
    form.elements.version.value = entry.version;
    say(words.foundAgain, "kept");
    changed();
  }
  function adopt(key) {
    const old = words.key;
    for (const each of [words, ...[...form.querySelectorAll("[data-address]")].map((e) => e.dataset)]) {
      for (const name of ["save", "edit", "address"]) if (each[name]) each[name] = each[name].replace(old, key);
    }
    words.key = form.elements.key.value = key;
    slot = own + location.pathname.split("/")[1] + ":" + key;
  }

  // Saving. ---------------------------------------------------------------------------------

  // The first word, or whom one has chosen, makes the draft: an award alone does not.
  function isBlank() {
    const { words: text = "", nominee = "" } = typed();
    return !text.trim() && !nominee;
  }
  function changed() {
    if (isDraft && !isKept && isBlank()) return store(slot, null);
    isChanged = true;
    keepHere();
    if (!isDraft) return say(words.local, "kept");
    if (isStopped) return;
    if (!waiting) say("");
    plan(SOON);
  }
  function plan(milliseconds) {
    clearTimeout(waiting);
    waiting = setTimeout(save, milliseconds);
  }

  // One at a time; the answer is whether all that is typed is saved.
  async function save() {
    clearTimeout(waiting);
    waiting = null;
    while (underWay) await underWay;
    if (!isChanged) return true;
    if (isStopped || isSending || !isDraft) return false;
    underWay = ask();
    try {
      return await underWay;
    } finally {
      underWay = null;
    }
  }
  async function ask() {
    const body = new FormData(form);
    body.delete("files");
    const was = JSON.stringify(typed());
    say(words.saving);
    let answer;
    try {
      answer = await fetch(words.save, {
        method: "POST",
        body: new URLSearchParams(body),
        redirect: "manual",
        keepalive: was.length < LONGEST_KEPT_ALIVE,
      });
    } catch {
      return later(words.offline);
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) return away();
    if (answer.status === 404) return stop(words.gone);
    if (answer.status === 409 || answer.status === 422 || answer.ok) return heard(answer, was);
    return later(words.broken);
  }
  async function heard(answer, was) {
    const said = await answer.json();
    if (answer.status === 422) return later(said.said, false);
    if (answer.status === 409) {
      theirs.innerHTML = said.piece;
      theirs.dataset.version = said.version;
      theirs.querySelector("[data-keep-mine]").focus();
      return stop(words.both);
    }
    form.elements.version.value = said.version;
    if (!isKept) history.replaceState(null, "", words.edit);
    isKept = true;
    if (JSON.stringify(typed()) === was) {
      isChanged = false;
      store(slot, null);
      say(said.said, "saved");
      return true;
    }
    keepHere();
    plan(SOON);
    return false;
  }
  function later(text, isTriedAgain = true) {
    say(text, "kept");
    if (isTriedAgain) plan(AGAIN);
    return false;
  }
  function stop(text) {
    isStopped = true;
    say(text, "kept");
    return false;
  }

  // The session is over, or another one has begun in another tab: this page needs its token.
  async function away() {
    say(words.away, "kept");
    plan(AGAIN);
    try {
      const answer = await fetch(isKept ? words.edit : location.href);
      if (answer.redirected || !answer.ok) return false;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const there = page.querySelector("form[data-nomination]");
      if (!there || there.dataset.writer !== words.writer) {
        say(words.stranger, "kept");
        return false;
      }
      const token = there.elements.csrfmiddlewaretoken.value;
      for (const each of document.querySelectorAll("[name=csrfmiddlewaretoken]")) each.value = token;
      document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
      plan(0);
    } catch {
      say(words.offline, "kept");
    }
    return false;
  }

  theirs.addEventListener("click", function (event) {
    if (event.target.closest("[data-keep-mine]")) {
      form.elements.version.value = theirs.dataset.version;
      theirs.replaceChildren();
      isStopped = false;
      form.elements.words.focus();
      changed();
      save();
    } else if (event.target.closest("[data-take-theirs]")) {
      store(slot, null);
      isSending = true;
      location.href = words.edit;
    }
  });

  // When. -----------------------------------------------------------------------------------

  form.addEventListener("input", function (event) {
    if (event.target.name !== "who" && event.target.type !== "file") changed();
  });
  form.addEventListener("nomination:changed", changed);
  form.addEventListener("focusout", () => isChanged && !isStopped && plan(0));
  window.addEventListener("online", () => isChanged && save());
  window.addEventListener("focus", () => isChanged && save());
  document.addEventListener("visibilitychange", () => isChanged && save());
  window.addEventListener("pagehide", () => isChanged && save());
  // Back to a page as it was left: it may have been sent since.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());

  // Sent once, and only when what is typed has reached the server: a lost session or network is
  // noticed before the page is left.
  let isWaiting = false;
  form.addEventListener("submit", async function (event) {
    if (isSending || isWaiting) return event.preventDefault();
    if (!isDraft) {
      isSending = navigator.onLine;
      if (!isSending) event.preventDefault();
      return isSending ? keepHere() : say(words.unsent, "kept");
    }
    event.preventDefault();
    const act = event.submitter?.value || "send";
    const wasStopped = isStopped;
    isWaiting = true;
    isChanged ||= isKept; // asks whether one is still signed in, too
    const isSaved = await save();
    isWaiting = false;
    if (!isSaved && !wasStopped) return status.textContent.includes(words.offline) && say(words.unsent, "kept");
    if (!navigator.onLine) return say(words.unsent, "kept");
    isSending = true;
    const pressed = document.createElement("input");
    Object.assign(pressed, { type: "hidden", name: "act", value: act });
    form.append(pressed);
    form.submit();
  });

  // For what sends files: they need a draft to belong to.
  window.nomination = {
    async isThere() {
      if (!isDraft || isKept) return true;
      isChanged = true;
      await save();
      return isKept;
    },
    set version(number) {
      form.elements.version.value = number;
    },
  };

  findAgain();
})();
