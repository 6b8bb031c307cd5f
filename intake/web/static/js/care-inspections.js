// Inspection: entries whose turn it is, what the machine found, and what people say of each.

import { list, opening } from "./care-items.js";
import { showReport } from "./care-report.js";
import { button, byId, element, say } from "./element.js";
import { area, box, choice } from "./knowledge-boxes.js";
import { entryPage, options } from "./knowledge-staff.js";
import { markdown } from "./markdown.js";
import { act, look } from "./officer.js";
import { guarded } from "./problem.js";
import { fillIn } from "./sheet-form.js";
import { dateAndTime } from "./words.js";

const BASE = "/api/v1/knowledge/inspections";
const VERDICTS = [{ id: "fine", name: "没有问题" }, { id: "faulty", name: "有问题" }];
const ACTIONS = [{ id: "none", name: "无需处理" }, { id: "revise", name: "修改" }, { id: "withdraw", name: "下架" }, { id: "extend", name: "延长有效期" }];
const opened = new Set();

const nameOf = (words, id) => words.find((one) => one.id === id)?.name ?? id;

function giveResult(task) {
  const verdict = choice(VERDICTS, task.findings.length ? "faulty" : "fine");
  const action = choice(ACTIONS, "none");
  const note = area("", { rows: 3, maxlength: 2000 });
  return fillIn({
    title: "填写巡检结果", text: task.title, confirm: "提交结果",
    boxes: [box("result-verdict", "结论", verdict), box("result-action", "处理", action, { hint: "这里只作记录；修改和下架请到条目里办理。" }), box("result-note", "问题和处理情况", note, { hint: "有问题时必须写明。" })],
    send: () => act("POST", `${BASE}/${task.id}/result`, { verdict: verdict.value, action: action.value, note: note.value.trim() }, task.version),
  });
}

function findings(task) {
  if (!task.checked_at) return element("p", { class: "hint" }, "机器还没有检查。");
  if (!task.findings.length) return element("p", { class: "hint" }, `机器检查没有发现问题（${dateAndTime(task.checked_at)}）。`);
  return element("section", { class: "item-part" }, element("h3", {}, "机器发现的问题"), element("ul", { class: "acts" }, task.findings.map(({ message, place }, which) => element("li", {},
    element("b", {}, task.finding_names[which]), `：${message}`, place && element("span", { class: "hint" }, `　位置：${place}`)))));
}

async function detail({ id }, again) {
  const task = await look(`${BASE}/${id}`);
  const take = async () => { if (await giveResult(task)) { say("巡检结果已记录。"); await again(); } };
  const { result, entry_text: text } = task;
  return element("div", {},
    findings(task),
    result && element("p", {}, `${result.by} ${dateAndTime(result.at)}：${nameOf(VERDICTS, result.verdict)}，${nameOf(ACTIONS, result.action)}${result.note ? `。${result.note}` : ""}`),
    element("section", { class: "item-part" }, element("h3", {}, "条目内容"), text ? element("div", { class: "beside" }, element("b", {}, text.title), markdown(text.body)) : element("p", { class: "hint" }, "条目现在没有发布。")),
    element("div", { class: "item-acts" }, !result && button("填写结果", take), element("a", { class: "button button-plain", href: entryPage(task.entry) }, "打开条目")));
}

function chips(task) {
  const names = [...new Set(task.finding_names)];
  return [
    task.behind && element("span", { class: "chip chip-bad" }, "已逾期"),
    names.map((name) => element("span", { class: "chip chip-check" }, name)),
    task.result && element("span", { class: `chip ${task.result.verdict === "fine" ? "chip-good" : "chip-check"}` }, nameOf(VERDICTS, task.result.verdict))];
}

function item(task, again) {
  return opening({
    id: task.id, head: task.title, chips: chips(task).flat(),
    hint: [task.department, task.person, `${task.due} 前完成`, ...task.reasons],
    open: () => detail(task, again),
  }, opened);
}

export function beginInspections(words) {
  const show = async () => {
    const query = new URLSearchParams({ department: byId("inspections-department").value, only_open: byId("inspections-scope").value === "open" });
    const [{ items }] = await Promise.all([look(`${BASE}?${query}`), showReport()]);
    list(byId("inspections"), items.map((task) => item(task, again)), "没有要巡检的条目。任务按工作日自动安排。");
  };
  const again = () => guarded(byId("trouble"), show);
  byId("inspections-department").append(...options(words.departments));
  for (const name of ["inspections-department", "inspections-scope", "report-month"]) byId(name).addEventListener("change", again);
  return show;
}
