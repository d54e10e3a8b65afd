// Small parts of pages, made without text ever being read as HTML.
export function made(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

// A sign of 20 by 20, drawn with one line; a word stands for itself.
export function icon(drawing) {
  if (!/^[Mm][\d\s.,-]/.test(drawing)) return made("span", { class: "glyph", "aria-hidden": "true" }, drawing);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", drawing);
  svg.append(path);
  return svg;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

// "Mod-Shift-8" as a person would say it.
export function keys(shortcut) {
  const names = isMac ? { Mod: "⌘", Alt: "⌥", Shift: "⇧", Enter: "↵" } : { Mod: "Ctrl" };
  return shortcut.split("-").map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key)).join(isMac ? "" : "+");
}
