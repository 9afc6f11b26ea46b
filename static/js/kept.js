// What was typed and has not reached the server lies on this device, under its writer, year and key.
// Signing out clears it (signout.js).
(function () {
  "use strict";
  const PREFIX = "csweek:typed:";

  // Private windows may refuse to keep anything: then the server alone does.
  function get(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  }
  function put(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      /* said by what the server answers */
    }
  }
  function drop(name) {
    try {
      localStorage.removeItem(name);
    } catch {
      /* nothing is there */
    }
  }
  function names(start = PREFIX) {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(start));
    } catch {
      return [];
    }
  }
  const key = (name) => name.split(":").pop();
  const folder = (writer) => PREFIX + writer + ":" + location.pathname.split("/")[1] + ":";

  window.kept = { get, put, drop, names, key, folder };

  const sent = document.querySelector("[data-sent]");
  if (sent) names().filter((name) => key(name) === sent.dataset.sent).forEach(drop);

  // The page of a form that was refused: its words are here, and come back with the page.
  const refused = document.querySelector("[data-kept-here]");
  if (refused && names().some((name) => location.pathname.includes(key(name)))) {
    refused.hidden = false;
    refused.querySelector("a").href = location.pathname;
    document.querySelector("[data-not-kept]").hidden = true;
  }
})();
