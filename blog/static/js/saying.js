// One quiet place from which screen readers are told what has happened. It must be there before it says anything.
const place = document.createElement("p");
place.className = "hush";
place.setAttribute("role", "status");
document.body.append(place);

export function say(words) {
  // The same words twice would be no change, and so not be read.
  place.textContent = place.textContent === words ? `${words}\u00a0` : words;
}
