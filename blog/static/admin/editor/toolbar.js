// A bar of buttons that is one stop for the Tab key; the arrow keys go from button to button.
import { icon, keys, made } from "./made.js";

export class Toolbar {
  constructor(groups, { label, editor, leave, tip }) {
    this.editor = editor;
    this.buttons = [];
    this.element = made("div", { role: "toolbar", "aria-label": label, class: "prose-tools" });
    for (const group of groups.filter((each) => each.length)) {
      this.element.append(made("div", { class: "prose-group" }, ...group.map((about) => this.button(about, tip))));
    }
    this.element.addEventListener("keydown", (event) => this.go(event, leave));
    this.element.addEventListener("focusin", (event) => this.stopAt(event.target));
    if (this.buttons.length) this.stopAt(this.buttons[0].element);
  }

  button(about, tip) {
    const { label, shortcut } = about;
    const element = made("button", {
      type: "button", "aria-label": label, tabindex: "-1", class: about.word ? "word" : null,
      "aria-pressed": about.isOn ? "false" : null,
      "aria-keyshortcuts": shortcut ? shortcut.replace("Mod", "Control").replaceAll("-", "+") : null,
      "aria-haspopup": about.popup, "aria-expanded": about.popup === "true" ? "false" : null,
    }, icon(about.icon));
    if (about.word) element.append(made("span", {}, about.word));
    // The text keeps its selection while a button is pressed.
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", () => { if (element.ariaDisabled !== "true") about.run(this.editor, element); });
    tip?.(element, (shortcut ? `${label} (${keys(shortcut)})` : label) + (about.hint ? ` – ${about.hint}` : ""));
    this.buttons.push({ element, about });
    return element;
  }

  go(event, leave) {
    const usable = this.buttons.map(({ element }) => element).filter((element) => element.offsetParent);
    const now = usable.indexOf(document.activeElement);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: usable.length - 1 }[event.key];
    if (event.key === "Escape") leave();
    if (to === undefined) return;
    event.preventDefault();
    const next = usable[(to + usable.length) % usable.length];
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  stopAt(target) {
    const button = target.closest("button");
    for (const { element } of this.buttons) element.tabIndex = element === button ? 0 : -1;
  }

  focus() {
    (this.buttons.find(({ element }) => element.tabIndex === 0) ?? this.buttons[0])?.element.focus();
  }

  showOnly(wanted) {
    for (const { element, about } of this.buttons) element.hidden = !wanted(about);
    for (const group of this.element.children) group.hidden = [...group.children].every((each) => each.hidden);
    const shown = this.buttons.find(({ element }) => !element.hidden);
    if (shown) this.stopAt(shown.element);
  }

  refresh() {
    for (const { element, about } of this.buttons) {
      if (about.isOn) set(element, "aria-pressed", String(Boolean(about.isOn(this.editor))));
      if (about.isOff) set(element, "aria-disabled", String(Boolean(about.isOff(this.editor))));
    }
  }
}

function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
