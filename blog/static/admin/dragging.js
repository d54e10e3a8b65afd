// Rows are dragged by a handle: with a mouse or a finger, or by Space, arrows and Space. The server moves them, as it does
// for the buttons beside the handle.
const ENOUGH = 4;
const NEAR_EDGE = 90;
const HELP = "drag-help";
const ROWS = ".rows > ol > .item, .picks > ol > li";

let lifted = null;

export function offerDragging(part) {
  for (const item of part.querySelectorAll(ROWS)) {
    const up = item.querySelector(':scope > .item-tools button[value^="up:"], :scope > .movers button[value^="up:"]');
    if (up && item.parentElement.children.length > 1 && !item.querySelector(":scope > .handle")) give(item, up);
  }
}

function give(item, up) {
  const handle = Object.assign(document.createElement("button"), { type: "button", className: "icon handle" });
  const name = up.getAttribute("aria-label").replace(/^Move (.*) up$/, "$1");
  handle.dataset.path = up.value.slice("up:".length);
  handle.title = "Drag; or press Space, then the arrow keys";
  handle.setAttribute("aria-label", `Drag ${name}`);
  handle.setAttribute("aria-describedby", help().id);
  handle.setAttribute("aria-pressed", "false");
  item.prepend(handle);
  item.classList.add("draggable");
  handle.addEventListener("pointerdown", (event) => follow(event, item, handle, name));
  handle.addEventListener("keydown", (event) => key(event, item, handle, name));
  handle.addEventListener("blur", () => { if (lifted?.handle === handle) cancel(); });
}

function lift(item, handle, name) {
  const others = [...item.parentElement.children].filter((each) => each !== item);
  const from = [...item.parentElement.children].indexOf(item);
  const line = Object.assign(document.createElement("div"), { className: "drop-line" });
  document.body.append(line);
  lifted = { item, handle, name, others, from, to: from, line };
  item.classList.add("lifted");
  handle.setAttribute("aria-pressed", "true");
  draw();
}

function put() {
  const { item, handle, name, others, from, to } = lifted;
  settle();
  if (from === to) {
    say(`${name} stays at place ${from + 1}.`);
    return;
  }
  const command = Object.assign(document.createElement("button"), { name: "_do", value: `move:${handle.dataset.path}:${to}`, hidden: true });
  item.append(command);
  command.form.requestSubmit(command);
  // Shown at once; what is sent was read before. Chosen documents are sent in the order of the page: they wait.
  if (item.matches(".item")) {
    item.parentElement.insertBefore(item, others[to] ?? null);
    handle.focus({ preventScroll: true });
  }
  say(`${name} is now at place ${to + 1} of ${others.length + 1}.`);
}

function cancel() {
  const { name, from } = lifted;
  settle();
  say(`Not moved. ${name} stays at place ${from + 1}.`);
}

function settle() {
  lifted.line.remove();
  lifted.item.classList.remove("lifted");
  lifted.handle.setAttribute("aria-pressed", "false");
  lifted = null;
}

// The line stands where the row would: after the row before it, or before all others.
function draw() {
  const { others, to, line } = lifted;
  const first = to === 0;
  const box = others[first ? 0 : to - 1].getBoundingClientRect();
  Object.assign(line.style, { left: `${box.left}px`, width: `${box.width}px`, top: `${first ? box.top - 6 : box.bottom + 3}px` });
}

function key(event, item, handle, name) {
  const isHere = lifted?.handle === handle;
  if (event.key === " " || (event.key === "Enter" && isHere)) {
    event.preventDefault();
    if (isHere) put();
    else {
      lift(item, handle, name);
      say(`${name} is lifted at place ${lifted.from + 1} of ${lifted.others.length + 1}. Up and down move it, Space puts it down, Escape leaves it.`);
    }
  } else if (isHere && event.key === "Escape") {
    event.preventDefault();
    cancel();
  } else if (isHere && ["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) {
    event.preventDefault();
    const last = lifted.others.length;
    const wish = { ArrowUp: lifted.to - 1, ArrowDown: lifted.to + 1, Home: 0, End: last }[event.key];
    lifted.to = Math.min(last, Math.max(0, wish));
    lifted.others[Math.min(lifted.to, last - 1)].scrollIntoView({ block: "nearest" });
    draw();
    say(`Place ${lifted.to + 1} of ${last + 1}.`);
  }
}

function follow(down, item, handle, name) {
  if (down.button !== 0) return;
  const listening = new AbortController();
  const { signal } = listening;
  let y = down.clientY;
  let frame = 0;
  handle.setPointerCapture(down.pointerId);
  const isMine = () => lifted?.handle === handle;
  const end = (done) => {
    listening.abort();
    cancelAnimationFrame(frame);
    if (isMine()) done();
  };
  const step = () => {
    if (!isMine()) return;
    scrollBy({ top: speed(y), behavior: "instant" });
    lifted.to = lifted.others.filter((other) => middle(other) < y).length;
    draw();
    frame = requestAnimationFrame(step);
  };
  handle.addEventListener("pointermove", (event) => {
    y = event.clientY;
    if (isMine() || Math.abs(y - down.clientY) < ENOUGH) return;
    lift(item, handle, name);
    step();
  }, { signal });
  handle.addEventListener("pointerup", () => end(put), { signal });
  handle.addEventListener("pointercancel", () => end(cancel), { signal });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") end(cancel);
  }, { signal, capture: true });
}

function middle(row) {
  const box = row.getBoundingClientRect();
  return (box.top + box.bottom) / 2;
}

// Near an edge of the window the page moves, the faster the nearer.
function speed(y) {
  if (y < NEAR_EDGE) return (y - NEAR_EDGE) / 5;
  return y > innerHeight - NEAR_EDGE ? (y - innerHeight + NEAR_EDGE) / 5 : 0;
}

function help() {
  return document.getElementById(HELP) ?? spoken(HELP, "Press Space to lift, the arrow keys to move, Space to put down, Escape to leave it where it was.");
}

function say(words) {
  const place = document.getElementById("drag-said") ?? spoken("drag-said", "");
  place.setAttribute("aria-live", "assertive");
  place.textContent = words;
}

function spoken(id, words) {
  const made = Object.assign(document.createElement("div"), { id, className: "hush", textContent: words });
  document.getElementById("main").append(made);
  return made;
}
