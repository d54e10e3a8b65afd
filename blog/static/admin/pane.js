// The preview beside the form: at three widths, made anew after each save, at the place where it was scrolled to.
const KEY = "quire-preview";
const WIDTHS = { phone: 390, tablet: 820, desk: 1280 };
const ENOUGH_ROOM = "(width >= 72rem)";
// The path that the page came with is good for an hour.
const OLD = 30 * 60 * 1000;

export function showBeside(pane, form, save) {
  const opener = document.querySelector("[data-beside]");
  const plain = document.querySelector("[data-preview]");
  const frame = pane.querySelector("iframe");
  const stage = frame.parentElement;
  const sizes = [...pane.querySelectorAll("[data-size]")];
  const room = matchMedia(ENOUGH_ROOM);
  const wish = { open: false, size: "phone", ...remembered() };
  let made = Date.now();
  let place = Number(read(sessionStorage, KEY + location.pathname)) || 0;
  let isShown = false;

  opener.addEventListener("click", () => turn(pane.hidden));
  pane.querySelector("[data-close]").addEventListener("click", () => { turn(false); opener.focus(); });
  for (const button of sizes) button.addEventListener("click", () => { wish.size = button.dataset.size; keep(); fit(); });
  room.addEventListener("change", arrange);
  new ResizeObserver(fit).observe(stage);
  frame.addEventListener("load", dress);
  form.addEventListener("autosaved", (event) => {
    pane.dataset.path = event.detail.path;
    made = Date.now();
    if (!pane.hidden) show();
  });
  addEventListener("pagehide", () => write(sessionStorage, KEY + location.pathname, String(where())));
  arrange();

  function arrange() {
    opener.hidden = !room.matches;
    plain.hidden = room.matches;
    open(room.matches && wish.open);
  }

  function turn(isOpen) {
    wish.open = isOpen;
    keep();
    open(isOpen);
  }

  async function open(isOpen) {
    pane.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    document.body.classList.toggle("previewing", isOpen);
    if (!isOpen) return;
    fit();
    const before = pane.dataset.path;
    await save?.(Date.now() - made > OLD);
    if (pane.dataset.path === before) show();
  }

  function show() {
    place = where();
    isShown = false;
    frame.contentWindow.location.replace(pane.dataset.path);
  }

  function where() {
    return isShown ? frame.contentWindow.scrollY : place;
  }

  // Links of the page lead elsewhere, and elsewhere is not to be shown in a frame.
  function dress() {
    const inside = frame.contentDocument;
    if (!inside || frame.contentWindow.location.href === "about:blank") return;
    for (const each of inside.querySelectorAll("[data-back]")) each.hidden = true;
    inside.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (link && !link.getAttribute("href").startsWith("#")) Object.assign(link, { target: "_blank", rel: "noopener" });
    });
    frame.contentWindow.scrollTo({ top: place, behavior: "instant" });
    isShown = true;
  }

  function fit() {
    for (const button of sizes) button.setAttribute("aria-pressed", String(button.dataset.size === wish.size));
    const width = WIDTHS[wish.size] ?? WIDTHS.phone;
    const scale = Math.min(1, stage.clientWidth / width);
    if (!scale) return;
    Object.assign(frame.style, {
      width: `${width}px`,
      height: `${stage.clientHeight / scale}px`,
      transform: `scale(${scale})`,
      left: `${(stage.clientWidth - width * scale) / 2}px`,
    });
  }

  function keep() {
    write(localStorage, KEY, JSON.stringify(wish));
  }
}

function remembered() {
  try {
    return JSON.parse(read(localStorage, KEY)) ?? {};
  } catch {
    return {};
  }
}

// A browser may keep nothing, and says so by an error.
function read(store, key) {
  try {
    return store.getItem(key);
  } catch {
    return null;
  }
}

function write(store, key, value) {
  try {
    store.setItem(key, value);
  } catch {
    // Then it is not remembered.
  }
}
