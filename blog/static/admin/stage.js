// A page of the site at one of three widths, made smaller where there is no room for it; and what the browser remembers.
const WIDTHS = { phone: 390, tablet: 820, desk: 1280 };

// Follows the buttons of a pane. Returns what to call when the pane is shown.
export function atWidths(pane, wish, keep) {
  const frame = pane.querySelector("iframe");
  const stage = frame.parentElement;
  const sizes = [...pane.querySelectorAll("[data-size]")];
  const fit = () => {
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
  };
  for (const button of sizes) {
    button.addEventListener("click", () => {
      wish.size = button.dataset.size;
      keep();
      fit();
    });
  }
  new ResizeObserver(fit).observe(stage);
  return fit;
}

// Links of the page lead elsewhere, and elsewhere is not to be shown in a frame.
export function openElsewhere(inside) {
  inside.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && !link.getAttribute("href").startsWith("#")) Object.assign(link, { target: "_blank", rel: "noopener" });
  });
}

export function remembered(key) {
  try {
    return JSON.parse(read(localStorage, key)) ?? {};
  } catch {
    return {};
  }
}

// A browser may keep nothing, and says so by an error.
export function read(store, key) {
  try {
    return store.getItem(key);
  } catch {
    return null;
  }
}

export function write(store, key, value) {
  try {
    store.setItem(key, value);
  } catch {
    // Then it is not remembered.
  }
}
