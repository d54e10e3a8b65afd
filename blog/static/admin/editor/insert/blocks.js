// The blocks with forms: what each is called, asks, and shows. What they may hold is decided by the server's schema.
import { made } from "../made.js";
import { openForm } from "./fields.js";
import { framed } from "./frame.js";
import { Preview } from "./preview.js";
import { named } from "./names.js";

const TITLE = { name: "title", label: "Title" };
const source = (label, help) => ({ name: "source", label, help, kind: "area", mono: true, lines: 7, longest: 50000, required: "Write something to show." });
const DRAWN = new Set(["diagram", "mathBlock"]);

const BLOCKS = {
  callout: {
    title: "Callout", hint: "A box that stands out", keywords: "note info warning tip alert aside",
    marked: ["kind"], content: true,
    told: ({ attrs }) => [KINDS[attrs.kind], attrs.title].filter(Boolean).join(": "),
    fields: [{ name: "kind", label: "Kind", kind: "select", options: [["info", "Information"], ["success", "Success"], ["warning", "Warning"], ["error", "Danger"]] }, TITLE],
  },
  details: {
    title: "Details", hint: "Text that unfolds", keywords: "fold toggle spoiler accordion", content: true,
    told: ({ attrs }) => attrs.summary ?? "Details",
    fields: [{ name: "summary", label: "What is seen while it is folded", longest: 5000 }],
  },
  embed: {
    title: "Link card", hint: "Leads to another page", keywords: "embed video bookmark youtube url", atom: true, asks: true,
    fields: [
      { name: "url", label: "Address", kind: "address", required: "Give the address of the page.", help: "Readers load nothing from there before they click." },
      TITLE, { name: "description", label: "Description", kind: "area" },
    ],
    face: ({ attrs }) => made("div", { class: "face-card" }, made("strong", {}, attrs.title || attrs.url),
      attrs.description ? made("p", {}, attrs.description) : null, made("span", { class: "soft" }, attrs.url)),
  },
  callToAction: {
    title: "Call to action", hint: "A button that leads on", keywords: "button cta link", atom: true, asks: true,
    fields: [
      TITLE, { name: "text", label: "Text", kind: "area" },
      { name: "label", label: "Words on the button", required: "Say what the button does." },
      { name: "target", label: "Leads to this document", kind: "document", of: "" },
      { name: "href", label: "Or to this address", kind: "address" },
    ],
    values: ({ attrs }) => ({ ...attrs, target: attrs.reference && { collection: attrs.reference.relationTo, id: attrs.reference.value } }),
    stored: ({ target, ...rest }) => ({
      ...rest, reference: target ? { relationTo: target.collection, value: target.id } : null, href: target ? null : rest.href,
    }),
    face: ({ attrs }) => made("div", { class: "face-action" }, attrs.title ? made("strong", {}, attrs.title) : null,
      attrs.text ? made("p", {}, attrs.text) : null, made("span", { class: "button small" }, attrs.label || "Button"),
      attrs.reference || attrs.href ? null : made("p", { class: "wrong-text" }, "This button leads nowhere yet.")),
  },
  archive: {
    title: "Archive", hint: "The newest posts or projects", keywords: "list posts projects latest collection", atom: true, asks: true,
    fields: [
      { name: "collection", label: "Show", kind: "select", options: [["posts", "Posts"], ["projects", "Projects"]] },
      { name: "category", label: "Only in this category", kind: "document", of: "categories" },
      { name: "technology", label: "Only with this technology", kind: "document", of: "technologies", help: "Technologies belong to projects." },
      { name: "limit", label: "How many at most", kind: "number", low: 1, high: 100, empty: 3 },
    ],
    values: ({ attrs }) => ({
      ...attrs, category: attrs.category && { collection: "categories", id: attrs.category },
      technology: attrs.technology && { collection: "technologies", id: attrs.technology },
    }),
    stored: (values) => ({ ...values, category: values.category?.id ?? null, technology: values.technology?.id ?? null }),
    face: ({ attrs }, { endpoints }) => made("p", {}, `The newest ${attrs.limit} ${attrs.collection}`,
      attrs.category ? named(endpoints, "categories", attrs.category, " in ") : null,
      attrs.technology ? named(endpoints, "technologies", attrs.technology, " with ") : null),
  },
  form: {
    title: "Form", hint: "Readers write to you", keywords: "contact message fields", atom: true, asks: true,
    fields: [{ name: "form", label: "Form", kind: "document", of: "forms", required: "Choose a form." }],
    values: ({ attrs }) => ({ form: attrs.form && { collection: "forms", id: attrs.form } }),
    stored: ({ form }) => ({ form: form?.id ?? null }),
    face: ({ attrs }, { endpoints }) => made("p", {}, attrs.form ? named(endpoints, "forms", attrs.form) : "No form is chosen."),
  },
  diagram: {
    title: "Diagram", hint: "Drawn from Mermaid", keywords: "mermaid chart flow graph sequence", atom: true, asks: true, wide: true,
    fields: [source("Source", "Mermaid, such as: graph TD; A[Plan] --> B[Write]"), TITLE],
  },
  mathBlock: {
    title: "Formula", hint: "Set from LaTeX", keywords: "math equation latex tex", atom: true, asks: true, wide: true,
    fields: [source("LaTeX", "Such as: \\frac{1}{2} \\sum_{i=1}^{n} x_i")],
  },
  metrics: {
    title: "Metrics", hint: "Numbers that count", keywords: "numbers figures statistics results", atom: true, asks: true, wide: true,
    fields: [TITLE, { name: "items", label: "Numbers", kind: "rows", noun: "number", columns: [
      { name: "value", label: "Value" }, { name: "label", label: "What it counts" }, { name: "description", label: "More" }] }],
    face: ({ attrs }) => made("dl", { class: "face-metrics" }, ...attrs.items.map(({ value, label }) => made("div", {},
      made("dt", {}, label), made("dd", {}, value)))),
    told: ({ attrs }) => attrs.title ?? "",
  },
  facts: {
    title: "Facts", hint: "Terms and what they are", keywords: "definition table specification", atom: true, asks: true, wide: true,
    fields: [TITLE, { name: "items", label: "Facts", kind: "rows", noun: "fact", columns: [
      { name: "term", label: "Term" }, { name: "description", label: "What it is" }] }],
    face: ({ attrs }) => made("dl", { class: "face-facts" }, ...attrs.items.flatMap(({ term, description }) => [
      made("dt", {}, term), made("dd", {}, description)])),
    told: ({ attrs }) => attrs.title ?? "",
  },
};
const KINDS = Object.fromEntries(BLOCKS.callout.fields[0].options);

export function blockViews(endpoints) {
  return Object.fromEntries(Object.entries(BLOCKS).map(([name, about]) => [name, framed({
    ...about,
    face: about.face && ((node, context) => about.face(node, { ...context, endpoints })),
    ...(DRAWN.has(name) ? drawn(name, endpoints) : {}),
    edit: (context) => ask(name, about, endpoints, about.values?.(context.node) ?? context.node.attrs,
      (values) => context.set(about.stored?.(values) ?? values)),
  })]));
}

function drawn(name, endpoints) {
  return {
    told: ({ attrs }) => attrs.title ?? "",
    face: ({ attrs }) => new Preview(endpoints, name).show(attrs.source).element,
  };
}

function ask(name, about, endpoints, values, submit, done = "Done") {
  const preview = DRAWN.has(name) ? new Preview(endpoints, name) : null;
  openForm({
    title: about.title, fields: about.fields, values, endpoints, submit, done, wide: about.wide,
    extra: preview && { element: preview.element, begin: ([first]) => preview.follow(first.control) },
  });
}

export function blockEntries(endpoints) {
  return Object.entries(BLOCKS).map(([name, about]) => ({
    title: about.title, hint: about.hint, keywords: about.keywords,
    run(editor) {
      const put = (attrs) => editor.chain().focus().insertContent({
        type: name, attrs, ...(about.content ? { content: [{ type: "paragraph" }] } : {}),
      }).run();
      if (!about.asks) return put({});
      ask(name, about, endpoints, { limit: 3 }, (values) => put(about.stored?.(values) ?? values), "Insert");
    },
  }));
}
