// Pictures that are still on their way show their colours meanwhile.
export default function showColours(pictures) {
  for (const picture of pictures) {
    if (picture.complete || !picture.dataset.placeholder.startsWith("data:image/")) continue;
    picture.style.background = `center / cover no-repeat url("${picture.dataset.placeholder}")`;
    picture.addEventListener("load", () => (picture.style.background = ""), { once: true });
  }
}
