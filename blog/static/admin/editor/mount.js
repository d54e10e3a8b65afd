// Puts an editor in the place of every rich text's textarea. Where the bundle is missing, the textarea stays as it is.
const form = document.querySelector("[data-document]");
const given = document.getElementById("prose-kit");
if (form && given) start(JSON.parse(given.textContent));

async function start(kit) {
  let Field;
  try {
    ({ Field } = await import("./field.js"));
  } catch (problem) {
    document.documentElement.classList.add("no-prose");
    throw problem;
  }
  const fields = new Map();
  // An editor is made when its place comes near: a page may have dozens of blocks, most of them folded.
  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      [...fields.values()].find((field) => field.shell === target)?.mount();
    }
  }, { rootMargin: "600px" });

  const take = (textarea) => {
    if (fields.has(textarea) || textarea.disabled) return;
    const isFocused = document.activeElement === textarea;
    const field = new Field(textarea, kit);
    if (!field.arm()) return;
    fields.set(textarea, field);
    near.observe(field.shell);
    if (isFocused) field.focus();
  };
  const drop = (textarea) => {
    const field = fields.get(textarea);
    if (!field || form.contains(textarea)) return;
    fields.delete(textarea);
    near.unobserve(field.shell);
    field.destroy();
  };

  for (const textarea of form.querySelectorAll("textarea[data-prose]")) take(textarea);
  // Rows come and go, and parts of the form are put in the place of others.
  new MutationObserver((records) => {
    for (const { addedNodes, removedNodes } of records) {
      for (const node of removedNodes) within(node).forEach(drop);
      for (const node of addedNodes) within(node).filter((textarea) => form.contains(textarea)).forEach(take);
    }
  }).observe(form, { childList: true, subtree: true });

  form.addEventListener("formdata", (event) => {
    for (const field of fields.values()) field.write(event.formData);
  });
  // Whoever keeps a copy when the page is left gets the last words, too.
  for (const name of ["beforeunload", "pagehide"]) {
    addEventListener(name, () => { for (const field of fields.values()) field.flush(); }, true);
  }
  form.addEventListener("click", (event) => lead(event, fields));
  form.addEventListener("keydown", (event) => goOn(event, fields));
  measureBar();
}

// A link to a textarea that is hidden leads to its editor.
function lead(event, fields) {
  const address = event.target.closest?.('a[href^="#"]:not(.prose-text a)')?.getAttribute("href");
  const field = address && fields.get(document.getElementById(decodeURIComponent(address.slice(1))));
  if (!field) return;
  event.preventDefault();
  field.focus();
}

// Enter in the title is the end of it, and not of the work: it leads on to the next field.
function goOn(event, fields) {
  const { target, key, isComposing, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (key !== "Enter" || isComposing || ctrlKey || metaKey || altKey || shiftKey) return;
  if (!target.matches(".writing > .field.text:first-child > input")) return;
  const next = target.closest(".field").nextElementSibling?.querySelector("input:not([type=hidden]), select, textarea");
  if (!next) return;
  event.preventDefault();
  (fields.get(next) ?? next).focus();
}

function within(node) {
  if (!(node instanceof Element) || node.closest(".prose-editor")) return [];
  return node.matches("textarea[data-prose]") ? [node] : [...node.querySelectorAll("textarea[data-prose]")];
}

// The toolbar sticks below the bar of the form, which is higher where it has two lines.
function measureBar() {
  const bar = form.querySelector(".bar");
  if (!bar) return;
  // On a narrow screen a part of the bar scrolls away above it.
  const stuck = () => bar.offsetHeight + Math.min(0, parseFloat(getComputedStyle(bar).insetBlockStart) || 0);
  new ResizeObserver(() => form.style.setProperty("--bar", `${stuck()}px`)).observe(bar);
}
