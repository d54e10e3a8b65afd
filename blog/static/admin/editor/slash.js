// The menu behind "/": a list of blocks that follows what is typed. The text keeps the focus; the list is told to
// whoever cannot see it by aria-activedescendant.
import { Extension, pm } from "../../vendor/editor.js";
import { made } from "./made.js";

const { Plugin, PluginKey } = pm.state;
const key = new PluginKey("slash");
const LONGEST = 30;
let counted = 0;

export function slashMenu(entries, outside) {
  const id = `slash-${(counted += 1)}`;
  return Extension.create({
    name: "slash",
    priority: 5000,
    addCommands() {
      return {
        openSlash: () => ({ tr, dispatch }) => {
          const before = tr.selection.$from.parent.textBetween(0, tr.selection.$from.parentOffset, null, " ").slice(-1);
          const text = before && !/\s/.test(before) ? " /" : "/";
          if (dispatch) tr.insertText(text).setMeta(key, { open: tr.selection.from - 1 });
          return true;
        },
      };
    },
    addProseMirrorPlugins() {
      return [menuPlugin(this.editor, entries, outside, id)];
    },
  });
}

function menuPlugin(editor, entries, outside, id) {
  const choose = (entry) => {
    const { from: sign, to } = key.getState(editor.state);
    // What belongs to the word before it stands right behind that word.
    const from = entry?.joins && /\s/.test(editor.state.doc.textBetween(Math.max(0, sign - 1), sign)) ? sign - 1 : sign;
    editor.chain().focus().deleteRange({ from, to }).run();
    entry?.run(editor);
  };
  return new Plugin({
    key,
    state: {
      init: () => null,
      apply: (tr, before, _, state) => next(tr, before, state, entries),
    },
    props: {
      handleTextInput(view, from, to, text) {
        const { $from } = view.state.selection;
        const before = $from.parent.textBetween(0, $from.parentOffset, null, " ").slice(-1);
        if (text !== "/" || $from.parent.type.spec.code || (before && !/\s/.test(before))) return false;
        view.dispatch(view.state.tr.insertText("/", from, to).setMeta(key, { open: from }));
        return true;
      },
      handleKeyDown(view, event) {
        const state = key.getState(view.state);
        if (!state) return false;
        const { found, index } = state;
        const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: found.length - 1 }[event.key];
        if (to !== undefined && found.length) {
          view.dispatch(view.state.tr.setMeta(key, { index: (to + found.length) % found.length }));
          return true;
        }
        if (event.key === "Escape") {
          view.dispatch(view.state.tr.setMeta(key, { close: true }));
          return true;
        }
        if ((event.key === "Enter" || event.key === "Tab") && found.length) {
          choose(found[index]);
          return true;
        }
        return false;
      },
      handleDOMEvents: {
        blur(view) {
          if (key.getState(view.state)) view.dispatch(view.state.tr.setMeta(key, { close: true }));
        },
      },
      attributes: (state) => {
        const shown = key.getState(state);
        if (!shown?.found.length) return null;
        return {
          "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": id,
          "aria-activedescendant": `${id}-${shown.index}`,
        };
      },
    },
    view: (view) => new Menu(view, outside, id, choose),
  });
}

function next(tr, before, state, entries) {
  const told = tr.getMeta(key);
  if (told?.close) return null;
  const from = told?.open ?? (before ? tr.mapping.map(before.from) : null);
  if (from === null) return null;
  const { $from, empty } = state.selection;
  const text = empty && $from.pos > from && $from.start() <= from ? state.doc.textBetween(from, $from.pos, "\n", "\n") : "";
  if (!text.startsWith("/") || text.length > LONGEST || /\n|\s\s/.test(text)) return null;
  const query = text.slice(1).trim().toLowerCase();
  const found = before && before.query === query && !told?.open ? before.found : ranked(entries, query);
  if (!found.length && /\s$/.test(text)) return null;
  const index = told?.index ?? (before?.query === query ? before.index : 0);
  return { from, to: $from.pos, query, found, index };
}

function ranked(entries, query) {
  const words = query.split(/\s+/).filter(Boolean);
  const score = ({ title, hint = "", keywords = "" }) => {
    const name = title.toLowerCase();
    const all = `${name} ${keywords} ${hint}`.toLowerCase();
    if (!words.every((word) => all.includes(word))) return 0;
    if (!query || name.startsWith(query)) return 3;
    return ` ${name} ${keywords}`.includes(` ${words[0]}`) ? 2 : 1;
  };
  return entries.map((entry) => [score(entry), entry]).filter(([points]) => points)
    .sort(([one], [other]) => other - one).map(([, entry]) => entry);
}

class Menu {
  constructor(view, outside, id, choose) {
    this.outside = outside;
    this.choose = choose;
    this.id = id;
    this.list = made("div", { role: "listbox", id, "aria-label": "Blocks", class: "slash", tabindex: "0", hidden: true });
    // The text must not lose the focus to a press on the list.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    outside.shell.append(this.list);
    this.shown = null;
  }

  update(view) {
    const state = key.getState(view.state);
    if (!state) {
      if (!this.list.hidden) this.list.hidden = true;
      this.shown = null;
      return;
    }
    if (this.shown !== state.found) this.fill(state);
    this.shown = state.found;
    for (const [place, option] of [...this.list.children].entries()) {
      const isChosen = place === state.index && state.found.length > 0;
      if (option.role === "option") option.setAttribute("aria-selected", String(isChosen));
      if (isChosen) option.scrollIntoView({ block: "nearest" });
    }
    this.place(view, state.from);
  }

  fill({ found, query }) {
    this.list.replaceChildren(...found.map((entry, place) => made("div", {
      role: "option", id: `${this.id}-${place}`, "aria-selected": "false", onclick: () => this.choose(entry),
    }, made("strong", {}, entry.title), made("span", {}, entry.hint ?? ""))));
    const words = found.length ? `${found.length} blocks. Up and down to choose, Enter to insert, Escape to go on writing.`
      : `No block is called “${query}”.`;
    if (!found.length) this.list.append(made("p", {}, words));
    this.list.role = found.length ? "listbox" : "note";
    this.outside.tell(found.length === 1 ? `${found[0].title}. Enter to insert.` : words);
    this.list.hidden = false;
  }

  place(view, from) {
    const caret = view.coordsAtPos(from);
    const box = this.outside.shell.getBoundingClientRect();
    const { offsetHeight: height, offsetWidth: width } = this.list;
    const isBelow = caret.bottom + height + 8 < innerHeight || caret.top < height;
    this.list.style.insetBlockStart = `${(isBelow ? caret.bottom + 6 : caret.top - height - 6) - box.top}px`;
    this.list.style.left = `${Math.max(0, Math.min(caret.left - box.left, box.width - width))}px`;
  }

  destroy() {
    this.list.remove();
  }
}
