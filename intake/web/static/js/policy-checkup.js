// One check-up in a dialog: every condition with the value it was judged by, what to do, the papers.

import { read } from "./api.js";
import { button, byId, element } from "./element.js";
import { VERDICT_LOOKS, fitBar, sum } from "./policy-words.js";
import { dateAndTime } from "./words.js";

const STATES = { met: ["符合", "chip-good"], not_met: ["不符合", "chip-bad"], unknown: ["待补充", "chip-check"], not_asked: ["不适用", ""] };

function used({ label, value, source_title: source, as_of: day, register_says: register }) {
  return element("span", { class: "hint" }, `${label}：${value || "不清楚"}${source ? `（${source}${day ? `，${dateAndTime(day)}` : ""}）` : ""}${register ? `；登记为 ${register}` : ""}　`);
}

function condition(one) {
  const [word, look] = STATES[one.state];
  return element("li", { class: "condition" },
    element("div", { class: "policy-head" },
      element("b", {}, one.plain),
      element("span", { class: "queued-chips" }, one.hard && element("span", { class: "chip chip-flat" }, "必备"), element("span", { class: `chip ${look}` }, word))),
    element("p", { class: "hint" }, `${one.official}（依据：${one.basis}${one.sure ? "" : "，数值待主管部门确认"}）`),
    element("p", {}, one.used.map(used)),
    one.state === "not_met" && element("p", {}, `怎么办：${one.remedy}`));
}

function paper(one) {
  const need = one.needed === null ? "视情况" : one.needed ? "需要" : "不需要";
  return element("li", {}, element("b", {}, one.official), one.plain !== one.official && `（${one.plain}）`,
    element("span", { class: "hint" }, `　${[need, one.applies, one.origin, one.at_hand ? "已掌握" : one.fetchable && "可以代为查询"].filter(Boolean).join("，")}`));
}

const part = (title, items, tag = "ul") => items.length > 0 && [element("h3", {}, title), element(tag, { class: "acts" }, items)];

export async function showCheckup(profile, code) {
  const one = await read(`/api/v1/policies/profiles/${profile}/checkups/${code}`);
  const sheet = byId("sheet");
  sheet.replaceChildren(
    element("div", { class: "policy-head" }, element("h2", { id: "sheet-title" }, one.title), element("span", { class: `chip ${VERDICT_LOOKS[one.verdict]}` }, one.verdict)),
    fitBar(one.fit),
    one.amount && element("p", {}, `测算：${sum(one.amount)}。${one.amount.note} ${one.amount.caution}`),
    ...[part("先做什么", one.steps.map(({ title, action, gain, begin_by: by }) => element("li", {}, element("b", {}, title), `：${action}`, element("span", { class: "hint" }, `　${gain > 0 ? `符合度可提高 ${Math.round(gain * 100)} 个百分点` : ""}${by ? `，最晚 ${by} 前开始` : ""}`))), "ol"),
      part("申报条件", one.conditions.map(condition)), part("申报材料", one.materials.map(paper)),
      part("相关政策", one.related.map(({ title }) => element("li", {}, title))), part("不能同时享受", one.excludes.map(({ title }) => element("li", {}, title)))].flat(2).filter(Boolean),
    element("p", { class: "hint" }, `主管部门：${one.department}${one.contact ? `，${one.contact}` : ""}`),
    element("div", { class: "sheet-acts" }, button("关闭", () => sheet.close())));
  sheet.showModal();
  sheet.scrollTop = 0;
}
