// A formula or diagram as the server sets it: its own markup, which its renderer has made safe.
import { made } from "../made.js";
import { send } from "./server.js";

const PAUSE = 450;
const kept = new Map();

export class Preview {
  constructor(endpoints, kind) {
    this.endpoints = endpoints;
    this.kind = kind;
    this.shown = made("div", { class: "drawn" });
    this.problem = made("p", { class: "help", role: "status" });
    this.element = made("div", { class: `preview-of ${kind}` }, this.shown, this.problem);
    this.asked = "";
  }

  // Draws again after each pause in writing.
  follow(control) {
    control.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.show(control.value), PAUSE);
    });
    this.show(control.value);
  }

  show(source) {
    this.asked = source;
    if (source.trim()) this.draw(source);
    else this.put({ html: "", problem: "" });
    return this;
  }

  async draw(source) {
    const key = `${this.kind}\n${source}`;
    if (!kept.has(key)) {
      const { body, problem } = await send(this.endpoints.drawn, { kind: this.kind, source });
      if (!body) return this.asked === source && this.put({ html: null, problem });
      if (kept.size > 200) kept.clear();
      kept.set(key, body);
    }
    if (this.asked === source) this.put(kept.get(key));
  }

  // What was right before stays while what is written is not yet.
  put({ html, problem }) {
    if (html || !problem) this.shown.innerHTML = html ?? "";
    if (!html && problem && !this.shown.childNodes.length) this.shown.append(made("pre", {}, this.asked));
    for (const part of this.shown.querySelectorAll("details, figcaption")) part.remove();
    for (const part of this.shown.querySelectorAll("[tabindex]")) part.removeAttribute("tabindex");
    this.problem.textContent = problem ?? "";
  }
}
