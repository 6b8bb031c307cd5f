// The record behind a check code: what the paper should be, and what to compare with it.

import { element } from "./element.js";
import { dateAndTime } from "./words.js";

const STANDINGS = { valid: ["good", "有效"], replaced: ["unsure", "已被新版替换"], void: ["bad", "已失效"] };
const LOOKS = { good: "chip-good", unsure: "chip-check", bad: "chip-bad" };

const row = (name, said) => [element("dt", {}, name), element("dd", {}, said)];

export function recordCard(record, head = record.title) {
  const [look, word] = STANDINGS[record.standing];
  return element("div", { class: `card verdict verdict-${look}`, data: { standing: record.standing } },
    element("div", { class: "verdict-head" },
      element("span", { class: "verdict-mark", "aria-hidden": "true" }),
      element("div", {}, element("h2", {}, head), element("p", {}, record.sentence))),
    element("dl", { class: "verdict-facts" },
      row("文书", record.title),
      row(record.number_title, element("b", { class: "number" }, record.number)),
      row("状态", element("span", { class: `chip ${LOOKS[look]}` }, word)),
      row("受理或出具单位", record.office || "未登记"),
      row("出具时间", dateAndTime(record.made_at)),
      row("校验码", element("b", { class: "code" }, record.check_code)),
      record.facts.map((fact) => row(fact.label, fact.text))),
    element("p", { class: "verdict-file hint" }, "请把以上各项与纸面逐一比对；带 * 的部分不显示。有一项不符，就不要使用这份文书。"));
}
