// A time or date of which only a part is typed reads as none: say so before the form is sent.
(function () {
  "use strict";
  document.addEventListener(
    "submit",
    function (event) {
      const unfinished = Array.from(event.target.elements).find((each) => each.validity?.badInput);
      if (!unfinished) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      unfinished.reportValidity();
    },
    true,
  );
})();
