// Which of some lines a few typed letters may mean: those that hold the words, and those that hold the letters in order.
export function fitting(lines, typed, most) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const scored = lines.map((line) => ({ line, score: score(line.label.toLowerCase(), words) }));
  const best = scored.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score).slice(0, most);
  const chosen = (isNear) => best.filter(({ score }) => score >= NEAR === isNear).map(({ line }) => line);
  return { near: chosen(true), far: chosen(false) };
}

const NEAR = 2;

// Every word begins a word of the label: 3; each is somewhere in it: 2; the letters are in it in order, from its start
// or the start of a word: 1.
function score(label, words) {
  const starts = label.split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => starts.some((start) => start.startsWith(word)))) return label.startsWith(words[0]) ? 4 : 3;
  if (words.every((word) => label.includes(word))) return 2;
  const letters = words.join("");
  return letters.length > 1 && starts.some((start, place) => holds(starts.slice(place).join(""), letters)) ? 1 : 0;
}

function holds(text, letters) {
  if (text[0] !== letters[0]) return false;
  let place = 0;
  for (const letter of text) if (letter === letters[place]) place += 1;
  return place === letters.length;
}
