// The name and the keys of a button, while it is pointed at or has the focus.
import { made } from "./made.js";

const PAUSE = 400;

export class Tip {
  constructor(shell) {
    this.shell = shell;
    this.element = made("div", { class: "prose-tip", "aria-hidden": "true", hidden: true });
    this.timer = 0;
    shell.append(this.element);
  }

  on(target, words) {
    const hide = () => this.hide();
    target.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") this.soon(target, words, PAUSE); });
    target.addEventListener("focus", () => { if (target.matches(":focus-visible")) this.soon(target, words, 0); });
    for (const name of ["pointerleave", "blur", "click", "keydown"]) target.addEventListener(name, hide);
  }

  soon(target, words, pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.element.textContent = words;
      this.element.hidden = false;
      const [box, shell] = [target.getBoundingClientRect(), this.shell.getBoundingClientRect()];
      const start = box.left + box.width / 2 - this.element.offsetWidth / 2 - shell.left;
      this.element.style.left = `${Math.max(0, Math.min(start, shell.width - this.element.offsetWidth))}px`;
      this.element.style.top = `${box.bottom - shell.top + 6}px`;
    }, pause);
  }

  hide() {
    clearTimeout(this.timer);
    this.element.hidden = true;
  }

  destroy() {
    this.hide();
  }
}
