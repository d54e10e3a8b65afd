// Chooses pictures: from the library, by searching it, or from this computer. Whoever asks is given what was chosen.
import { made } from "../made.js";
import { shown } from "./fields.js";
import { read } from "./server.js";

const PAUSE = 200;
let counted = 0;

// `chosen(pictures)` gets pictures of the library, `files(list)` what is to be uploaded first.
export function openLibrary({ endpoints, many = false, chosen, files }) {
  const id = `library-${(counted += 1)}`;
  const picked = new Map();
  let page = 1;
  const search = made("input", { type: "search", id: `${id}-search`, autocomplete: "off" });
  const grid = made("ul", { class: "plain library-grid", "aria-label": "Pictures of the library" });
  const status = made("p", { class: "help", role: "status" });
  const more = made("button", { type: "button", class: "quiet small", hidden: true, onclick: () => load(page + 1) }, "More");
  const use = made("button", { type: "button", class: "button", disabled: true, onclick: () => finish([...picked.values()]) }, "Use");
  const input = made("input", { type: "file", accept: "image/*", multiple: many, id: `${id}-file`, class: "hush" });
  const upload = made("label", { class: "quiet", for: input.id }, many ? "Upload pictures" : "Upload a picture");
  const dialog = made("dialog", { class: "block-form library", "aria-labelledby": id },
    made("header", {}, made("h2", { id }, many ? "Pictures" : "Picture"), made("span", { class: "upload" }, input, upload)),
    made("div", { class: "field" }, made("label", { for: search.id }, "Search the library"), search),
    grid, status, made("div", { class: "row" }, more),
    made("div", { class: "row" }, many && use, made("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Cancel")));

  function finish(pictures) {
    dialog.close("done");
    chosen(pictures);
  }

  function pick(picture, button) {
    if (!many) return finish([picture]);
    if (!picked.delete(picture.id)) picked.set(picture.id, picture);
    button.setAttribute("aria-pressed", String(picked.has(picture.id)));
    use.disabled = !picked.size;
    use.textContent = picked.size ? `Use ${picked.size}` : "Use";
  }

  async function load(number) {
    const text = search.value.trim();
    const answer = await read(endpoints.pictures, { search: text, page: String(number) });
    if (text !== search.value.trim()) return;
    if (!answer) {
      status.textContent = "The site does not answer. Try again.";
      return;
    }
    page = number;
    const items = answer.pictures.map((picture) => {
      const words = picture.alt || (picture.decorative ? "Decorative picture" : "Picture without a description");
      const button = made("button", { type: "button", title: picture.name, "aria-pressed": many ? String(picked.has(picture.id)) : null },
        made("img", { src: picture.thumbnail, alt: words, loading: "lazy" }), made("span", { "aria-hidden": "true" }, picture.alt || picture.name));
      button.addEventListener("click", () => pick(picture, button));
      return made("li", {}, button);
    });
    if (number === 1) grid.replaceChildren(...items);
    else grid.append(...items);
    if (number > 1) items[0]?.firstChild.focus();
    more.hidden = !answer.more;
    const shownCount = grid.children.length;
    status.textContent = shownCount ? "" : text ? "No picture fits." : "The library is empty. Upload the first picture.";
  }

  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => load(1), PAUSE);
  });
  input.addEventListener("change", () => {
    const list = [...input.files];
    if (!list.length) return;
    dialog.close("done");
    files(list);
  });
  shown(dialog, { focus: search });
  load(1);
}
