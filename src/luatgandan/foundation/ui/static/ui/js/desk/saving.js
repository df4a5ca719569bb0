// The page editor keeps drafts by itself. A press on "send" or "publish" while a draft is on its way would be a second
// first saving of the same page, refused for its address; so the press waits until the draft is kept or refused.
{
  let isOnItsWay = false;
  let isLeaving = false;
  let waiting = null;

  const settle = () => {
    isOnItsWay = false;
    const press = waiting;
    waiting = null;
    if (press) press.form.requestSubmit(press.button);
  };

  document.addEventListener("w-autosave:save", (event) => {
    if (isLeaving) event.preventDefault();
    else isOnItsWay = true;
  });
  document.addEventListener("w-autosave:success", settle);
  document.addEventListener("w-autosave:error", settle);
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches("[data-edit-form]")) return;
    if (isOnItsWay) {
      event.preventDefault();
      waiting = { form: event.target, button: event.submitter };
    } else {
      isLeaving = true;
    }
  });
  window.addEventListener("pageshow", () => {
    isLeaving = false;
  });
}
