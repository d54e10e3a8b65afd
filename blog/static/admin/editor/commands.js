// All that can be done to a text: what the toolbar shows, the slash menu offers and the sheet of shortcuts lists.
// An entry has `title`, `hint`, `keywords` and `run`; a button `label`, `shortcut`, `icon`, `run` and `isOn`.
import { addFootnote } from "./footnotes.js";

const mark = (name, label, shortcut, icon) => ({
  label, shortcut, icon,
  run: (editor) => editor.chain().focus().toggleMark(name).run(),
  isOn: (editor) => editor.isActive(name),
});
const heading = (level) => ({
  label: `Heading ${level}`, shortcut: `Mod-Alt-${level}`, icon: `H${level}`,
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  isOn: (editor) => editor.isActive("heading", { level }),
});

// Groups of buttons; between two groups stands a line.
export const BUTTONS = [
  [heading(2), heading(3)],
  [
    mark("bold", "Bold", "Mod-B", "M6 4h5a3 3 0 0 1 0 6H6zm0 6h6a3 3 0 0 1 0 6H6z"),
    mark("italic", "Italic", "Mod-I", "M8 4h6M6 16h6M11.5 4l-3 12"),
    mark("code", "Code", "Mod-E", "M7 6l-4 4 4 4M13 6l4 4-4 4"),
    mark("strike", "Strike through", "Mod-Shift-S", "M3.5 10h13M14 6.5C13.500 5 12 4 10 4 7.500 4 6 5.200 6 7c0 1.500 1 2.300 2.500 3M6 13.500C6.500 15 8 16 10 16c2.500 0 4-1.200 4-3 0-.700-.200-1.200-.500-1.700"),
    mark("highlight", "Highlight", "Mod-Shift-H", "M4 16h12M6.500 12.500l7-8 2.500 2.200-7 8H6.500z"),
  ],
  [
    {
      label: "Bulleted list", shortcut: "Mod-Shift-8", icon: "M8 5h9M8 10h9M8 15h9M3.500 5h.010M3.500 10h.010M3.500 15h.010",
      run: (editor) => editor.chain().focus().toggleBulletList().run(), isOn: (editor) => editor.isActive("bulletList"),
    },
    {
      label: "Numbered list", shortcut: "Mod-Shift-7",
      icon: "M8 5h9M8 10h9M8 15h9M3 3.500h1v3.500M3 12.500h1.800L3 15.500h2",
      run: (editor) => editor.chain().focus().toggleOrderedList().run(), isOn: (editor) => editor.isActive("orderedList"),
    },
    {
      label: "Task list", shortcut: "Mod-Shift-9", icon: "M10 5.500h7M10 14.500h7M3 5l1.500 1.500L7.500 4M3 14l1.500 1.500L7.500 13",
      run: (editor) => editor.chain().focus().toggleTaskList().run(), isOn: (editor) => editor.isActive("taskList"),
    },
    {
      label: "Quotation", shortcut: "Mod-Shift-B",
      icon: "M4 14c2-1 3-2.500 3-4.500H4V6h4v4c0 2.500-1.500 4-3 5M12 14c2-1 3-2.500 3-4.500h-3V6h4v4c0 2.500-1.500 4-3 5",
      run: (editor) => editor.chain().focus().toggleBlockquote().run(), isOn: (editor) => editor.isActive("blockquote"),
    },
    {
      label: "Block of code", shortcut: "Mod-Alt-C", icon: "M3 4h14v12H3zM7.500 8l-2 2 2 2M11 12h3.500",
      run: (editor) => editor.chain().focus().toggleCodeBlock().run(), isOn: (editor) => editor.isActive("codeBlock"),
    },
  ],
];

export const SMALL = BUTTONS[1].slice(0, 2);

export const HISTORY = [
  {
    label: "Undo", shortcut: "Mod-Z", icon: "M7 4L3.500 7.500 7 11M3.500 7.500H12a4.250 4.250 0 0 1 0 8.500H8",
    run: (editor) => editor.chain().focus().undo().run(), isOff: (editor) => !editor.can().undo(),
  },
  {
    label: "Redo", shortcut: "Mod-Shift-Z", icon: "M13 4l3.500 3.500L13 11M16.500 7.500H8a4.250 4.250 0 0 0 0 8.500h4",
    run: (editor) => editor.chain().focus().redo().run(), isOff: (editor) => !editor.can().redo(),
  },
];

const columns = (count) => ({
  type: "columns", content: Array.from({ length: count }, () => ({ type: "column", content: [{ type: "paragraph" }] })),
});
const inserted = (editor, content) => editor.chain().focus().insertContent(content).run();

export const ENTRIES = [
  { title: "Heading 2", hint: "A part of the text", keywords: "h2 title section", run: (editor) => editor.chain().focus().setHeading({ level: 2 }).run() },
  { title: "Heading 3", hint: "A part of a part", keywords: "h3 title subsection", run: (editor) => editor.chain().focus().setHeading({ level: 3 }).run() },
  { title: "Heading 4", hint: "A smaller one still", keywords: "h4 title", run: (editor) => editor.chain().focus().setHeading({ level: 4 }).run() },
  { title: "Paragraph", hint: "Plain text", keywords: "text normal", run: (editor) => editor.chain().focus().clearNodes().run() },
  { title: "Bulleted list", hint: "Things in no order", keywords: "ul unordered points", run: (editor) => editor.chain().focus().toggleBulletList().run() },
  { title: "Numbered list", hint: "Steps, or things to count", keywords: "ol ordered steps", run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { title: "Task list", hint: "Things to tick off", keywords: "todo checkbox check", run: (editor) => editor.chain().focus().toggleTaskList().run() },
  { title: "Quotation", hint: "Words of somebody else", keywords: "blockquote cite", run: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { title: "Code", hint: "A listing with its language", keywords: "pre program snippet", run: (editor) => editor.chain().focus().setCodeBlock().run() },
  { title: "Table", hint: "Three columns to begin with", keywords: "grid rows cells", run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() },
  { title: "Two columns", hint: "Text side by side", keywords: "layout beside", run: (editor) => inserted(editor, columns(2)) },
  { title: "Three columns", hint: "Text in three parts", keywords: "layout beside", run: (editor) => inserted(editor, columns(3)) },
  { title: "Footnote", hint: "A remark at the end", keywords: "note reference", joins: true, run: addFootnote },
  { title: "Divider", hint: "A line between two parts", keywords: "hr horizontal rule separator", run: (editor) => editor.chain().focus().setHorizontalRule().run() },
];

export const TABLE = [
  { label: "Row above", icon: "M3 9h14v8H3zM10 6.500V2M7.800 4.250h4.400", run: (editor) => editor.chain().focus().addRowBefore().run() },
  { label: "Row below", icon: "M3 3h14v8H3zM10 18v-4.500M7.800 15.750h4.400", run: (editor) => editor.chain().focus().addRowAfter().run() },
  { label: "Delete row", icon: "M3 7h14v6H3zM7.500 8.500l5 3M12.500 8.500l-5 3", run: (editor) => editor.chain().focus().deleteRow().run() },
  { label: "Column before", icon: "M9 3v14h8V3zM6.500 10H2M4.250 7.800v4.400", run: (editor) => editor.chain().focus().addColumnBefore().run() },
  { label: "Column after", icon: "M3 3v14h8V3zM18 10h-4.500M15.750 7.800v4.400", run: (editor) => editor.chain().focus().addColumnAfter().run() },
  { label: "Delete column", icon: "M7 3h6v14H7zM8.500 7.500l3 5M11.500 7.500l-3 5", run: (editor) => editor.chain().focus().deleteColumn().run() },
  { label: "Header row", icon: "M3 4h14v12H3zM3 8h14M3 6h14", run: (editor) => editor.chain().focus().toggleHeaderRow().run() },
  { label: "Header column", icon: "M3 4h14v12H3zM8 4v12M5.500 4v12", run: (editor) => editor.chain().focus().toggleHeaderColumn().run() },
  { label: "Delete table", icon: "M5 6.500h10l-.700 10H5.700zM3.500 6.500h13M8 6V3.500h4V6", run: (editor) => editor.chain().focus().deleteTable().run() },
];

// What is typed, and keys that no button has, for the sheet.
export const TYPED = [
  ["## and a space", "Heading 2 (# to ######)"], ["- and a space", "Bulleted list"], ["1. and a space", "Numbered list"],
  ["[ ] and a space", "Task list"], ["> and a space", "Quotation"], ["``` and a space", "Block of code"],
  ["---", "Divider"], ["**words**", "Bold"], ["_words_", "Italic"], ["`words`", "Code"], ["~~words~~", "Strike through"],
  ["==words==", "Highlight"], ["[words](address)", "Link"], ["/", "Menu of all blocks"],
];
export const OTHER_KEYS = [
  ["Mod-U", "Underline"], ["Mod-,", "Subscript"], ["Mod-.", "Superscript"], ["Mod-Alt-0", "Paragraph"],
  ["Shift-Enter", "New line in the same paragraph"], ["Mod-Enter", "Tick or untick a task; out of a table, callout or column"],
  ["Tab", "Indent in a list, next cell in a table"], ["Escape", "Then Tab: on to the next field"],
  ["Alt-↑", "Move the block up (or down by ↓)"], ["Mod-Shift-D", "Duplicate the block"],
  ["Mod-Shift-Backspace", "Delete the block"], ["Mod-Enter", "The form of a block that is selected"],
  ["Alt-F10", "To the toolbar"], ["Mod-/", "This sheet"], ["Mod-Shift-F", "Full screen"], ["Mod-S", "Save"],
];
