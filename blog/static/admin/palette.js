// The palette: from anywhere to any document, room or deed of the admin, by a few letters.
import { fitting } from "./fitting.js";

const PAUSE = 120;
const WAYS = "/admin/palette/";
const MOST_ACTIONS = 6;

export function offerPalette(dialog, own) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const status = dialog.querySelector("[role=status]");
  let known = null;
  let found = [];
  let marked = -1;
  let waiting = 0;
  let asking = new AbortController();

  for (const opener of document.querySelectorAll("[data-palette]")) opener.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    if (event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open();
  });
  input.addEventListener("input", () => {
    show();
    clearTimeout(waiting);
    waiting = setTimeout(search, PAUSE);
  });
  input.addEventListener("keydown", key);
  dialog.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    else if (option && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      choose(options().indexOf(option));
    }
  });

  async function open() {
    document.getElementById("rail")?.hidePopover?.();
    input.value = "";
    found = [];
    if (!dialog.open) dialog.showModal();
    show();
    known = await ask(WAYS) ?? known;
    show();
  }

  async function search() {
    const words = input.value.trim();
    asking.abort();
    asking = new AbortController();
    if (!words) {
      found = [];
      show();
      return;
    }
    const answer = await ask(`${WAYS}documents?search=${encodeURIComponent(words)}`, asking.signal);
    if (!answer || input.value.trim() !== words) return;
    found = answer.groups;
    show();
  }

  async function ask(address, signal) {
    try {
      const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
      if (answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json")) return await answer.json();
      status.textContent = answer.redirected ? "You are signed out: load this page again." : "The site does not answer.";
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = "The site does not answer.";
    }
    return null;
  }

  function groups() {
    const words = input.value.trim();
    const actions = [...(known?.actions ?? []), ...own];
    if (!words) {
      return [{ title: "Lately", lines: known?.recent ?? [] }, { title: "Do", lines: actions }];
    }
    const { near, far } = fitting(actions, words, MOST_ACTIONS);
    return [{ title: "Do", lines: near }, ...found, { title: "Perhaps", lines: far }];
  }

  function show() {
    const shown = groups().filter((group) => group.lines.length);
    list.replaceChildren(...shown.map(drawn));
    const count = options().length;
    status.textContent = count || !known ? "" : "Nothing fits. Try fewer letters.";
    status.classList.toggle("hush", Boolean(count) || !known);
    mark(count ? 0 : -1);
  }

  function drawn(group, place) {
    const box = document.createElement("div");
    const title = Object.assign(document.createElement("div"), { className: "kind", id: `palette-${place}`, textContent: group.title });
    title.setAttribute("role", "presentation");
    box.setAttribute("role", "group");
    box.setAttribute("aria-labelledby", title.id);
    box.append(title, ...group.lines.map((line, number) => row(line, `palette-${place}-${number}`)));
    return box;
  }

  function row(line, id) {
    const made = document.createElement(line.to ? "a" : "div");
    Object.assign(made, { id, line, className: "choice" });
    if (line.to) Object.assign(made, { href: line.to, tabIndex: -1 });
    made.setAttribute("role", "option");
    made.append(Object.assign(document.createElement("span"), { textContent: line.label }));
    if (line.kind) made.append(Object.assign(document.createElement("small"), { textContent: line.kind }));
    return made;
  }

  function options() {
    return [...list.querySelectorAll("[role=option]")];
  }

  function mark(place) {
    marked = place;
    const rows = options();
    rows.forEach((each, number) => each.setAttribute("aria-selected", String(number === place)));
    if (rows[place]) input.setAttribute("aria-activedescendant", rows[place].id);
    else input.removeAttribute("aria-activedescendant");
    if (place === 0) list.scrollTop = 0;
    else rows[place]?.scrollIntoView({ block: "nearest" });
  }

  function key(event) {
    const count = options().length;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in steps && count) {
      event.preventDefault();
      const next = marked + steps[event.key];
      mark(Math.abs(steps[event.key]) === 1 ? (next + count) % count : Math.min(count - 1, Math.max(0, next)));
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      choose(marked, event.ctrlKey || event.metaKey);
    }
  }

  function choose(place, elsewhere = false) {
    const line = options()[place]?.line;
    if (!line) return;
    if (line.to && elsewhere) window.open(line.to, "_blank", "noopener");
    else {
      dialog.close();
      if (line.to) location.assign(line.to);
      else line.act();
    }
  }
}
