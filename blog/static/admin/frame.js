// What the frame does on every page: the palette, the sheet of keys, and the names of keys on this machine.
import { offerPalette } from "./palette.js";

const QUIET = "quire-no-single-keys";
const WRITING = "input, textarea, select, [contenteditable]:not([contenteditable=false])";

export function dressFrame() {
  const sheet = document.getElementById("keys");
  const palette = document.getElementById("palette");
  if (!sheet || !palette) return;
  if (/Mac|iPhone|iPad/.test(navigator.platform)) {
    for (const name of document.querySelectorAll("kbd[data-ctrl]")) name.textContent = "⌘";
  }
  const press = (selector) => () => document.querySelector(selector)?.click();
  offerPalette(palette, [
    { label: "View the site", to: "/" },
    { label: "Your account", to: document.querySelector("[data-account]")?.getAttribute("href") },
    { label: "Change the colours: as on this device, light, dark", act: press("[data-scheme-switch]") },
    { label: "Keyboard shortcuts", act: () => sheet.showModal() },
    { label: "Sign out", act: press("[data-sign-out]") },
  ]);
  offerSheet(sheet);
}

function offerSheet(sheet) {
  const wish = sheet.querySelector("[data-single-keys]");
  wish.checked = localStorage.getItem(QUIET) === null;
  wish.addEventListener("change", () => {
    if (wish.checked) localStorage.removeItem(QUIET);
    else localStorage.setItem(QUIET, "1");
  });
  for (const opener of document.querySelectorAll("[data-keys]")) opener.addEventListener("click", () => {
    document.getElementById("rail")?.hidePopover?.();
    sheet.showModal();
  });
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet || event.target.closest("[data-close]")) sheet.close();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!wish.checked || event.target.closest?.(WRITING) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    sheet.showModal();
  });
}
