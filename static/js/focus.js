// Finds an element of the board again after the piece it stood in was drawn anew.
(function () {
  "use strict";

  // The way back to an element: its own id, its place in its card, or its address.
  window.wayBackTo = function (element) {
    if (!element || element === document.body) return null;
    if (element.id) return "#" + CSS.escape(element.id);
    const card = element.closest(".activity");
    if (card) return "#" + card.id + (element.matches("[data-grip]") ? " [data-grip]" : " h3 a");
    const address = element.getAttribute("href");
    return address && '#board a[href="' + CSS.escape(address) + '"]';
  };
})();
