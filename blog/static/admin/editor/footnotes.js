// Footnotes: a sign in the text and what it says at the end, under the same label.
export function addFootnote(editor) {
  const label = freeLabel(editor.state.doc);
  return editor.chain().focus().command(({ tr, state }) => {
    const { footnoteReference, footnote, footnotes, paragraph } = state.schema.nodes;
    tr.replaceSelectionWith(footnoteReference.create({ label }));
    const note = footnote.create({ label }, paragraph.create());
    const last = tr.doc.lastChild;
    const end = tr.doc.content.size;
    if (last.type === footnotes) tr.insert(end - 1, note);
    else tr.insert(end, footnotes.create(null, note));
    return true;
  }).command(({ tr, commands }) => commands.setTextSelection(tr.doc.content.size - 3)).scrollIntoView().run();
}

function freeLabel(doc) {
  const taken = new Set();
  doc.descendants((node) => { if (node.attrs.label) taken.add(node.attrs.label); });
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}
