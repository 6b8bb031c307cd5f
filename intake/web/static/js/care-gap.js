// One gap ticket: what was asked, what came nearest, and the steps it can take.

import { ask } from "./ask.js";
import { button, byId, element, say } from "./element.js";
import { entryChoice } from "./entry-choice.js";
import { area, box, choice, field, lines } from "./knowledge-boxes.js";
import { entryPage } from "./knowledge-staff.js";
import { act } from "./officer.js";
import { guarded } from "./problem.js";
import { fillIn } from "./sheet-form.js";
import { dateAndTime } from "./words.js";

export const GAPS = "/api/v1/knowledge/gaps";
const REASONS = { correction: "用户纠错", down: "评价为没有帮助", declined: "未能回答", shaky: "把握不大的回答" };
const STEPS = { assign: "分派", propose: "提出条目", return: "退回", close: "办结", reopen: "重新打开" };
const TRIED = { untried: "还没有试过", passed: "能找到", failed: "找不到" };

const part = (title, ...children) => element("section", { class: "item-part" }, element("h3", {}, title), children);

// `title` is that of the entry it is filled with, where it may be read.
export function gapDetail(gap, title) {
  return [
    part("群众的问法", element("ul", { class: "acts" }, gap.samples.map(({ question, reason }) => element("li", {}, question, element("span", { class: "hint" }, `　${REASONS[reason] ?? reason}`))))),
    gap.nearest.length > 0 && part("最接近的条目", element("ul", { class: "acts" }, gap.nearest.map(({ id, title }) => element("li", {}, element("a", { href: entryPage(id) }, title))))),
    gap.entry && part("用来补的条目", element("p", {}, element("a", { href: entryPage(gap.entry) }, title || "查看条目"))),
    gap.regressions.length > 0 && part("回归问题", element("ul", { class: "acts" }, gap.regressions.map(({ question, state }) => element("li", {}, question, element("span", { class: "hint" }, `　${TRIED[state]}`))))),
    gap.history.length > 0 && part("办理记录", element("ul", { class: "acts" }, gap.history.map(({ step, by, at, note }) => element("li", {}, `${dateAndTime(at)}　${by}　${STEPS[step]}${note ? `：${note}` : ""}`)))),
  ];
}

const note = () => field("", { maxlength: 500 });
const told = (input) => (input.value.trim() ? { note: input.value.trim() } : {});

function assign(gap, words) {
  const whose = choice(["", ...words.departments], gap.department);
  const said = note();
  return fillIn({
    title: "分派给部门", confirm: "分派",
    boxes: [box("gap-department", "责任部门", whose), box("gap-note", "说明（可不填）", said)],
    send: () => act("POST", `${GAPS}/${gap.id}/assign`, { department: whose.value, ...told(said) }, gap.version),
  });
}

function propose(gap) {
  const entry = entryChoice(gap.nearest);
  const said = note();
  return fillIn({
    title: "提出用来补的条目", text: "可以补充已有条目，也可以先新建草稿，再回到这里选择它。", confirm: "提出",
    boxes: [entry.place, element("p", {}, element("a", { href: "/knowledge/entries/new", target: "_blank" }, "新建条目（另开一页）")), box("gap-note", "说明（可不填）", said)],
    send: async () => act("POST", `${GAPS}/${gap.id}/propose`, { entry: entry.chosen(), ...told(said) }, gap.version),
  });
}

function close(gap) {
  const questions = area([...new Set(gap.samples.map(({ question }) => question))].join("\n"), { rows: 5 });
  const said = note();
  return fillIn({
    title: "办结", text: "先把下面的问题逐个问一遍，都能得到这个条目的回答才能办结；以后每天自动再问。", confirm: "试问并办结",
    boxes: [box("gap-questions", "回归问题", questions, { hint: "一行一个，最多 20 个。条目须已发布。" }), box("gap-note", "说明（可不填）", said)],
    send: () => act("POST", `${GAPS}/${gap.id}/close`, { entry: gap.entry, questions: lines(questions.value), ...told(said) }, gap.version),
  });
}

async function giveBack(gap) {
  const reason = await ask({ title: "退回", label: "理由", confirm: "退回", phrases: ["不属于本部门", "不是政务问题", "问题不清楚"] });
  return reason && guarded(byId("trouble"), () => act("POST", `${GAPS}/${gap.id}/return`, { note: reason }, gap.version));
}

// By state, the likeliest first.
const CAN = {
  open: [["分派", assign], ["退回", giveBack]],
  assigned: [["提出条目", propose], ["改派", assign], ["退回", giveBack]],
  proposed: [["办结", close], ["换一个条目", propose], ["退回", giveBack]],
  returned: [["重新分派", assign]],
  closed: [],
};

export function gapActs(gap, words, again) {
  const take = async (name, step) => { if (await step(gap, words)) { say(`${name}：已办理。`); await again(); } };
  return element("div", { class: "item-acts" }, CAN[gap.state].map(([name, step], place) => button(name, () => take(name, step), place ? "button-plain" : "")));
}
