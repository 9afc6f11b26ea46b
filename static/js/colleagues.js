// Suggests colleagues while one types into a line: data-suggest on the form says where to ask.
(function () {
  "use strict";
  const form = document.querySelector("[data-suggest]");
  const found = document.getElementById("colleagues");
  let waiting = null;
  form.addEventListener("input", function (event) {
    if (event.target.getAttribute("list") !== found.id) return;
    clearTimeout(waiting);
    waiting = setTimeout(async function () {
      const address = form.dataset.suggest + "?q=" + encodeURIComponent(event.target.value);
      try {
        const response = await fetch(address);
        if (!response.ok || response.redirected) return;
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        found.replaceChildren(...page.querySelectorAll("option"));
      } catch {
        return; // a name that is typed whole needs no suggestions
      }
    }, 250);
  });
})();
