// The contents list: always open in the margin, folded above the text on small screens, and marking where the reader is.
export default function followReading([contents]) {
  const summary = contents.querySelector("summary");
  const wide = matchMedia("(width >= 66rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const unfold = () => {
    contents.open = wide.matches;
    // In the margin there is nothing to fold, so there is nothing to press.
    summary.tabIndex = wide.matches ? -1 : 0;
  };
  const links = [...contents.querySelectorAll("a")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let marked;

  const mark = () => {
    const line = innerHeight / 3;
    const place = headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top <= line);
    if (links[place] === marked) return;
    marked?.removeAttribute("aria-current");
    marked = links[place];
    marked?.setAttribute("aria-current", "location");
    if (marked && contents.scrollHeight > contents.clientHeight) {
      const top = marked.offsetTop - contents.clientHeight / 2;
      contents.scrollTo({ top, behavior: still.matches ? "auto" : "smooth" });
    }
  };

  // The watched band reaches from far above down to the line, so that no jump can leap over it unseen.
  const watcher = new IntersectionObserver(mark, { rootMargin: "1000000px 0px -66% 0px" });
  for (const heading of headings) if (heading) watcher.observe(heading);
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && !wide.matches) contents.open = false;
  });
  wide.addEventListener("change", unfold);
  unfold();
}
