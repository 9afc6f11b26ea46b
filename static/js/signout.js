// Signing out, on whatever page, leaves nothing on this device of what was typed and not saved:
// others use it next. What is kept, and under which names, is kept.js's.
(function () {
  "use strict";
  const PREFIX = "csweek:typed:";

  document.addEventListener("submit", function (event) {
    if (!event.target.getAttribute("action")?.endsWith("/account/logout/")) return;
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
      names.forEach((name) => localStorage.removeItem(name));
    } catch {
      /* a private window may have kept nothing */
    }
  });
})();
