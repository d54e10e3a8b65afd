// A link leads to a document or to an address: only the field that its type asks for is shown.
export function showWhatLinksNeed(part) {
  for (const type of part.querySelectorAll('select[name$=".type"], select[name="type"]')) {
    const stem = type.name.slice(0, -"type".length);
    const field = (name) => part.querySelector(`[name="${CSS.escape(stem + name)}"]`)?.closest(".field");
    const [reference, address] = [field("reference"), field("url")];
    if (!reference || !address) continue;
    const show = () => {
      reference.hidden = type.value === "custom" && !reference.classList.contains("wrong");
      address.hidden = type.value !== "custom" && !address.classList.contains("wrong");
    };
    type.addEventListener("change", show);
    show();
  }
}
