// One case on the officers' desk: what was handed in beside what was made of it, and the decision.

import { ask } from "./ask.js";
import { EvidenceSheet } from "./case-evidence.js";
import { showFlags } from "./case-flags.js";
import { showForm } from "./case-form.js";
import { showHandovers } from "./case-handovers.js";
import { showHistory } from "./case-history.js";
import { Notice } from "./case-notice.js";
import { CaseNotices } from "./case-notices.js";
import { showRules } from "./case-rules.js";
import { showTable } from "./case-table.js";
import { button, byId, element, fill, say } from "./element.js";
import { OUTCOMES, VERDICTS } from "./office-words.js";
import { act, look, needOfficer } from "./officer.js";
import { guarded } from "./problem.js";
import { Tabs } from "./tabs.js";
import { STATES, dateAndTime } from "./words.js";

const STALE = 412;
const id = byId("case").dataset.filing;
const path = `/api/desk/cases/${encodeURIComponent(id)}`;

const desk = {
  shown: null,
  permit: "",
  get papers() { return this.shown?.papers ?? []; },
  get titles() { return new Map(this.shown.sources.map((source) => [source.source, source.title])); },
  paper(paperId) { return this.papers.find((paper) => paper.id === paperId); },
  pagePath: (paper, page) => `${path}/papers/${encodeURIComponent(paper)}/pages/${page}.png`,
  chosen(place, title) {
    sheet.light(place, title);
    const same = (field) => field.value.evidence && field.value.evidence.paper === place.paper && String(field.value.evidence.box) === String(place.box);
    const field = desk.shown.form.find(same);
    if (field) acts.goTo(field.key);
  },
};
const asked = (part, more = {}) => {
  const words = new URLSearchParams({ ...more, ...(desk.permit && { permit: desk.permit }) }).toString();
  return `${path}${part}${words && `?${words}`}`;
};
const sheet = new EvidenceSheet(desk);
const guard = (work) => guarded(byId("trouble"), work);

const acts = {
  light: (place, title) => sheet.light(place, title),
  goTo(key) {
    tabs.go("form");
    const row = byId(`field-${key}`);
    row?.scrollIntoView({ block: "center" });
    for (const each of document.querySelectorAll(".field-row.lit")) each.classList.remove("lit");
    row?.classList.add("lit");
  },
  async handle(flag, handling) {
    const accept = handling === "accept";
    const reason = await ask({
      title: accept ? "采纳这项提示" : "不采纳这项提示", text: flag.message, label: "理由", long: true,
      phrases: accept ? ["与原件核对，确属不符", "材料确有缺失"] : ["已核对原件，信息无误", "系统识别有误，原件清楚", "已电话核实"],
      confirm: accept ? "采纳" : "不采纳",
    });
    if (reason) await doing("POST", `/flags/${flag.id}`, { handling, reason }, accept ? "已采纳" : "已设为不采纳");
  },
  saveNotice: (text) => doing("PUT", "/notice", { text }, "告知书已保存"),
};
const notice = new Notice(byId("panel-notice"), acts);
const notices = new CaseNotices(byId("panel-notices"), {
  path, asked, guard: (work) => guard(work), changed: () => load(), get version() { return desk.shown.version; },
});
const LAZY = {
  notices: () => notices.show(),
  table: async () => showTable(byId("panel-table"), await look(asked("/table")), acts),
  rules: async () => showRules(byId("panel-rules"), (await look(asked("/rules"))).rules),
  served: () => showHandovers(byId("panel-served"), path, guard),
};
const TABS = {
  flags: "提示", form: "表单", table: "比对表", rules: "规则", notice: "告知书", notices: "文书", served: "送达", history: "记录",
};
const tabs = new Tabs(TABS, (name) => { if (LAZY[name] && desk.shown) guard(LAZY[name]); });

// Do something on the version that is seen, and show the case as it then stands.
async function doing(method, part, json, told) {
  const done = await guard(() => onSeen(method, part, json));
  if (!done) return false;
  await guard(load);
  say(told);
  return true;
}

// Somebody else's newer version is shown at once: what is done next is done knowing it.
async function onSeen(method, part, json) {
  try {
    return await act(method, path + part, json, desk.shown.version);
  } catch (problem) {
    if (problem.status !== STALE) throw problem;
    await load();
    throw Object.assign(problem, { status: 400, remedy: "已载入最新内容，请核对后再操作。" });
  }
}

async function decide(verdict) {
  if (verdict === "correct" && notice.isTouched) return say("告知书有未保存的修改，请先保存。");
  const title = { pass: "作出“通过”的结论", correct: "退回申请人补正", refuse: "不予受理" }[verdict];
  const text = {
    pass: "所有提示都已核定。结论和理由记入办理记录。",
    correct: "申请人将收到告知书，并可以修改表单、补交材料。",
    refuse: "请写明不予受理的原因和依据。",
  }[verdict];
  const phrases = { pass: ["材料齐全，符合条件"], correct: ["材料不齐或填报有误，一次告知补正"], refuse: ["不属于本事项受理范围", "不符合法定条件"] }[verdict];
  const reason = await ask({ title, text, label: "理由", long: true, phrases, confirm: "确定" });
  return reason && await doing("POST", "/decision", { verdict, reason }, "结论已记录，可以出具文书") && tabs.go("notices");
}

async function reveal() {
  const reason = await ask({
    title: "显示个人信息", text: "姓名、证件号码、电话将完整显示 30 分钟；您的姓名和理由会记入审计日志。", label: "查看的理由", long: true,
    phrases: ["核对来人身份", "与原件逐字核对", "需要电话联系申请人"], confirm: "显示",
  });
  if (!reason) return;
  const given = await guard(() => act("POST", `${path}/reveal`, { reason }));
  if (given) {
    desk.permit = given.permit;
    await guard(load);
  }
}

const chip = (pair) => pair && element("span", { class: `chip ${pair[1]}` }, pair[0]);

function showHead() {
  const { case_no: caseNo, service_name: service, scenario_name: scenario, subject, state, opened_at: openedAt, standing, verdict, masked } = desk.shown;
  byId("matter").textContent = `${service} · ${scenario}`;
  document.title = `${caseNo}｜智办`;
  fill(byId("case-line"), element("b", { class: "number" }, caseNo), element("span", {}, subject.name || "申请人未填"),
    subject.agent_name && element("span", {}, `经办人 ${subject.agent_name}`), subject.id_no && element("span", { class: "number" }, subject.id_no),
    element("span", { class: "hint" }, dateAndTime(openedAt)), element("span", { class: "chip" }, STATES[state] ?? state),
    chip(OUTCOMES[standing.outcome]), chip(VERDICTS[verdict]));
  fill(byId("case-acts"),
    masked ? button("显示个人信息", reveal, "button-plain button-small") : button("隐藏个人信息", () => { desk.permit = ""; guard(load); }, "button-plain button-small"),
    button(byId("panes").classList.contains("folded") ? "展开原件" : "收起原件", fold, "button-plain button-small wide-only"),
    button("重新核对", () => { say("正在查询各登记库…"); doing("POST", "/check", {}, "已重新核对"); }, "button-plain button-small"));
}

// The table needs the width more than the picture does, once in a while.
function fold() {
  byId("panes").classList.toggle("folded");
  showHead();
}

function showMarks() {
  const marked = desk.shown.flags.filter((flag) => flag.mark && !flag.handled);
  fill(byId("marks"), marked.length > 0 && element("div", { class: "notice notice-bad marks", role: "alert" },
    element("p", { class: "notice-head" }, "特殊标记：", marked.map((flag) => element("span", { class: "chip chip-mark" }, flag.mark))),
    element("ul", {}, marked.map((flag) => element("li", {}, flag.message)))));
}

function showVerdict() {
  const left = desk.shown.flags.filter((flag) => flag.stops).length;
  const { verdict, state } = desk.shown;
  byId("verdict").hidden = false;
  const said = verdict ? `结论：${VERDICTS[verdict][0]}` : state === "open" ? "申请人还没有确认表单" : left ? `还有 ${left} 项提示未核定` : "提示已全部核定，可以作出结论";
  const ready = state !== "open" && left === 0;
  fill(byId("verdict"), element("p", { role: "status" }, said),
    element("div", { class: "verdict-acts" },
      element("button", { type: "button", class: "button", disabled: !ready, on: { click: () => decide("pass") } }, "通过"),
      button("退回补正", () => decide("correct"), "button-plain"),
      button("不予受理", () => decide("refuse"), "button-plain button-bad")));
}

async function load() {
  desk.shown = await look(asked(""));
  byId("panes").hidden = false;
  showHead();
  showMarks();
  showFlags(byId("panel-flags"), desk, acts);
  showForm(byId("panel-form"), desk, acts);
  notice.show(desk.shown.notice);
  showHistory(byId("panel-history"), desk.shown.history);
  tabs.count("flags", desk.shown.flags.filter((flag) => flag.stops).length);
  tabs.count("history", desk.shown.history.length);
  showVerdict();
  const open = Object.keys(LAZY).find((name) => !byId(`panel-${name}`).hidden);
  if (open) await LAZY[open]();
  await sheet.begin();
  showHead();
}

const NO_SUCH_CASE = new Set([404, 422]);

async function begin() {
  await needOfficer();
  tabs.go("flags");
  try {
    await load();
  } catch (problem) {
    if (!NO_SUCH_CASE.has(problem.status)) throw problem;
    byId("matter").textContent = "没有找到这个办件";
    fill(byId("trouble"), element("div", { class: "notice notice-bad" }, element("p", {}, problem.detail),
      element("div", { class: "notice-acts" }, element("a", { class: "button button-small", href: "/desk" }, "回到办件列表"))));
  }
}

await guard(begin);
