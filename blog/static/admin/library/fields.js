// Fields that point to media: the picture itself with a button that opens the library, in the place of a list of names.
import { make } from "./elements.js";

export function chooseMedia(part) {
  for (const select of part.querySelectorAll('select[data-search$="/media/options"]:not([hidden])')) {
    if (select.dataset.search.includes(" ") || select.disabled) continue;
    if (select.hasAttribute("data-adds")) offerMore(select);
    else offerOne(select);
  }
}

// Only fetched when somebody chooses.
const pickMedia = async (options) => (await import("../mediapicker.js")).pickMedia(options);

function offerOne(select) {
  const words = labelOf(select);
  const shown = select.parentElement.querySelector(":scope > img.picked");
  const picture = make("img", { alt: "", src: shown?.src ?? "", hidden: !shown });
  const name = make("span", {});
  const choose = make("button", { type: "button", className: "quiet small" });
  const remove = make("button", { type: "button", className: "link danger", textContent: "Remove" });
  const box = make("div", { className: "chosen-file" }, picture, name, choose, remove);
  const show = () => {
    const option = select.selectedOptions[0];
    name.textContent = option?.value ? option.textContent.trim() : "";
    name.hidden = !name.textContent;
    choose.textContent = option?.value ? "Change …" : "Choose …";
    choose.setAttribute("aria-label", `${words}: ${option?.value ? `change ${name.textContent}` : "choose from the library"}`);
    remove.setAttribute("aria-label", `Remove ${name.textContent} from ${words}`);
    remove.hidden = !option?.value;
  };
  const put = (value, label, thumbnail) => {
    let option = [...select.options].find((each) => each.value === value);
    if (!option) select.append((option = new Option(label, value)));
    option.selected = true;
    Object.assign(picture, { src: thumbnail, hidden: !thumbnail });
    show();
    for (const kind of ["input", "change"]) select.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  shown?.remove();
  choose.addEventListener("click", async () => {
    const [doc] = await pickMedia({ title: words });
    if (doc) put(doc.id, doc.filename, doc.thumbnail);
    choose.focus();
  });
  remove.addEventListener("click", () => {
    put("", "", "");
    choose.focus();
  });
  for (const attribute of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(attribute)) choose.setAttribute(attribute, select.getAttribute(attribute));
  }
  replace(select, box, choose);
  show();
}

function offerMore(select) {
  const words = select.getAttribute("aria-label") ?? "Add pictures";
  const choose = make("button", { type: "button", className: "quiet small", textContent: "Add from the library …" });
  choose.setAttribute("aria-label", `${words}: choose from the library`);
  choose.addEventListener("click", async () => {
    const docs = await pickMedia({ multiple: true, title: words });
    const keep = select.parentElement.querySelector('button[value^="keep:"]');
    if (!docs.length || !keep) return choose.focus();
    select.after(...docs.map((doc) => make("input", { type: "hidden", name: select.name, value: doc.id })));
    select.form.requestSubmit(keep);
  });
  select.closest(".picks")?.classList.add("live");
  replace(select, choose, choose);
}

function replace(select, box, focused) {
  if (select.id) {
    focused.id = select.id;
    select.removeAttribute("id");
  }
  select.hidden = true;
  select.after(box);
}

function labelOf(select) {
  const label = select.labels?.[0];
  return (label?.firstChild?.textContent ?? select.getAttribute("aria-label") ?? "Picture").trim();
}
