// Boxes that scroll sideways can be focused, so that arrow keys move them; those that have no need to are passed over.
export default function watchBoxes(boxes) {
  const watcher = new ResizeObserver((seen) => {
    for (const { target } of seen) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of boxes) watcher.observe(box);
}
