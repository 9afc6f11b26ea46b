// Rows to choose from: all at once, and how many are chosen.
(function () {
  "use strict";
  for (const form of document.querySelectorAll("[data-choosing]")) {
    const boxes = Array.from(form.querySelectorAll("input[name=chosen]"));
    const label = form.querySelector("label.all");
    const all = label.querySelector("input");
    const count = form.querySelector("button .count");
    function show() {
      const chosen = boxes.filter((box) => box.checked).length;
      all.checked = chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
      count.hidden = chosen === 0;
      count.textContent = `(${chosen})`;
    }
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      show();
    });
    form.addEventListener("change", show);
    label.hidden = false;
    show();
  }
})();
