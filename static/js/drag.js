// Moving cards by mouse or finger (SortableJS): where a card is let go decides its day and time.
(function () {
  "use strict";
  const board = window.board;
  let lists = [];
  let next = null; // what stood after the card when it was picked up

  function timed(card) {
    return card && card.dataset.start ? card.dataset.id : "";
  }
  function nearest(card, step) {
    let near = card[step];
    while (near && !timed(near)) near = near[step];
    return timed(near);
  }
  function isOutside(event) {
    const { clientX, clientY } = event.changedTouches ? event.changedTouches[0] : event;
    const under = document.elementFromPoint(clientX, clientY);
    return !under || !under.closest(".board, .lot");
  }
  function dropped(event) {
    const after = next;
    const putBack = () => event.from.insertBefore(event.item, after);
    if (event.from === event.to && event.oldIndex === event.newIndex) return;
    if (isOutside(event.originalEvent)) {
      putBack();
      return;
    }
    const values = {
      day: event.to.dataset.day,
      start: event.item.dataset.start,
      dropped: "on",
      above: nearest(event.item, "previousElementSibling"),
      below: nearest(event.item, "nextElementSibling"),
    };
    board.send(event.item, values, putBack);
  }
  function makeSortable() {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    lists.forEach((list) => list.destroy());
    lists = Array.from(document.querySelectorAll("#board .cards"), function (list) {
      return Sortable.create(list, {
        group: "board",
        draggable: ".activity",
        animation: calm ? 0 : 140,
        delay: 180,
        delayOnTouchOnly: true,
        forceFallback: true,
        fallbackTolerance: 4,
        onChoose: function (event) {
          next = event.item.nextElementSibling;
          board.held = true;
        },
        onUnchoose: function () {
          board.held = false;
        },
        onEnd: dropped,
      });
    });
  }
  document.addEventListener("board:drawn", makeSortable);
})();
