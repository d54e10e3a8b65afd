// Asks before a page with unsaved words is left, and saves them by Ctrl+S (or Cmd+S).
export function warnBeforeLeaving(form) {
  let touched = false;
  form.addEventListener("input", (event) => { touched ||= event.target.form === form; });
  form.addEventListener("autosaved", (event) => { touched = !event.detail.whole; });
  form.addEventListener("rearranged", () => { touched = true; });
  form.addEventListener("submit", () => { touched = false; });
  addEventListener("beforeunload", (event) => {
    if (touched) event.preventDefault();
  });
}

export function saveByKey(form) {
  const first = form.querySelector("[name=_save]");
  addEventListener("keydown", (event) => {
    if (!first || event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    form.requestSubmit(first);
  });
}
