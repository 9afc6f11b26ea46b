// Whoever decides otherwise finds the files to choose from: they unfold with that choice.
(function () {
  "use strict";
  for (const folded of document.querySelectorAll("details[data-opens-with]")) {
    folded.closest("form").addEventListener("change", function (event) {
      if (event.target.name === "choice") folded.open = event.target.value === folded.dataset.opensWith;
    });
  }
})();
