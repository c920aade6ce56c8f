// Enter evaluates; Shift+Enter begins another line. While something is evaluated it can be stopped.
const code = document.getElementById("code");
code.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  code.form.requestSubmit();
});
code.form.addEventListener("submit", () => {
  document.getElementById("stop").hidden = false;
});
