// Shows the slug that a document is going to have, while its own is left empty.
const LONGEST = 120;
const PLAIN = { ß: "ss", æ: "ae", ø: "o", đ: "d", ł: "l", œ: "oe", þ: "th", ð: "d", ı: "i" };

export function showComingSlug(form) {
  const slug = form.elements.slug;
  const source = form.elements.title ?? form.elements.name;
  if (!slug || !source) return;
  const show = () => { slug.placeholder = slugOf(source.value); };
  source.addEventListener("input", show);
  show();
}

// The same as slugify in blog/collections/slugs.py; the number that sets it apart from a slug in use comes on saving.
export function slugOf(text) {
  const plain = fold(fold(text).normalize("NFKD")).replace(/[\u0300-\u036f]/g, "").normalize("NFC");
  const slug = [...plain.replace(/['’]/g, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "")];
  return slug.length <= LONGEST ? slug.join("") : slug.slice(0, LONGEST).join("").replace(/-[^-]*$/, "");
}

function fold(text) {
  return text.toLowerCase().replace(/[ßæøđłœþðı]/g, (sign) => PLAIN[sign]);
}
