// The editor's nodes and marks, made from the server's own description of them, so that both hold the same documents.
// What the bundle has commands and keys for is taken from there, and told the server's content and attributes.
import {
  Blockquote, Bold, BulletList, Code, CodeBlock, Document, HardBreak, Heading, Highlight, HorizontalRule, Italic, ListItem,
  Mark, Node, Paragraph, Strike, Subscript, Superscript, Table, TableCell, TableHeader, TableRow, Text,
  Underline,
} from "../../vendor/editor.js";
import { Abbreviation, Keyboard, Link, NumberedList, SAFE, TaskItem, TaskList } from "./types.js";

const KNOWN = {
  doc: Document, paragraph: Paragraph, text: Text, heading: Heading, blockquote: Blockquote, bulletList: BulletList,
  orderedList: NumberedList, listItem: ListItem, taskList: TaskList, taskItem: TaskItem, codeBlock: CodeBlock,
  horizontalRule: HorizontalRule, table: Table, tableRow: TableRow, tableHeader: TableHeader, tableCell: TableCell,
  hardBreak: HardBreak, link: Link, bold: Bold, italic: Italic, strike: Strike, underline: Underline,
  highlight: Highlight, subscript: Subscript, superscript: Superscript, abbreviation: Abbreviation, keyboard: Keyboard,
  code: Code,
};
// The commands of lists know them by this group; it allows no more than the server does.
const LISTS = new Set(["bulletList", "orderedList", "taskList"]);
const HTML = {
  "heading.level": { rendered: false },
  "orderedList.start": number("start"),
  "tableCell.colspan": number("colspan"), "tableCell.rowspan": number("rowspan"),
  "tableHeader.colspan": number("colspan"), "tableHeader.rowspan": number("rowspan"),
  "codeBlock.language": {
    parseHTML: (element) => stored(element, "language")
      ?? (element.querySelector("code") ?? element).className.match(/language-([\w+#.-]+)/)?.[1],
    renderHTML: ({ language }) => (language ? { "data-a-language": JSON.stringify(language) } : {}),
  },
  "link.href": {
    parseHTML: (element) => stored(element, "href") ?? element.getAttribute("href"),
    renderHTML: ({ href }) => ({
      ...(href ? { "data-a-href": JSON.stringify(href) } : {}),
      ...(SAFE.test(href ?? "") ? { href } : {}),
    }),
  },
  "link.title": text("title"),
  "abbreviation.title": text("title"),
};

export function fromSchema({ nodes, marks }, views) {
  return [
    ...nodes.map((told, place) => node(told, 1000 - place, views[told.name])),
    ...marks.map((told, place) => mark(told, 900 - place)),
  ];
}

function node(told, priority, view) {
  const own = { priority, addAttributes: () => attributes(told) };
  for (const key of ["content", "group", "inline", "code", "marks"]) if (key in told) own[key] = told[key];
  if (LISTS.has(told.name)) own.group += " list";
  if (view) own.addNodeView = () => view;
  return (KNOWN[told.name] ?? generic(told)).extend(own);
}

function mark(told, priority) {
  return (KNOWN[told.name] ?? Mark.create({ name: told.name })).extend({
    priority, excludes: told.name, inclusive: told.inclusive, addAttributes: () => attributes(told),
  });
}

function generic({ name, content, inline }) {
  const tag = inline ? "span" : "div";
  return Node.create({
    name,
    defining: Boolean(content),
    isolating: ["column", "footnote", "details"].includes(name),
    draggable: !inline && !content,
    parseHTML: () => [{ tag: `${tag}[data-node="${name}"]` }],
    renderHTML: ({ HTMLAttributes }) => {
      const whole = { "data-node": name, ...HTMLAttributes };
      return content ? [tag, whole, 0] : [tag, whole];
    },
  });
}

function attributes({ name: owner, attrs }) {
  return Object.fromEntries(attrs.map(({ name, default: usual }) => [
    name, { default: usual, ...(HTML[`${owner}.${name}`] ?? anything(name, usual)) },
  ]));
}

// Whatever an attribute is, it goes through the clipboard as JSON, and comes back as what it was.
function anything(name, usual) {
  return {
    parseHTML: (element) => stored(element, name),
    renderHTML: (attrs) => (JSON.stringify(attrs[name]) === JSON.stringify(usual)
      ? {} : { [`data-a-${name.toLowerCase()}`]: JSON.stringify(attrs[name]) }),
  };
}

function stored(element, name) {
  try {
    return JSON.parse(element.getAttribute(`data-a-${name.toLowerCase()}`) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

function number(name) {
  return {
    parseHTML: (element) => Number.parseInt(element.getAttribute(name), 10) || undefined,
    renderHTML: (attrs) => (attrs[name] > 1 ? { [name]: attrs[name] } : {}),
  };
}

function text(name) {
  return {
    parseHTML: (element) => element.getAttribute(name) ?? undefined,
    renderHTML: (attrs) => (attrs[name] ? { [name]: attrs[name] } : {}),
  };
}
