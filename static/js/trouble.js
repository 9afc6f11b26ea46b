// Says in sight and aloud that a request of htmx failed: where one looks, page or open dialog.
(function () {
  "use strict";
  const trouble = document.getElementById("trouble");
  const words = trouble.dataset;
  let isPassing = false; // over as soon as any request succeeds

  function show(text) {
    isPassing = text === words.failed || text === words.away;
    const place = document.querySelector("dialog[open]") || document.getElementById("notices");
    if (trouble.parentElement !== place) place.prepend(trouble);
    if (trouble.textContent !== text) trouble.textContent = text;
    trouble.hidden = false;
  }

  function wordsFor(status) {
    if (status === 403) return words.refused;
    return status === 404 || status === 410 ? words.gone : words.broken;
  }

  // Leaving the page also ends what is on its way: wait until that would be done.
  document.addEventListener("htmx:sendError", () => setTimeout(() => show(words.failed), 300));
  document.addEventListener("htmx:timeout", () => show(words.failed));
  document.addEventListener("htmx:responseError", (event) => show(wordsFor(event.detail.xhr.status)));
  document.addEventListener("htmx:beforeSwap", function (event) {
    const { xhr, requestConfig } = event.detail;
    const asked = new URL(requestConfig.path, document.baseURI).pathname;
    if (new URL(xhr.responseURL).pathname === asked) {
      const isAnAct = event.detail.target.id !== "board"; // no mere looking whether there is news
      if (!event.detail.isError && (isPassing || isAnAct)) trouble.hidden = true;
      return;
    }
    // Sent on to another page: the one for signing in. It is none of the pieces asked for.
    event.detail.shouldSwap = false;
    event.stopImmediatePropagation();
    show(words.away);
  });
})();
