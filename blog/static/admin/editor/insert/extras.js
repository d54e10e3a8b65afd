// What the editor is given beyond text: blocks with forms of their own, pictures, links, what is pasted.
// `field` is the textarea that the editor stands for, `endpoints` the addresses of the server by name.
import { Extension, pm } from "../../../vendor/editor.js";
import { ArrivingPictures } from "./arriving.js";
import { blockEntries, blockViews } from "./blocks.js";
import { Dropping } from "./drop.js";
import { formulaEntry, formulaView } from "./formula.js";
import { Links, linkButton } from "./link.js";
import { BlockKeys } from "./moving.js";
import { Pasting } from "./paste.js";
import { galleryView, imageView, pictureButton, pictureEntries } from "./pictures.js";

export function extras({ field, endpoints }) {
  return {
    extensions: [BlockKeys, WholeBlockKeys, Links(endpoints), ArrivingPictures(field, endpoints), Dropping, Pasting(endpoints)],
    slash: [...pictureEntries(endpoints), ...blockEntries(endpoints), formulaEntry(endpoints)],
    buttons: [linkButton(endpoints), pictureButton(endpoints)],
    nodeViews: {
      ...blockViews(endpoints), math: formulaView(endpoints), image: imageView(endpoints), gallery: galleryView(endpoints),
    },
  };
}

// On a block that is selected as a whole, Enter goes on writing below it, and with Ctrl or Cmd it opens its form.
const WholeBlockKeys = Extension.create({
  name: "wholeBlockKeys",
  priority: 3200,
  addKeyboardShortcuts() {
    const chosen = () => (this.editor.state.selection instanceof pm.state.NodeSelection ? this.editor.state.selection : null);
    return {
      Enter: () => Boolean(chosen()?.node.isBlock) && writeBelow(this.editor, chosen()),
      ArrowDown: () => {
        const selection = chosen();
        return Boolean(selection?.node.isBlock) && !selection.$to.nodeAfter && writeBelow(this.editor, selection);
      },
      "Mod-End": () => {
        const { doc, tr } = this.editor.state;
        // Browsers find no place to go to behind a block that holds no text.
        if (!doc.lastChild.isAtom) return false;
        const last = pm.state.NodeSelection.create(doc, doc.content.size - doc.lastChild.nodeSize);
        this.editor.view.dispatch(tr.setSelection(last).scrollIntoView());
        return true;
      },
      "Mod-Enter": () => {
        const view = chosen() && this.editor.view.nodeDOM(chosen().from)?.pmViewDesc?.spec;
        view?.open?.();
        return Boolean(view?.open);
      },
    };
  },
});

function writeBelow({ state, view }, { $to }) {
  const { paragraph } = state.schema.nodes;
  const at = $to.parent.type.name === "gallery" ? $to.after() : $to.pos;
  const $at = state.doc.resolve(at);
  if (!$at.parent.canReplaceWith($at.index(), $at.index(), paragraph)) return false;
  const tr = state.tr.insert(at, paragraph.create());
  view.dispatch(tr.setSelection(pm.state.TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  return true;
}
