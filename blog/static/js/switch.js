// The switch of the colours: as on this device, light, or dark. The choice is remembered on this device only.
const words = { auto: "as on this device", light: "light", dark: "dark" };

export function offerSchemes(button) {
  if (!button) return;
  const label = button.querySelector("span") ?? button;
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  // The first step away from the device's own colours is the one that can be seen.
  const order = () => (system.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"]);
  const state = () => root.dataset.scheme || "auto";
  const next = () => order()[(order().indexOf(state()) + 1) % 3];
  const show = () => {
    button.dataset.state = state();
    label.textContent = `Colours: ${words[state()]}`;
    button.title = `Colours: ${words[state()]}. Change to ${words[next()]}.`;
  };
  button.addEventListener("click", () => {
    const chosen = next();
    if (chosen === "auto") delete root.dataset.scheme;
    else root.dataset.scheme = chosen;
    try {
      localStorage.setItem("scheme", chosen);
    } catch {
      // Not remembered, but still switched.
    }
    show();
  });
  system.addEventListener("change", show);
  show();
  button.hidden = false;
}
