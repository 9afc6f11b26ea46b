// The page on which one nominates: closing time of the chosen award, characters counted, files sent.
(function () {
  "use strict";
  const form = document.querySelector("form[data-nomination]");
  if (!form) return;

  // The award. ------------------------------------------------------------------------------

  const closes = document.getElementById("closes");
  const cosigned = form.querySelector("[data-cosign-hint]");
  function chooseAward() {
    const chosen = form.querySelector("[name=award]:checked");
    if (chosen?.dataset.closes) closes.textContent = chosen.dataset.closes;
    cosigned.hidden = !chosen || !("isCosigned" in chosen.dataset);
    return chosen;
  }
  form.addEventListener("change", function (event) {
    if (event.target.name === "award") window.fitNominee("isForTeam" in chooseAward().dataset);
  });
  form.addEventListener("nomination:filled", () => { chooseAward(); count(); });
  // Enter on a card or a box must not send what is not ready.
  form.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
  });

  // The words. ------------------------------------------------------------------------------

  const words = form.elements.words;
  const number = form.querySelector("[data-count]");
  function count() {
    number.textContent = words.value.length.toLocaleString(document.documentElement.lang);
    number.parentElement.classList.toggle("near", words.value.length > words.maxLength - 200);
  }
  words.addEventListener("input", count);

  // Files: sent at once, each with its progress. --------------------------------------------

  const attach = form.querySelector("[data-attach]");
  const files = attach.querySelector("[name=files]");
  const wrong = attach.querySelector("[data-wrong]");
  const progress = attach.querySelector("[data-progress]");
  function say(text) {
    wrong.textContent = text;
    wrong.hidden = !text;
  }
  function send(address, body) {
    return new Promise(function (done) {
      const request = new XMLHttpRequest();
      request.open("POST", address);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
      request.upload.addEventListener("progress", (event) => (progress.value = (100 * event.loaded) / event.total));
      request.addEventListener("loadend", function () {
        try {
          done(JSON.parse(request.responseText));
        } catch {
          done(null);
        }
      });
      request.send(body);
    });
  }
  function heard(answer) {
    if (!answer) return say(attach.dataset.lost);
    attach.querySelector("[data-files]").innerHTML = answer.piece;
    window.nomination.version = answer.version;
    say(answer.said);
  }
  files.addEventListener("change", async function () {
    if (!files.files.length) return;
    const body = new FormData();
    for (const file of files.files) body.append("files", file);
    files.value = ""; // sent here: not once more with the form
    say("");
    if (!(await window.nomination.isThere())) return say(attach.dataset.first);
    progress.value = 0;
    progress.hidden = false;
    heard(await send(attach.dataset.address, body));
    progress.hidden = true;
  });
  attach.addEventListener("click", async function (event) {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    event.preventDefault();
    heard(await send(button.dataset.remove, new FormData()));
    files.focus();
  });

  chooseAward();
  count();
})();
