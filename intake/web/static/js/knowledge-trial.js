// The staff's test bench: what a question finds, with the scores and the words that were met.

import { byId, element, fill } from "./element.js";
import { beginStaff, entryPage, options } from "./knowledge-staff.js";
import { act } from "./officer.js";
import { guarded } from "./problem.js";

const share = (number) => number.toFixed(3);

// The text with the words that were met marked, the longest first so that parts do not hide wholes.
function lit(text, words) {
  const longest = [...new Set(words)].sort((one, other) => other.length - one.length).slice(0, 40);
  if (!longest.length) return text;
  const any = new RegExp(longest.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "gi");
  const parts = [];
  let last = 0;
  for (const found of text.matchAll(any)) {
    parts.push(text.slice(last, found.index), element("mark", {}, found[0]));
    last = found.index + found[0].length;
  }
  return [...parts, text.slice(last)];
}

function hit(one, place) {
  return element("li", { class: "card hit" },
    element("div", { class: "hit-head" },
      element("b", {}, `${place + 1}. `), element("a", { href: entryPage(one.entry) }, one.title),
      element("span", { class: "hint" }, [...one.path].join(" › "))),
    element("p", {}, lit(one.text, one.words)),
    element("dl", { class: "scores" },
      [["总分", share(one.score)], ["字词", share(one.by_terms)], ["语义", share(one.by_meaning)], ["文号代码", String(one.codes)]].map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", { class: "number" }, value)))));
}

async function tryIt() {
  const told = await guarded(byId("trouble"), () => act("POST", "/api/v1/knowledge/search", {
    question: byId("question").value.trim(),
    audience: byId("audience").value,
    district: byId("district").value,
    as_public: !byId("as-staff").checked,
  }));
  if (!told) return;
  const { text, codes } = told.question;
  fill(byId("understood"), element("p", { class: "hint" }, `按“${text}”查找${codes.length ? `，其中 ${codes.join("、")} 须一字不差` : ""}。`));
  fill(byId("hits"), told.hits.length ? element("ol", { class: "hits" }, told.hits.map(hit)) : element("p", { class: "empty card" }, "没有找到条目。可以新建条目，或给已有条目补上这种问法。"));
}

async function begin() {
  const words = await beginStaff();
  byId("audience").append(...options(words.audience));
  byId("district").append(...options(words.districts));
}

byId("trial").addEventListener("submit", (event) => {
  event.preventDefault();
  tryIt();
});
await guarded(byId("trouble"), begin);
