// Saves scores and note as they are given, says so, and lets the keys 1 to 5 give a score.
// Without it the buttons of the form do the same.
(function () {
  "use strict";
  const form = document.getElementById("scores");
  const words = form.dataset;
  const saved = document.getElementById("saved");
  const compare = document.getElementById("compare");
  let kept = written(); // what the server has, as far as is known
  let timer = null;
  let running = null; // the save that is on its way
  let stuck = false; // another window was first: only the reader can go on
  let leaving = false;
  form.classList.add("has-keys");

  function written() {
    const data = new FormData(form);
    for (const name of ["csrfmiddlewaretoken", "version", "seen"]) data.delete(name);
    return new URLSearchParams(data).toString();
  }
  function say(text, look) {
    if (saved.textContent !== text) saved.textContent = text;
    saved.className = "saved " + look;
  }
  function later(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  // Signed in again in another tab: this page needs the new token against forged requests.
  async function renew() {
    const response = await fetch(location.href);
    if (response.redirected || !response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]");
    if (token) form.elements.csrfmiddlewaretoken.value = token.value;
  }

  async function heard(response, sent) {
    if (response.redirected) return fail(words.away);
    if (response.status === 403) return renew().then(() => fail(words.away));
    if (response.status === 404) return fail(words.gone, true);
    const type = response.headers.get("Content-Type") || "";
    if (!type.startsWith("text/plain")) return fail(words.failed);
    const said = await response.text();
    if (!response.ok) {
      compare.hidden = response.status !== 409;
      return fail(said, true);
    }
    kept = sent;
    form.elements.version.value = response.headers.get("X-Version");
    say(said, "");
    if (written() !== kept) later(300);
  }
  function fail(text, forGood) {
    say(text, "failed");
    stuck = Boolean(forGood);
    if (!stuck) later(5000);
  }

  function save() {
    clearTimeout(timer);
    if (running || stuck || leaving || written() === kept) return running;
    const sent = written();
    say(words.saving, "waits");
    running = fetch(words.save, { method: "POST", body: new FormData(form), keepalive: true })
      .then((response) => heard(response, sent))
      .catch(() => fail(words.failed))
      .finally(() => (running = null));
    return running;
  }

  form.addEventListener("change", function (event) {
    if (event.target.type === "radio") later(150);
  });
  form.addEventListener("input", function (event) {
    stuck = stuck && !compare.hidden;
    if (written() === kept) return;
    if (!stuck) say(words.unsaved, "waits");
    if (event.target.type !== "radio") later(1500);
  });
  form.addEventListener("focusout", function (event) {
    if (event.target.name === "note") save();
  });
  window.addEventListener("online", save);
  window.addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  window.addEventListener("beforeunload", function (event) {
    if (!leaving && written() !== kept && !running) {
      save();
      event.preventDefault();
    }
  });

  // A button sends the version that the last save has made: wait for it.
  form.addEventListener("submit", function (event) {
    clearTimeout(timer);
    if (!running) {
      leaving = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    running.finally(() => form.requestSubmit(button));
  });
  window.addEventListener("pageshow", function () {
    leaving = false;
  });

  form.addEventListener("keydown", function (event) {
    const group = event.target.closest("fieldset.criterion");
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!group || !isPlain || !/^[1-5]$/.test(event.key)) return;
    event.preventDefault();
    const radio = group.querySelector('input[value="' + event.key + '"]');
    radio.click();
    radio.focus();
    const groups = Array.from(form.querySelectorAll("fieldset.criterion"));
    const next = groups[groups.indexOf(group) + 1];
    if (next) (next.querySelector("input:checked") || next.querySelector("input")).focus();
    else form.elements.note.focus();
  });
})();
