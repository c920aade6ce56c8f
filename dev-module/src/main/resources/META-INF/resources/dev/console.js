// Enter evaluates; Shift+Enter begins another line.
const code = document.getElementById("code");
code.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  code.form.requestSubmit();
});
