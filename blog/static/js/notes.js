// A footnote shown beside its number while the pointer or the keyboard rests there; Escape puts it away. It is for the
// eye alone: the number stays a link to the note itself, which is what screen readers follow.
const GRACE = 200;

export default function previewNotes(references) {
  if (!("popover" in HTMLElement.prototype)) return;
  const box = document.createElement("div");
  let timer;
  let shownFor;
  box.className = "note-preview";
  box.popover = "manual";
  box.setAttribute("aria-hidden", "true");
  document.body.append(box);

  const hide = () => {
    clearTimeout(timer);
    if (box.matches(":popover-open")) box.hidePopover();
  };
  const soon = (act) => {
    clearTimeout(timer);
    timer = setTimeout(act, GRACE);
  };
  for (const link of references) {
    const show = () => {
      const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!note) return;
      shownFor = link;
      fill(box, note);
      box.showPopover();
      place(box, link.getBoundingClientRect());
    };
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && soon(show));
    link.addEventListener("pointerleave", () => soon(hide));
    link.addEventListener("focus", () => link.matches(":focus-visible") && show());
    link.addEventListener("blur", hide);
    link.addEventListener("click", hide);
  }
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", () => soon(hide));
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  // The box stays with its number while the page moves, as it does when the keyboard comes to a number out of sight.
  const follow = () => box.matches(":popover-open") && place(box, shownFor.getBoundingClientRect());
  addEventListener("scroll", follow, { passive: true });
}

function fill(box, note) {
  const copy = note.cloneNode(true);
  for (const back of copy.querySelectorAll(".footnote-back")) back.remove();
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  for (const stop of copy.querySelectorAll("a, [tabindex]")) stop.tabIndex = -1;
  box.replaceChildren(...copy.childNodes);
}

function place(box, mark) {
  const gap = 8;
  const left = Math.min(Math.max(mark.left - gap, gap), document.documentElement.clientWidth - box.offsetWidth - gap);
  const below = mark.bottom + gap;
  const fits = below + box.offsetHeight <= innerHeight;
  box.style.left = `${left}px`;
  box.style.top = `${fits ? below : Math.max(mark.top - box.offsetHeight - gap, gap)}px`;
}
