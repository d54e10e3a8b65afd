// The sheet of shortcuts: one for the page, made when it is first asked for.
import { BUTTONS, HISTORY, OTHER_KEYS, TYPED } from "./commands.js";
import { keys, made } from "./made.js";

let sheet = null;

export function openSheet(buttons, afterwards) {
  sheet ??= document.body.appendChild(build(buttons));
  sheet.addEventListener("close", afterwards, { once: true });
  sheet.showModal();
}

function build(buttons) {
  const listed = [...BUTTONS.flat(), ...buttons, ...HISTORY].filter(({ shortcut }) => shortcut);
  const rows = [...listed.map(({ shortcut, label }) => [shortcut, label]), ...OTHER_KEYS];
  const dialog = made("dialog", { class: "prose-sheet", "aria-labelledby": "prose-sheet-title" },
    made("header", {}, made("h2", { id: "prose-sheet-title" }, "Keys for writing"),
      made("button", { type: "button", class: "quiet small", onclick: () => dialog.close() }, "Close")),
    made("div", { class: "prose-sheet-lists" },
      part("Keys", rows.map(([shortcut, label]) => [keys(shortcut), label])), part("While typing", TYPED)));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  return dialog;
}

function part(title, rows) {
  return made("section", {}, made("h3", {}, title), made("dl", {}, ...rows.flatMap(([key, label]) => [
    made("dt", {}, made("kbd", {}, key)), made("dd", {}, label),
  ])));
}
