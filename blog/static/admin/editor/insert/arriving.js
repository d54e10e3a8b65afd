// Pictures on their way into the text: each has a place that shows it, asks what it shows, tells how far it is, and says
// what went wrong. The text itself only ever holds pictures that have arrived.
import { Extension, pm } from "../../../vendor/editor.js";
import { made } from "../made.js";
import { remember } from "./names.js";
import { upload } from "./server.js";

const { NodeSelection, Plugin, PluginKey } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const key = new PluginKey("arriving");
const READING = 20000; // milliseconds that a message stays

// Begins with some files at a place of the text; `gathered` puts all of them into one gallery.
export function arrive(editor, at, files, { gathered = false } = {}) {
  const pictures = files.filter((file) => file.type.startsWith("image/"));
  const storage = editor.storage.arriving;
  storage.say(pictures.length < files.length ? "Only pictures can stand in a text. Other files belong into the media library." : "");
  if (!pictures.length) return;
  const group = gathered ? {} : null;
  const places = pictures.map((file) => new Arriving(editor, file, group, storage.endpoints));
  editor.view.dispatch(editor.state.tr.setMeta(key, { add: places, at: around(editor.state.doc, at) }));
  places[0].words.focus();
}

// Between two blocks, the nearest such place to where somebody pointed; in a gallery, between its pictures.
function around(doc, at) {
  const $at = doc.resolve(Math.min(at, doc.content.size));
  if (!$at.parent.inlineContent) return at;
  return $at.parent.content.size ? $at.after() : $at.before();
}

class Arriving {
  constructor(editor, file, group, endpoints) {
    Object.assign(this, { editor, file, group, endpoints });
    this.address = URL.createObjectURL(file);
    this.words = made("input", { type: "text", maxlength: "5000", placeholder: "What does it show?", "aria-label": `What does ${file.name || "the picture"} show?` });
    this.decorative = made("input", { type: "checkbox" });
    this.problem = made("p", { class: "wrong-text", role: "alert", hidden: true });
    this.bar = made("progress", { max: "1", value: "0", "aria-label": `Upload of ${file.name || "the picture"}`, hidden: true });
    this.button = made("button", { type: "submit", class: "button small" }, "Put it in");
    this.element = made("div", { class: "arriving", contenteditable: "false", role: "group", "aria-label": `New picture ${file.name}` },
      made("img", { src: this.address, alt: "" }),
      made("div", { class: "arriving-form" }, made("p", { class: "soft" }, file.name || "Picture"), this.words,
        made("label", { class: "tick" }, this.decorative, "It only decorates, and needs no words"), this.problem, this.bar,
        made("div", { class: "row" }, this.button, made("button", { type: "button", class: "quiet small", onclick: () => this.leave() }, "Leave it out"))));
    this.button.addEventListener("click", (event) => { event.preventDefault(); this.go(); });
    this.element.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && event.target === this.words) { event.preventDefault(); this.go(); }
      if (event.key === "Escape") { event.preventDefault(); editor.commands.focus(); }
    });
    // What is typed here is no part of the form around the text.
    for (const name of ["input", "change"]) this.element.addEventListener(name, (event) => event.stopPropagation());
  }

  async go() {
    if (this.isUnderWay) return;
    const alt = this.words.value.trim();
    const decorative = this.decorative.checked;
    if (!alt && !decorative) return this.complain("Say what the picture shows, for people who cannot see it, or mark it as decorative.");
    this.isUnderWay = true;
    this.complain("");
    this.bar.hidden = false;
    this.button.disabled = true;
    const words = { alt: decorative ? "" : alt, decorative: String(decorative) };
    const { body, problem } = await upload(this.endpoints.take_picture, this.file, words, (part) => { this.bar.value = part; });
    this.isUnderWay = false;
    this.bar.hidden = true;
    this.button.disabled = false;
    if (!body) {
      this.button.textContent = "Try again";
      return this.complain(problem);
    }
    remember("media", { collection: "media", id: body.id, title: body.alt, picture: body });
    return this.settle(body);
  }

  complain(words) {
    this.problem.textContent = words;
    this.problem.hidden = !words;
    if (words) this.words.focus();
  }

  // Changes places with the picture itself; the next one that waits for words gets the focus.
  settle(picture) {
    const { state, view } = this.editor;
    const at = this.place(state);
    if (at === null || this.editor.isDestroyed) return;
    const { image, gallery } = state.schema.nodes;
    const node = image.create({ media: picture.id });
    const tr = state.tr.setMeta(key, { remove: this });
    const before = state.doc.resolve(at).nodeBefore;
    const isAdded = this.group?.made && before?.type === gallery;
    tr.insert(isAdded ? at - 1 : at, this.group && !isAdded ? gallery.create(null, node) : node);
    // Whoever put it in goes on there, and not where the text was left before.
    tr.setSelection(NodeSelection.create(tr.doc, at + (isAdded ? -1 : this.group ? 1 : 0)));
    if (this.group) this.group.made = true;
    view.dispatch(tr);
    this.forget();
  }

  leave() {
    this.editor.view.dispatch(this.editor.state.tr.setMeta(key, { remove: this }));
    this.forget();
  }

  forget() {
    URL.revokeObjectURL(this.address);
    const next = waiting(this.editor.state)[0];
    if (next) next.words.focus();
    else this.editor.commands.focus();
  }

  place(state) {
    return key.getState(state).find(undefined, undefined, (spec) => spec.arriving === this)[0]?.from ?? null;
  }
}

function waiting(state) {
  return key.getState(state).find().map(({ spec }) => spec.arriving);
}

export const ArrivingPictures = (field, endpoints) => Extension.create({
  name: "arriving",
  addStorage: () => ({ endpoints, say: () => {} }),
  addProseMirrorPlugins() {
    const { editor } = this;
    return [new Plugin({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(tr, before) {
          let set = before.map(tr.mapping, tr.doc);
          const told = tr.getMeta(key);
          if (told?.add) {
            set = set.add(tr.doc, told.add.map((arriving, place) => Decoration.widget(told.at, arriving.element, {
              arriving, side: place, ignoreSelection: true, stopEvent: () => true, key: arriving.address,
            })));
          }
          if (told?.remove) set = set.remove(set.find(undefined, undefined, (spec) => spec.arriving === told.remove));
          return set;
        },
      },
      props: { decorations: (state) => key.getState(state) },
      view: () => keepAtTheDoor(editor, field),
    })];
  },
});

// Nothing is sent by the person while pictures still wait, since they would be lost with the page.
function keepAtTheDoor(editor, field) {
  const status = made("p", { class: "arriving-said", role: "status", hidden: true });
  let timer = 0;
  const say = (words) => {
    clearTimeout(timer);
    if (words) timer = setTimeout(() => say(""), READING);
    status.textContent = words;
    status.hidden = !words;
    if (words && !status.isConnected) editor.view.dom.after(status);
  };
  editor.storage.arriving.say = say;
  const hold = (event) => {
    const [first, ...others] = waiting(editor.state);
    if (!first || event.submitter?.name === "_do") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    first.complain(others.length ? `This and ${others.length} more pictures are not in the text yet.` : "This picture is not in the text yet.");
    first.element.scrollIntoView({ block: "center" });
  };
  field.form?.addEventListener("submit", hold, true);
  return {
    destroy() {
      clearTimeout(timer);
      field.form?.removeEventListener("submit", hold, true);
    },
  };
}
