// A colour is typed, or picked from the browser's own palette beside it.
export function offerSwatches(form) {
  for (const input of form.querySelectorAll(".field.colour > input")) {
    if (input.disabled) continue;
    const swatch = Object.assign(document.createElement("input"), { type: "color", className: "swatch" });
    swatch.setAttribute("aria-label", `Pick: ${input.labels[0]?.textContent.trim() ?? "colour"}`);
    const follow = () => { if (/^#[0-9a-f]{6}$/i.test(input.value.trim())) swatch.value = input.value.trim(); };
    swatch.addEventListener("input", () => {
      input.value = swatch.value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    input.addEventListener("input", follow);
    follow();
    input.after(swatch);
  }
}
