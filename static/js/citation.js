/* Counts the characters of a citation as one types. The server counts again. */
(() => {
  const words = document.querySelector("textarea[data-count]");
  const told = document.getElementById("counted");
  if (!words || !told) return;
  const most = Number(words.dataset.count);
  const count = () => {
    const length = [...words.value.trim().replace(/\s+/g, " ")].length;
    told.textContent = `${length} / ${most}`;
    told.classList.toggle("over", length > most);
  };
  words.addEventListener("input", count);
  count();
})();
