// One entry: read it, write it, take its next step, look at its versions.

import { agree, ask } from "./ask.js";
import { button, byId, element, fill, say } from "./element.js";
import { EMPTY, makeEditor } from "./knowledge-editor.js";
import { ENTRIES, beginStaff, entryPage, entryPath, standingChip } from "./knowledge-staff.js";
import { markdown } from "./markdown.js";
import { act, download, look, officerName } from "./officer.js";
import { guarded } from "./problem.js";
import { dateAndTime } from "./words.js";

const isNew = byId("entry").dataset.id === "new";
const path = entryPath(byId("entry").dataset.id);
let words = null;
let shown = null;

const DEEDS = {
  create: "新建", edit: "修改", roll_back: "恢复旧版", submit: "提交审核", return: "退回修改", publish: "审核通过并发布",
  withdraw: "下架", discard: "放弃草稿", supersede: "指定替代条目", link: "关联", unlink: "取消关联",
};
const STEPS = {
  draft: [["submit", "提交审核"], ["discard", "放弃这一稿"]],
  review: [["publish", "审核通过并发布"], ["return", "退回修改"]],
  published: [["withdraw", "下架"]],
  withdrawn: [],
};
const PHRASES = {
  return: ["请补充来源", "与现行规定不一致", "表述不清楚"],
  withdraw: ["已失效", "内容有误", "已有新的条目"],
  discard: ["不再需要", "另写一条"],
};

async function change(method, tail, json) {
  const told = await guarded(byId("trouble"), () => act(method, `${path}${tail}`, json, shown.revision));
  if (told) await open();
  return told;
}

async function take(step, name) {
  const reason = PHRASES[step] ? await ask({ title: name, label: "理由", confirm: name, phrases: PHRASES[step] }) : null;
  if (PHRASES[step] && !reason) return;
  if (await change("POST", "/steps", { step, ...(reason && { reason }) })) say(`${name}：已办理。`);
}

async function rollBack(version) {
  const reason = await ask({ title: `恢复第 ${version} 版`, text: "按这一版的内容生成新的草稿，审核后才替换现在的版本。", label: "理由", confirm: "恢复", phrases: ["新版有误"] });
  if (reason && await change("POST", "/rollback", { version, reason })) say(`已按第 ${version} 版生成草稿。`);
}

async function erase() {
  const sure = await agree({ title: "删除这个条目？", text: "所有版本一起删除，立即不再被找到，不能恢复；谁在什么时候因为什么删除，会留在审计日志里。只是不再使用时请用“下架”。", confirm: "继续删除" });
  const reason = sure && await ask({ title: "删除条目", label: "理由", confirm: "删除" });
  if (!reason) return;
  const told = await guarded(byId("trouble"), () => act("POST", `${path}/delete`, { reason }, shown.revision));
  if (told) location.assign("/knowledge");
}

function edit(content) {
  const editor = makeEditor(content, words);
  const save = async () => {
    const written = editor.read();
    if (!isNew) { if (await change("PUT", "", written)) say("已保存为草稿。"); return; }
    const told = await guarded(byId("trouble"), () => act("POST", ENTRIES, written));
    if (told) location.assign(entryPage(told.id));
  };
  byId("main-pane").replaceChildren(element("div", { class: "card" }, editor.form),
    element("div", { class: "sheet-acts" }, button("取消", () => (isNew ? location.assign("/knowledge") : guarded(byId("trouble"), open)), "button-plain"), button("保存草稿", save)));
}

const fact = (name, value) => value && value.length > 0 && [element("dt", {}, name), element("dd", {}, value)];

function factsOf(entry) {
  const { source, tags } = entry;
  const names = [...tags.audience, ...tags.districts, ...tags.industries, ...tags.channels, ...tags.matters];
  return element("dl", { class: "facts" },
    fact("责任部门", entry.department),
    fact("来源", [source.title, source.issuer, source.number, source.issued_on].filter(Boolean).join("，")),
    fact("标签", names.join("、")), fact("关键词", entry.keywords.join("、")),
    fact("生效", entry.effective_from), fact("失效", entry.expires),
    fact("谁可以看", entry.readers.map((reader) => (reader === words.everybody ? "所有人" : reader)).join("、")));
}

function reading(entry) {
  return [
    element("article", { class: "card" }, markdown(entry.body)),
    entry.questions.length > 0 && element("section", { class: "card words-of" }, element("h2", {}, "其他问法"), element("ul", { class: "words-body" }, entry.questions.map((one) => element("li", {}, one)))),
    element("section", { class: "card words-of" }, element("h2", {}, "条目信息"), factsOf(entry)),
  ];
}

function acts() {
  const own = shown.state === "review" && shown.author === officerName();
  const steps = (STEPS[shown.state] ?? []).filter(([step]) => !(own && step !== "withdraw"));
  return element("section", { class: "card" }, element("h2", {}, "办理"),
    element("div", { class: "entry-acts" },
      own && element("p", { class: "hint" }, "这一稿由您撰写，须由其他人审核。"),
      steps.map(([step, name], place) => button(name, () => take(step, name), place ? "button-plain" : "")),
      shown.state !== "review" && button(shown.state === "draft" ? "修改" : "编写新版本", () => edit(shown), "button-plain"),
      shown.source.digest && button("下载导入的原件", () => guarded(byId("trouble"), () => download(`${path}/original`)), "button-plain"),
      button("删除条目", erase, "button-plain button-small")));
}

const SIGN = { added: "新增", removed: "删去", changed: "修改" };

function changeLine({ how, label, old, new: now }) {
  return element("li", {}, element("b", {}, `${SIGN[how] ?? how} ${label}`),
    old && element("p", {}, element("span", { class: "change-old" }, old)), now && element("p", {}, element("span", { class: "change-new" }, now)));
}

async function compare(version) {
  const told = await guarded(byId("trouble"), () => look(`${path}/diff?old=${version}&new=${shown.version}`));
  if (!told) return;
  byId("main-pane").replaceChildren(element("section", { class: "card" },
    element("h2", {}, `第 ${version} 版与第 ${shown.version} 版的不同`),
    told.changes.length ? element("ul", { class: "versions" }, told.changes.map(changeLine)) : element("p", { class: "empty" }, "没有不同。")),
  element("div", { class: "sheet-acts" }, button("返回正文", () => guarded(byId("trouble"), open), "button-plain")));
}

async function showVersion(version) {
  const told = await guarded(byId("trouble"), () => look(`${path}/versions/${version}`));
  if (told) byId("main-pane").replaceChildren(element("p", { class: "notice notice-own" }, `这是第 ${version} 版。`), ...reading(told).filter(Boolean));
}

function versionLine(one) {
  const other = one.version !== shown.version;
  return element("li", {}, element("div", { class: "chips" }, element("b", {}, `第 ${one.version} 版`), standingChip(one)),
    element("p", { class: "hint" }, `${one.author}　${dateAndTime(one.changed_at)}`),
    other && element("p", { class: "chips" }, button("看", () => showVersion(one.version), "button-plain button-small"),
      button("比较", () => compare(one.version), "button-plain button-small"),
      one.state !== "draft" && button("恢复", () => rollBack(one.version), "button-plain button-small")));
}

function actLine({ kind, officer, version, reason, at }) {
  return element("li", {}, `${dateAndTime(at)}　${officer}　${DEEDS[kind] ?? kind}（第 ${version} 版）${reason ? `：${reason}` : ""}`);
}

async function open() {
  const [entry, { versions }] = await Promise.all([look(path), look(`${path}/versions`)]);
  shown = entry;
  document.title = `${entry.title}｜智办`;
  byId("title").textContent = entry.title;
  fill(byId("chips"), element("span", { class: "chip chip-flat" }, `第 ${entry.version} 版`), standingChip(entry));
  byId("main-pane").replaceChildren(...reading(entry).filter(Boolean));
  byId("side").replaceChildren(acts(),
    element("section", { class: "card" }, element("h2", {}, "版本"), element("ul", { class: "versions" }, versions.map(versionLine))),
    element("section", { class: "card" }, element("h2", {}, "办理记录"), element("ul", { class: "acts" }, entry.history.map(actLine))));
}

async function begin() {
  words = await beginStaff();
  if (!isNew) return open();
  byId("title").textContent = "新建知识条目";
  return edit(EMPTY);
}

await guarded(byId("trouble"), begin);
