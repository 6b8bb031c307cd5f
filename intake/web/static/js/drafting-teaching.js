// Teaching that something is right: always words that say what is meant, never a lone character,
// which would hide every fault of that character.

import { ask } from "./ask.js";

export const LEXICON = "/api/v1/gongwen/words";
const LONGEST = 60;
// Blanks and signs nobody sees, which would keep the words from being met again.
const EDGES = /^[\p{Cf}\s]+|[\p{Cf}\s]+$/gu;
const HAN = /\p{Script=Han}/u;

// A word by itself: two characters or more, not one and the same twice.
const isWord = (wrong) => new Set([...wrong].filter((each) => HAN.test(each))).size > 1;

function wordsOf(sentence) {
  const segments = Intl.Segmenter ? [...new Intl.Segmenter("zh", { granularity: "word" }).segment(sentence)] : [];
  return segments.map(({ segment, index }) => ({ start: index, end: index + segment.length }));
}

// The words of its line a place belongs to; one more on each side where it would stand alone.
export function wordsAround(text, { start, end }) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const line = text.slice(from, text.indexOf("\n", end) < 0 ? undefined : text.indexOf("\n", end));
  const words = wordsOf(line);
  const touched = words.filter((each) => each.end + from > start && each.start + from < end);
  let [first, last] = [words.indexOf(touched[0]), words.indexOf(touched.at(-1))];
  if (first < 0) return text.slice(start, end);
  const said = () => line.slice(words[first].start, words[last].end);
  if ([...said()].length <= end - start) [first, last] = [Math.max(0, first - 1), Math.min(words.length - 1, last + 1)];
  return said().replace(EDGES, "");
}

// Resolve with the words to be taught, "" when thought better of.
export async function askTaught(text, { wrong }, mark) {
  if (!mark) return "";
  if (isWord(wrong)) return wrong;
  const check = (told) => {
    if (!told.includes(wrong)) return `要包含“${wrong}”，并写明它前后的字。`;
    return [...told].length > [...wrong].length ? "" : `只写“${wrong}”会让别处的错误也不再提示，请连同前后的字一起写。`;
  };
  return ask({
    title: `“${wrong}”在什么词句里是对的？`,
    text: "只有这几个字连在一起时不再提示，别处照常提示。可以改短或者加长。",
    label: "不再提示的词句", value: wordsAround(text, mark), least: 1, most: LONGEST, confirm: "不再提示", check,
  });
}
