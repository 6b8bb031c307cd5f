// What officers did with the case, the newest first.

import { element, fill } from "./element.js";
import { ACTS, HANDLINGS, VERDICTS } from "./office-words.js";
import { dateAndTime } from "./words.js";

const WORDS = { ...HANDLINGS, ...VERDICTS };

function line(act) {
  const word = WORDS[act.verdict];
  return element("li", {},
    element("p", {}, element("b", {}, ACTS[act.kind] ?? act.kind), word && element("span", { class: `chip ${word[1]}` }, word[0]),
      element("span", { class: "hint" }, `${act.officer}　${dateAndTime(act.at)}`)),
    act.reason && element("p", {}, `理由：${act.reason}`),
    act.text && element("p", { class: "act-text" }, act.text));
}

export function showHistory(place, history) {
  fill(place, history.length
    ? element("ol", { class: "history" }, history.map(line))
    : element("p", { class: "empty card" }, "还没有工作人员办理过这个办件。"));
}
