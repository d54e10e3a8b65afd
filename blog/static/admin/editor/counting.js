// Words and minutes, counted as the server counts them, closely enough to write by.
const UNSPACED = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g;
const WORD = /[\p{L}\p{N}_]+(?:['’\-.][\p{L}\p{N}_]+)*/gu;

export function counted(doc, { words: perMinute, characters: charactersPerMinute }) {
  const text = doc.textBetween(0, doc.content.size, "\n", " ");
  const characters = text.match(UNSPACED)?.length ?? 0;
  const words = (characters ? text.replace(UNSPACED, " ") : text).match(WORD)?.length ?? 0;
  const minutes = Math.max(1, Math.round(words / perMinute + characters / charactersPerMinute));
  return { words: words + characters, minutes };
}
