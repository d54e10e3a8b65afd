// Tells the site once that a page was looked at for a while, for the number that its owner sees. Nothing is kept here
// and nothing is said of the reader; those who sign in on this device, and write, are not counted.
import { isAuthor } from "./author.js";

const WHILE = 5000;

export default function count([main]) {
  if (isAuthor()) return;
  let timer = 0;
  const tell = () => {
    document.removeEventListener("visibilitychange", look);
    navigator.sendBeacon("/-/read", new URLSearchParams({ document: main.dataset.counted }));
  };
  const look = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") timer = setTimeout(tell, WHILE);
  };
  document.addEventListener("visibilitychange", look);
  look();
}
