// Says in sight and aloud that a request of htmx failed: where one looks, page or open dialog.
(function () {
  "use strict";
  const trouble = document.getElementById("trouble");
  const words = trouble.dataset;
  const LOOKING = ["board", "phones"]; // what these ask by themselves is no act of anybody

  // Ask the server by htmx; what fails is told here, so that nobody else need catch it.
  window.ask = function (verb, address, context) {
    htmx.ajax(verb, address, context).catch(function () {});
  };

  function show(text) {
    const place = document.querySelector("dialog[open]") || document.getElementById("notices");
    if (trouble.parentElement !== place) place.prepend(trouble);
    if (trouble.textContent !== text) trouble.textContent = text;
    trouble.hidden = false;
  }

  // Signed in again in another tab: this page needs the new token against forged requests.
  async function renew() {
    const response = await fetch(location.href);
    if (response.redirected || !response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
    document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (each) {
      each.value = token;
    });
  }

  // Leaving the page also ends what is on its way: wait until that would be done.
  document.addEventListener("htmx:sendError", () => setTimeout(() => show(words.failed), 300));
  document.addEventListener("htmx:timeout", () => show(words.failed));
  document.addEventListener("htmx:responseError", function (event) {
    const { status } = event.detail.xhr;
    const refused = () => show(words.refused);
    if (status === 403) renew().then(refused, refused);
    else show(status === 404 || status === 410 ? words.gone : words.broken);
  });

  document.addEventListener("htmx:beforeSwap", function (event) {
    const { xhr, requestConfig, target, isError } = event.detail;
    const asked = new URL(requestConfig.path, document.baseURI).pathname;
    if (new URL(xhr.responseURL).pathname !== asked) {
      // Sent on to another page: the one for signing in. It is none of the pieces asked for.
      event.detail.shouldSwap = false;
      event.stopImmediatePropagation();
      show(words.away);
      return;
    }
    if (trouble.hidden || isError) return;
    const isOver = trouble.textContent === words.failed;
    const isAnAct = !LOOKING.includes(target.id);
    if (trouble.textContent === words.away) renew().then(() => (trouble.hidden = true));
    else if (isOver || isAnAct) trouble.hidden = true;
  });
})();
