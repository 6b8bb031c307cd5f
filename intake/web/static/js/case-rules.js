// How each pre-check came to its answer: its sentence, the facts, the numbers of the law.

import { element, fill } from "./element.js";
import { FLAG_KINDS, RULE_STATES, TRUST } from "./office-words.js";

const chip = ([word, look]) => element("span", { class: `chip ${look}` }, word);

function facts(rule) {
  return element("ul", { class: "rule-facts" },
    rule.facts.map((fact) => element("li", {}, `${fact.name}：`, element("b", {}, fact.text), `（${fact.who}）`, chip(TRUST[fact.trust]))),
    rule.missing.map((name) => element("li", {}, `${name}：没有来源说明`)));
}

function law(number) {
  return element("li", {}, element("b", {}, number.value), `　${number.reference}`,
    element("span", { class: "hint" }, `自 ${number.since} 起　依据等级 ${number.basis}`),
    number.unconfirmed && element("span", { class: "chip chip-check" }, "尚待确认"));
}

function line(rule) {
  return element("details", { class: `rule rule-${rule.state}`, open: rule.state === "broken" },
    element("summary", {}, chip(RULE_STATES[rule.state]), element("b", { class: "code" }, rule.id), element("span", { class: "rule-title" }, rule.found[0] ?? rule.sentence)),
    element("dl", { class: "working" },
      element("dt", {}, "不符合时告知"), element("dd", {}, rule.sentence, chip(FLAG_KINDS[rule.severity])),
      element("dt", {}, "所看的事实"), element("dd", {}, facts(rule)),
      rule.numbers.length > 0 && [element("dt", {}, "法定数值"), element("dd", {}, element("ul", {}, rule.numbers.map(law)))],
      rule.cites && [element("dt", {}, "依据"), element("dd", {}, rule.cites)],
      rule.basis && [element("dt", {}, "依据等级"), element("dd", {}, rule.basis)]));
}

const RANK = { broken: 0, silent: 1, held: 2, idle: 3 };

export function showRules(place, rules) {
  const sorted = [...rules].sort((one, other) => RANK[one.state] - RANK[other.state]);
  fill(place,
    element("p", { class: "hint" }, `共 ${rules.length} 条。{ } 内是由事实填入的内容；依据等级：SOURCED 公开资料，SEED 招标文件，KNOWN 通行规定，DERIVED 推算，UNVERIFIED 待确认。`),
    sorted.map(line));
}
