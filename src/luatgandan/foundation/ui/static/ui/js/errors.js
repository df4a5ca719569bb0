// The error summary takes the focus; a summary link goes to its field and puts the caret there.
document.addEventListener("DOMContentLoaded", () => {
  const summary = document.querySelector(".errors:not(.gallery__stage *)");
  if (summary) summary.focus();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest(".errors a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  const input = field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea");
  (input || field).focus({ preventScroll: true });
});
