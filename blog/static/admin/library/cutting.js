// The part of a picture that is shown: drawn with the pointer over the turned picture, or typed in hundredths.
const SIDES = ["x", "y", "width", "height"];
const WIDEST = 640;
const SMALLEST = 2;

export function cutPicture(section) {
  const stage = section.querySelector("[data-cut-stage]");
  const canvas = stage.querySelector("[data-canvas]");
  const part = stage.querySelector("[data-part-shown]");
  const turn = section.querySelector('[data-number="turn"]');
  const inputs = SIDES.map((side) => section.querySelector(`[data-number="crop.${side}"]`));
  const whole = section.querySelector("[data-whole]");
  const image = new Image();
  let began = null;

  const read = () => {
    const numbers = inputs.map((input, place) => {
      const number = Number.parseFloat(input.value.replace(",", "."));
      return Number.isFinite(number) ? number : place < 2 ? 0 : 100;
    });
    return fitted(...numbers);
  };
  const show = () => {
    const [x, y, width, height] = read();
    Object.assign(part.style, { left: `${x}%`, top: `${y}%`, width: `${width}%`, height: `${height}%` });
  };
  const write = (...numbers) => {
    fitted(...numbers).forEach((number, place) => {
      inputs[place].value = String(Math.round(number * 10) / 10);
    });
    inputs[0].dispatchEvent(new Event("input", { bubbles: true }));
    show();
  };
  const draw = () => {
    if (!image.naturalWidth) return;
    const angle = Number(turn.value);
    const lies = angle % 180 !== 0;
    const [wide, high] = lies ? [image.naturalHeight, image.naturalWidth] : [image.naturalWidth, image.naturalHeight];
    const scale = Math.min(1, WIDEST / wide, WIDEST / high);
    Object.assign(canvas, { width: Math.round(wide * scale), height: Math.round(high * scale) });
    const paper = canvas.getContext("2d");
    paper.translate(canvas.width / 2, canvas.height / 2);
    paper.rotate((angle * Math.PI) / 180);
    const [across, down] = lies ? [canvas.height, canvas.width] : [canvas.width, canvas.height];
    paper.drawImage(image, -across / 2, -down / 2, across, down);
    stage.hidden = false;
    show();
  };
  const at = (event) => {
    const box = stage.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100];
  };

  image.addEventListener("load", draw);
  const load = () => {
    if (section.open && !image.src) image.src = section.dataset.cut;
  };
  section.addEventListener("toggle", load);
  load();
  turn.addEventListener("change", () => {
    write(0, 0, 100, 100);
    draw();
  });
  for (const input of inputs) input.addEventListener("input", show);
  whole.hidden = false;
  whole.addEventListener("click", () => write(0, 0, 100, 100));
  stage.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    const [x, y] = at(event);
    const box = read();
    const corner = [...part.children].indexOf(event.target);
    if (corner >= 0) began = { fixed: [box[0] + (corner === 0 || corner === 3 ? box[2] : 0), box[1] + (corner < 2 ? box[3] : 0)] };
    else if (event.target === part && (box[2] < 99 || box[3] < 99)) began = { move: box, from: [x, y] };
    else began = { fixed: [x, y] };
  });
  stage.addEventListener("pointermove", (event) => {
    if (!began || !stage.hasPointerCapture(event.pointerId)) return;
    const [x, y] = at(event).map((each) => Math.min(100, Math.max(0, each)));
    if (began.move) {
      const [left, top, width, height] = began.move;
      write(Math.min(100 - width, Math.max(0, left + x - began.from[0])), Math.min(100 - height, Math.max(0, top + y - began.from[1])), width, height);
    } else {
      const [fx, fy] = began.fixed;
      write(Math.min(fx, x), Math.min(fy, y), Math.abs(fx - x), Math.abs(fy - y));
    }
  });
  stage.addEventListener("lostpointercapture", () => {
    began = null;
  });
}

function fitted(x, y, width, height) {
  const left = Math.min(100 - SMALLEST, Math.max(0, x));
  const top = Math.min(100 - SMALLEST, Math.max(0, y));
  return [left, top, Math.min(100 - left, Math.max(SMALLEST, width)), Math.min(100 - top, Math.max(SMALLEST, height))];
}
