// The focal point of a picture: set by a click, by dragging or by the arrow keys, with the crops that follow from it.
const clamp = (value) => Math.min(100, Math.max(0, Math.round(value)));

export function setFocus(section) {
  const point = section.querySelector("[data-point]");
  const on = point.parentElement;
  const picture = section.querySelector("[data-picture]");
  const [x, y] = ["focalX", "focalY"].map((name) => section.querySelector(`[data-number="${name}"]`));
  const said = section.querySelector("[data-said]");
  const crops = section.querySelector("[data-crops]");
  const middle = section.querySelector("[data-middle]");
  const read = (input) => clamp(Number.parseFloat(input.value.replace(",", ".")) || 0);

  const show = () => {
    Object.assign(point.style, { insetInlineStart: "", left: `${read(x)}%`, top: `${read(y)}%` });
    said.textContent = `Focal point: ${read(x)} from the left, ${read(y)} from the top`;
    for (const crop of crops.querySelectorAll("[data-crop]")) showCrop(crop, picture, read(x), read(y));
  };
  const put = (left, top) => {
    [x.value, y.value] = [clamp(left), clamp(top)];
    x.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  };
  const follow = (event) => {
    const box = on.getBoundingClientRect();
    put(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
  };

  point.hidden = crops.hidden = false;
  show();
  new ResizeObserver(show).observe(crops);
  picture.addEventListener("load", show);
  if (x.disabled) return;
  section.dataset.live = "";
  if (middle) {
    middle.hidden = false;
    middle.addEventListener("click", () => put(50, 50));
  }
  for (const input of [x, y]) input.addEventListener("input", show);
  on.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    point.focus({ preventScroll: true });
    on.setPointerCapture(event.pointerId);
    follow(event);
  });
  on.addEventListener("pointermove", (event) => on.hasPointerCapture(event.pointerId) && follow(event));
  point.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? 10 : 1;
    const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (!way) return;
    event.preventDefault();
    put(read(x) + way[0], read(y) + way[1]);
  });
}

// The part that the server cuts out: as much as fits, the point as near to its middle as the edges allow.
function showCrop(crop, picture, x, y) {
  const [wide, high] = [Number(picture.getAttribute("width")), Number(picture.getAttribute("height"))];
  const [cropWide, cropHigh] = crop.dataset.crop.split(" ").map(Number);
  const scale = Math.min(wide / cropWide, high / cropHigh);
  const [boxWide, boxHigh] = [cropWide * scale, cropHigh * scale];
  const left = Math.min(Math.max(0, (wide * x) / 100 - boxWide / 2), wide - boxWide);
  const top = Math.min(Math.max(0, (high * y) / 100 - boxHigh / 2), high - boxHigh);
  const zoom = crop.clientWidth / boxWide;
  const image = crop.querySelector("img");
  Object.assign(image.style, { width: `${wide * zoom}px`, height: `${high * zoom}px`, left: `${-left * zoom}px`, top: `${-top * zoom}px` });
}
