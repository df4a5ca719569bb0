// Dialogs: `<a href="#id" data-opens>` shows the dialog by its address without script, as a modal with it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.hash.slice(1));
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
  }
  const dialog = event.target.closest("dialog");
  if (dialog && dialog.open && (event.target === dialog || event.target.closest("[data-closes]"))) {
    event.preventDefault();
    dialog.close();
  }
});
