// A block of code with its language and a title above it.
import { made } from "./made.js";

export const codeView = (languages) => ({ node, editor, getPos }) => {
  const language = made("select", { "aria-label": "Language" });
  const title = made("input", { type: "text", "aria-label": "Title of the code", placeholder: "Title", maxlength: "500" });
  const code = made("code");
  const dom = made("div", { class: "code-block" },
    made("div", { class: "code-head", contenteditable: "false" }, language, title), made("pre", {}, code));
  const set = (name, value) => editor.chain().command(({ tr }) => {
    tr.setNodeAttribute(getPos(), name, value || null);
    return true;
  }).run();
  language.append(made("option", { value: "" }, "Plain text"), ...languages.map((name) => made("option", {}, name)));
  const show = ({ attrs }) => {
    language.value = attrs.language ?? "";
    if (language.selectedIndex < 0) {
      language.append(made("option", {}, attrs.language));
      language.value = attrs.language;
    }
    if (title.value !== (attrs.title ?? "")) title.value = attrs.title ?? "";
  };
  language.addEventListener("change", () => { set("language", language.value); });
  title.addEventListener("input", () => { set("title", title.value); });
  for (const control of [language, title]) {
    control.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
      if (event.key === "Escape") editor.commands.focus(getPos() + 1);
    });
  }
  show(node);
  return {
    dom,
    contentDOM: code,
    update: (next) => next.type === node.type && (show(next), true),
    ignoreMutation: (mutation) => mutation.type !== "selection" && !code.contains(mutation.target),
    stopEvent: (event) => !code.contains(event.target) && event.target.closest?.(".code-head") !== null,
  };
};
