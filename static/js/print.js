/* Shows the button that prints, which needs a script; the words beside it say how to do without. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
