// The light and dark switch: a pressed button says dark; the choice is remembered on this device only.
export function offerSchemes(button) {
  if (!button) return;
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("scheme", root.dataset.scheme);
    } catch {
      // Not remembered, but still switched.
    }
    show();
  });
  system.addEventListener("change", show);
  show();
  button.hidden = false;
}
