// Pictures that are dragged into the text, and a handle to drag blocks by.
import { Extension, pm } from "../../../vendor/editor.js";
import { made } from "../made.js";
import { arrive } from "./arriving.js";

const { NodeSelection, Plugin, PluginKey } = pm.state;
const GRIP = 26;

export const Dropping = Extension.create({
  name: "dropping",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [new Plugin({
      key: new PluginKey("dropping"),
      props: {
        handleDrop(view, event) {
          const files = [...(event.dataTransfer?.files ?? [])];
          if (!files.length) return false;
          event.preventDefault();
          const there = view.posAtCoords({ left: event.clientX, top: event.clientY });
          arrive(editor, there?.pos ?? view.state.doc.content.size, files);
          return true;
        },
      },
      view: (view) => new Grip(editor, view),
    })];
  },
});

// Stands beside the block that is pointed at. Keys do all of it, too: Alt and an arrow.
class Grip {
  constructor(editor, view) {
    this.editor = editor;
    this.view = view;
    this.at = null;
    this.element = made("div", { class: "grip", draggable: "true", "aria-hidden": "true", title: "Drag to move", hidden: true });
    this.around = null;
    this.over = (event) => this.follow(event);
    this.away = () => { this.element.hidden = true; };
    this.element.addEventListener("dragstart", (event) => this.begin(event));
    this.element.addEventListener("mousedown", () => { this.pick(); });
    for (const name of ["mouseup", "dragend"]) this.element.addEventListener(name, () => { this.isHeld = false; });
    this.update();
  }

  update() {
    const around = this.view.dom.parentElement;
    if (around && !this.around) {
      this.around = around;
      around.append(this.element);
      around.addEventListener("mousemove", this.over);
      around.addEventListener("mouseleave", this.away);
    }
    if (!this.isHeld) this.element.hidden = true;
  }

  follow(event) {
    if (event.buttons || event.target === this.element) return;
    const box = this.view.dom.getBoundingClientRect();
    const there = this.view.posAtCoords({ left: Math.min(Math.max(event.clientX, box.left + GRIP), box.right - 4), top: event.clientY });
    const $pos = there && this.view.state.doc.resolve(there.inside >= 0 ? there.inside : there.pos);
    const at = $pos ? ($pos.depth ? $pos.before(1) : $pos.pos) : null;
    const block = at === null ? null : this.view.nodeDOM(at);
    const node = at === null ? null : this.view.state.doc.nodeAt(at);
    if (!block?.getBoundingClientRect || !node || node.type.name === "footnotes") {
      this.element.hidden = true;
      return;
    }
    this.at = at;
    const [place, around] = [block.getBoundingClientRect(), this.around.getBoundingClientRect()];
    this.element.hidden = false;
    this.element.style.top = `${place.top - around.top}px`;
    this.element.style.left = `${box.left - around.left - 22}px`;
  }

  pick() {
    if (this.at === null) return;
    this.isHeld = true;
    const { state } = this.view;
    this.view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, this.at)));
  }

  begin(event) {
    const { state } = this.view;
    const node = this.at === null ? null : state.doc.nodeAt(this.at);
    if (!node) return event.preventDefault();
    const selection = NodeSelection.create(state.doc, this.at);
    const slice = selection.content();
    const { dom, text } = this.view.serializeForClipboard(slice);
    event.dataTransfer.clearData();
    event.dataTransfer.setData("text/html", dom.innerHTML);
    event.dataTransfer.setData("text/plain", text);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(this.view.nodeDOM(this.at), 0, 0);
    this.view.dragging = { slice, move: true, node: selection };
    return undefined;
  }

  destroy() {
    this.around?.removeEventListener("mousemove", this.over);
    this.around?.removeEventListener("mouseleave", this.away);
    this.element.remove();
  }
}
