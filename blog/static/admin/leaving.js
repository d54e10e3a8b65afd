// Asks before a page with unsaved words is left.
export function warnBeforeLeaving(form) {
  let touched = false;
  form.addEventListener("input", () => { touched = true; });
  form.addEventListener("rearranged", () => { touched = true; });
  document.addEventListener("submit", () => { touched = false; });
  addEventListener("beforeunload", (event) => {
    if (touched) event.preventDefault();
  });
}
