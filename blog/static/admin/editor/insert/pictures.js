// Pictures and galleries in the text: how they look, what is said about them, and where they come from.
import { made } from "../made.js";
import { openForm } from "./fields.js";
import { framed } from "./frame.js";
import { openLibrary } from "./library.js";
import { arrive } from "./arriving.js";
import { found, remember } from "./names.js";

const WIDTHS = [["column", "As wide as the text"], ["wide", "Wider"], ["full", "As wide as the page"]];
const FIELDS = [
  { name: "alt", label: "What it shows", kind: "area", lines: 2, empty: "", help: "For people who cannot see it. Left empty, the library's own description is used." },
  { name: "caption", label: "Caption", kind: "area", lines: 2 },
  { name: "width", label: "Width", kind: "select", options: WIDTHS },
  { name: "href", label: "Leads to", kind: "address" },
];
const PICTURE = { title: "Picture", hint: "From the library or your computer", keywords: "image photo upload media" };
const GALLERY = { title: "Gallery", hint: "Several pictures together", keywords: "images photos grid album" };

export const imageOf = (picture) => ({ type: "image", attrs: { media: picture.id } });

export function imageView(endpoints) {
  const edit = (context) => openForm({
    title: PICTURE.title, fields: FIELDS, values: context.node.attrs, endpoints, submit: context.set,
  });
  return framed({
    ...PICTURE, edit,
    marked: ["width"],
    told: ({ attrs }) => WIDTHS.find(([name]) => name === attrs.width && name !== "column")?.[1] ?? "",
    inHead: (context) => made("button", {
      type: "button", class: "link", onclick: () => openLibrary({
        endpoints,
        chosen: ([picture]) => {
          remember("media", { id: picture.id, title: picture.alt, picture });
          context.set({ media: picture.id, src: null });
        },
        files: (list) => arrive(context.editor, context.getPos() + context.node.nodeSize, list),
      }),
    }, "Replace"),
    face: (node, context) => face(node, context, endpoints, edit),
  });
}

function face({ attrs }, context, endpoints, edit) {
  const image = made("img", { alt: attrs.alt ?? "" });
  const reminder = made("button", { type: "button", class: "reminder", hidden: true, onclick: () => edit(context) },
    "Say what this picture shows");
  const caption = attrs.caption ? made("p", { class: "face-caption" }, attrs.caption) : null;
  if (!attrs.media) {
    // What lies on another site is not loaded from there, here as little as on the page.
    if (/^https?:/i.test(attrs.src ?? "")) return [made("div", { class: "face-card" }, made("strong", {}, attrs.alt || "Picture"), made("span", { class: "soft" }, attrs.src)), caption];
    if (!attrs.src) return [made("p", { class: "wrong-text" }, "This picture is missing."), caption];
    image.src = attrs.src;
    reminder.hidden = Boolean(attrs.alt);
    return [image, reminder, caption];
  }
  found(endpoints, "media", attrs.media).then((document) => {
    const picture = document?.picture;
    if (!picture?.url) return image.replaceWith(made("p", { class: "wrong-text" }, "This picture is gone from the library."));
    image.src = picture.url;
    if (picture.width && picture.height) Object.assign(image, { width: picture.width, height: picture.height });
    image.alt = attrs.alt || picture.alt;
    reminder.hidden = Boolean(image.alt) || picture.decorative;
    return null;
  });
  return [image, reminder, caption];
}

export function galleryView(endpoints) {
  return framed({
    ...GALLERY,
    told: ({ attrs, childCount }) => attrs.title || `${childCount} ${childCount === 1 ? "picture" : "pictures"}`,
    edit: (context) => openForm({
      title: GALLERY.title, fields: [{ name: "title", label: "Title" }], values: context.node.attrs, endpoints, submit: context.set,
    }),
    inHead: (context) => made("button", {
      type: "button", class: "link", onclick: () => {
        const end = () => context.getPos() + context.node.nodeSize - 1;
        openLibrary({
          endpoints, many: true,
          chosen: (pictures) => context.editor.chain().focus().insertContentAt(end(), pictures.map(imageOf)).run(),
          files: (list) => arrive(context.editor, end(), list),
        });
      },
    }, "Add"),
  });
}

export function pictureEntries(endpoints) {
  return [
    {
      ...PICTURE,
      run: (editor) => openLibrary({
        endpoints,
        chosen: ([picture]) => editor.chain().focus().insertContent(imageOf(picture)).run(),
        files: (list) => arrive(editor, editor.state.selection.from, list),
      }),
    },
    {
      ...GALLERY,
      run: (editor) => openLibrary({
        endpoints, many: true,
        chosen: (pictures) => editor.chain().focus().insertContent({ type: "gallery", content: pictures.map(imageOf) }).run(),
        files: (list) => arrive(editor, editor.state.selection.from, list, { gathered: true }),
      }),
    },
  ];
}

export const pictureButton = (endpoints) => ({
  label: "Picture", shortcut: "", icon: "M3 4h14v12H3zM3 14l4-4 3 3 3-4 4 4M7 7.500h.010",
  run: pictureEntries(endpoints)[0].run, isOn: (editor) => editor.isActive("image"),
});
