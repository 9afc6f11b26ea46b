// Has a PDF of many sheets drawn part by part, shows how far it is, and then fetches it. Without it
// the link leads to the same PDF, which is then drawn with nothing to see.
(function () {
  "use strict";
  const link = document.querySelector("[data-part]");
  const told = document.querySelector(".drawing");
  const words = told.dataset;
  const bar = told.querySelector("progress");
  const status = told.querySelector("[role=status]");
  const again = told.querySelector("button");
  let next = 0; // the part to ask for; null when all are drawn
  let running = false;

  function say(text) {
    status.textContent = text.replace("{drawn}", bar.value).replace("{all}", bar.max);
  }

  // Asks for one part after another; answers with what to say.
  async function draw() {
    while (next !== null) {
      say(words.drawing);
      const response = await fetch(link.dataset.part + "&part=" + next);
      if (response.redirected) return words.away;
      if (!response.ok) return response.status < 500 ? words.gone : words.broken;
      const answer = await response.json();
      bar.max = answer.all;
      bar.value = answer.drawn;
      next = answer.next;
    }
    return words.done;
  }

  async function begin() {
    if (running) return;
    running = true;
    bar.hidden = false;
    again.hidden = true;
    say(await draw().catch(() => words.lost));
    running = false;
    again.hidden = next === null;
    if (next === null) location.assign(link.href);
  }

  link.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // to a tab of its own
    event.preventDefault();
    if (next === null) next = bar.value = 0;
    begin();
  });
  again.addEventListener("click", function () {
    link.focus(); // the button goes
    begin();
  });
})();
