// What is pasted: HTML of any program and Markdown become blocks by the server's reading; an address over selected words
// links them; pictures are uploaded. What the editor itself copied, and what is pasted into code, is left to it.
import { Extension, pm } from "../../../vendor/editor.js";
import { arrive } from "./arriving.js";
import { addressOf } from "./fields.js";
import { send } from "./server.js";

const { Plugin, PluginKey, TextSelection } = pm.state;
const { Fragment, Slice } = pm.model;
const DATA = /<img\b[^>]*\bsrc\s*=\s*["']data:(image\/(?:png|jpeg|gif|webp|avif));base64,([A-Za-z0-9+/=\s]+)["'][^>]*>/gi;
const MOST_PICTURES = 20;

export const Pasting = (endpoints) => Extension.create({
  name: "pasting",
  priority: 2000,
  addProseMirrorPlugins() {
    const { editor } = this;
    return [new Plugin({
      key: new PluginKey("pasting"),
      props: {
        // Before ProseMirror looks at it, which would read the styles of foreign HTML, and the site's policy refuses those.
        handleDOMEvents: {
          paste(view, event) {
            const { clipboardData: data } = event;
            if (!data || !view.editable || view.state.selection.$from.parent.type.spec.code) return false;
            const given = { html: data.getData("text/html"), text: data.getData("text/plain"), files: [...data.files] };
            const isPlain = view.input?.shiftKey && !given.html;
            if (given.html.includes("data-pm-slice") || isPlain) return false;
            if (!taken(editor, given, endpoints, data.types)) return false;
            event.preventDefault();
            return true;
          },
        },
      },
    })];
  },
});

function taken(editor, { html, text, files }, endpoints, types) {
  const { selection } = editor.state;
  const address = !/\s/.test(text.trim()) && addressOf(text);
  if (address && !selection.empty && selection instanceof TextSelection && selection.$from.sameParent(selection.$to)) {
    link(editor, address, endpoints);
    return true;
  }
  // A spreadsheet and a word processor bring a picture of what is also there as text.
  if (files.some((file) => file.type.startsWith("image/")) && !text.trim()) {
    arrive(editor, selection.from, files);
    return true;
  }
  const isCode = types.includes("vscode-editor-data");
  const isShort = !html && !/\n|[*_`#[\]|~]/.test(text);
  if (isShort || (!html.trim() && !text.trim())) return false;
  insert(editor, isCode ? { html: "", text } : { html, text }, endpoints);
  return true;
}

// The words that are selected lead to the address; the server knows whether it is one of this site's documents.
async function link(editor, address, endpoints) {
  const { from, to } = editor.state.selection;
  const mark = (attrs) => editor.schema.marks.link.create({ href: null, reference: null, ...attrs });
  const linked = editor.state.tr.addMark(from, to, mark({ href: address }));
  editor.view.dispatch(linked.setSelection(TextSelection.create(linked.doc, to)));
  const { body } = await send(endpoints.paste, { html: `<a href="${address.replaceAll("&", "&amp;").replaceAll('"', "%22")}">a</a>` });
  const reference = body?.document.content[0].content?.[0].marks?.[0].attrs.reference;
  if (!reference) return;
  const { tr, doc } = editor.state;
  doc.descendants((node, at) => {
    if (node.marks.some((each) => each.type.name === "link" && each.attrs.href === address)) {
      tr.addMark(at, at + node.nodeSize, mark({ reference }));
    }
  });
  editor.view.dispatch(tr);
}

async function insert(editor, given, endpoints) {
  const pictures = [];
  const html = given.html.replace(DATA, (_, type, bytes) => {
    if (!/aria-roledescription|unchecked/.test(_) && pictures.length < MOST_PICTURES) pictures.push(file(type, bytes, pictures.length + 1));
    return "";
  });
  const say = editor.storage.arriving.say;
  // Where it belongs may move while the server reads it.
  const bookmark = editor.state.selection.getBookmark();
  let place = bookmark;
  const follow = ({ transaction }) => { place = place.map(transaction.mapping); };
  editor.on("transaction", follow);
  const waiting = setTimeout(() => say("Reading what was pasted …"), 400);
  const { body, problem } = await send(endpoints.paste, { html, text: given.text });
  clearTimeout(waiting);
  editor.off("transaction", follow);
  if (editor.isDestroyed) return;
  const selection = place.resolve(editor.state.doc);
  if (!body) {
    // Nothing is lost: the words come, even if their looks do not.
    if (given.text) editor.view.dispatch(editor.state.tr.setSelection(selection).insertText(given.text.replace(/\s*\n\s*/g, " ")));
    say(`${problem} Only the words were pasted.`);
    return;
  }
  put(editor, body.document, selection);
  say(body.notes.join(" "));
  if (pictures.length) arrive(editor, editor.state.selection.to, pictures);
}

function put(editor, document, selection) {
  const { state, view } = editor;
  const pasted = pm.model.Node.fromJSON(state.schema, relabelled(document, state.doc));
  const blocks = [];
  const notes = [];
  pasted.forEach((node) => (node.type.name === "footnotes" ? node.forEach((note) => notes.push(note)) : blocks.push(node)));
  const isText = (node) => node?.type.name === "paragraph";
  const [first, last] = [blocks[0], blocks[blocks.length - 1]];
  const slice = new Slice(Fragment.from(blocks), isText(first) ? 1 : 0, isText(last) ? 1 : 0);
  const tr = state.tr.setSelection(selection).replaceSelection(slice);
  if (notes.length) {
    const { footnotes } = state.schema.nodes;
    const end = tr.doc.content.size;
    if (tr.doc.lastChild.type === footnotes) tr.insert(end - 1, notes);
    else tr.insert(end, footnotes.create(null, notes));
  }
  view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
  view.focus();
}

// Footnotes keep their signs, unless the text has a note under the same one.
function relabelled(document, doc) {
  const taken = new Set();
  doc.descendants((node) => { if (node.type.name === "footnote") taken.add(node.attrs.label); });
  if (!taken.size) return document;
  const names = new Map();
  const fresh = (label) => {
    if (names.has(label)) return names.get(label);
    let name = label;
    for (let number = 1; taken.has(name); number += 1) name = String(number);
    taken.add(name);
    names.set(label, name);
    return name;
  };
  const walk = (node) => ({
    ...node,
    ...(node.attrs?.label && node.type.startsWith("footnote") ? { attrs: { label: fresh(node.attrs.label) } } : {}),
    ...(node.content ? { content: node.content.map(walk) } : {}),
  });
  return walk(document);
}

function file(type, bytes, number) {
  const raw = Uint8Array.from(atob(bytes.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
  return new File([raw], `pasted-${number}.${type.split("/")[1].replace("jpeg", "jpg")}`, { type });
}
