// A closer look at pictures, over the page: by keys, buttons or fingers. Without this each is a link to its largest file.
const still = matchMedia("(prefers-reduced-motion: reduce)");

export default function offerCloserLooks(links) {
  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(companions(link), link);
    });
  }
}

// The pictures of one gallery are looked through together, and so are those that stand alone in a text.
function companions(link) {
  const gallery = link.closest(".gallery");
  const links = [...(gallery ?? document).querySelectorAll("a.enlarge")];
  return gallery ? links : links.filter((other) => !other.closest(".gallery"));
}

function make(tag, name, attributes = {}) {
  const made = document.createElement(tag);
  made.className = name;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function button(name, label, sign, act) {
  const made = make("button", name, { type: "button", "aria-label": label });
  const shown = make("span", "", { "aria-hidden": "true" });
  shown.textContent = sign;
  made.append(shown);
  made.addEventListener("click", act);
  return made;
}

function slideOf(link) {
  const slide = make("figure", "slide");
  const caption = link.closest("figure")?.querySelector("figcaption")?.cloneNode(true);
  slide.append(make("div", "frame"), ...(caption ? [caption] : []));
  return slide;
}

// Only what is looked at is fetched, and then what lies beside it.
function fill(slide, link, then) {
  const frame = slide.firstChild;
  if (frame.firstChild) return then?.();
  const picture = link.querySelector("picture").cloneNode(true);
  const image = picture.querySelector("img");
  for (const source of picture.querySelectorAll("[sizes]")) source.sizes = "100vw";
  image.loading = "eager";
  image.removeAttribute("style");
  image.style.maxInlineSize = `${image.getAttribute("width")}px`;
  if (then) image.addEventListener("load", then, { once: true });
  frame.append(picture);
}

function open(links, opener) {
  const many = links.length > 1;
  const dialog = make("dialog", "lightbox", { "aria-label": many ? "Pictures" : "Picture" });
  const track = make("div", "track", { tabindex: "0", role: "group", "aria-label": "Picture" });
  const place = make("p", "place", { "aria-live": "polite" });
  const slides = links.map(slideOf);
  let current = -1;

  const go = (number, behavior = still.matches ? "auto" : "smooth") => {
    const wanted = Math.min(Math.max(number, 0), links.length - 1);
    track.scrollTo({ left: wanted * track.clientWidth, behavior });
    show(wanted);
  };
  const earlier = button("step earlier", "Previous picture", "←", () => go(current - 1));
  const later = button("step later", "Next picture", "→", () => go(current + 1));
  const show = (number) => {
    if (number === current) return;
    current = number;
    fill(slides[current], links[current], () => {
      for (const near of [current - 1, current + 1]) if (slides[near]) fill(slides[near], links[near]);
    });
    slides.forEach((slide, other) => (slide.inert = other !== current));
    place.textContent = `${current + 1} of ${links.length}`;
    earlier.setAttribute("aria-disabled", String(current === 0));
    later.setAttribute("aria-disabled", String(current === links.length - 1));
  };

  track.append(...slides);
  dialog.append(button("close", "Close", "×", () => dialog.close()), ...(many ? [earlier, later, place] : []), track);
  document.body.append(dialog);
  let rest;
  dialog.addEventListener("close", () => {
    clearTimeout(rest);
    dialog.remove();
    opener.focus({ preventScroll: true });
  });
  dialog.addEventListener("click", (event) => event.target.closest(".frame") && dialog.close());
  dialog.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: links.length - 1 };
    if (!many || !(event.key in steps)) return;
    event.preventDefault();
    go(steps[event.key]);
  });
  dialog.showModal();
  go(links.indexOf(opener), "instant");
  // A finger moves the track by itself; where it comes to rest is what is looked at.
  track.addEventListener("scroll", () => {
    clearTimeout(rest);
    rest = setTimeout(() => show(Math.round(track.scrollLeft / track.clientWidth)), 100);
  });
}
