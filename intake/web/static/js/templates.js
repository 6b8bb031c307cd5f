// Customers' templates: choose a document, upload, read the lint report, preview, use, roll back.

import { newKey, upload } from "./api.js";
import { ask } from "./ask.js";
import { takeFiles } from "./drop.js";
import { button, byId, element, fill, say } from "./element.js";
import { act, fetched, look, named, needOfficer, save } from "./officer.js";
import { guarded } from "./problem.js";
import { dateAndTime, fileSize } from "./words.js";

const STATES = { draft: ["草稿", ""], active: ["使用中", "chip-good"], retired: ["已停用", ""] };
const DEEDS = { upload: "上传", activate: "启用", roll_back: "换回", retire: "停用" };
const SHOWN = 12;

let shown = null;

const path = () => `/api/templates/${encodeURIComponent(byId("which").value)}`;

function remark({ severity, place, message }) {
  return element("li", { class: `remark remark-${severity}` }, element("b", {}, [severity === "error" ? "须改正" : "建议", place].filter(Boolean).join("　")), message);
}

function report({ remarks }) {
  if (!remarks.length) return element("p", { class: "hint" }, "检查没有发现问题。");
  const worst = [...remarks].sort((one, other) => (one.severity === other.severity ? 0 : one.severity === "error" ? -1 : 1));
  const [first, rest] = [worst.slice(0, SHOWN), worst.slice(SHOWN)];
  return [
    element("ul", { class: "remarks", "aria-label": "检查结果" }, first.map(remark)),
    rest.length > 0 && element("details", {}, element("summary", {}, `还有 ${rest.length} 条`), element("ul", { class: "remarks" }, rest.map(remark))),
  ];
}

async function download(address, name) {
  const blob = await guarded(byId("trouble"), () => fetched(address));
  if (blob) save(blob, name);
}

async function change(version, deed, title, confirm) {
  const reason = await ask({ title, label: "理由", confirm, phrases: ["按新的格式要求", "经科室会商同意", "新版有误，先换回"] });
  if (!reason) return;
  const done = await guarded(byId("trouble"), () => act("POST", `${path()}/versions/${version}/${deed}`, { reason }, shown.revision));
  if (done) say(`第 ${version} 版${deed === "retire" ? "已停用，恢复标准版式" : "已启用"}。`);
  await open();
}

function deeds({ version, state, fit }) {
  const place = `${path()}/versions/${version}`;
  const name = `${shown.title}-第${version}版`;
  const use = state === "retired" ? "换回这一版" : "启用这一版";
  return element("div", { class: "version-acts" },
    state !== "active" && fit && button(use, () => change(version, "activate", `${use}：第 ${version} 版`, use)),
    state === "active" && button("停用", () => change(version, "retire", `停用第 ${version} 版，恢复标准版式`, "停用"), "button-plain"),
    fit && button("预览 PDF", () => download(`${place}/preview?kind=pdf`, `${name}-样例.pdf`), "button-plain"),
    fit && button("预览 Word", () => download(`${place}/preview?kind=docx`, `${name}-样例.docx`), "button-plain"),
    button("下载模板", () => download(`${place}/file`, `${name}.docx`), "button-plain"));
}

function versionCard(one) {
  const [state, chip] = STATES[one.state];
  return element("article", { class: "card version", data: { version: one.version, state: one.state } },
    element("div", { class: "version-head" },
      element("b", {}, `第 ${one.version} 版`),
      element("span", { class: `chip ${chip}` }, state),
      !one.fit && element("span", { class: "chip chip-bad" }, "有问题，不能启用")),
    element("p", { class: "hint version-file" }, `${one.name}　${fileSize(one.size)}　${dateAndTime(one.kept_at)}　校验值 ${one.sha256.slice(0, 12)}`),
    report(one.report), deeds(one));
}

function actLine({ kind, version, officer, reason, at }) {
  return element("li", {}, `${dateAndTime(at)}　${officer}　${DEEDS[kind]}第 ${version} 版：${reason}`);
}

function fieldLine({ title, names }) {
  return [element("dt", {}, title), element("dd", {}, names.map((name) => element("code", {}, `{{ ${name} }}`)))];
}

function showUse() {
  const active = shown.versions.find((one) => one.state === "active");
  const base = `${path()}/versions/0`;
  fill(byId("use"), element("div", { class: "template-use" },
    element("p", {}, active ? `正在使用第 ${active.version} 版模板。` : "正在使用标准版式。"),
    element("p", {}, button("下载标准模板作底稿", () => download(`${base}/file`, `${shown.title}-标准模板.docx`), "button-plain button-small"))));
}

async function open() {
  shown = await look(path());
  showUse();
  fill(byId("fields"), element("dl", {}, shown.fields.map(fieldLine)));
  fill(byId("versions"), shown.versions.length ? shown.versions.map(versionCard) : element("p", { class: "empty card" }, "还没有上传过模板。"));
  fill(byId("history"), shown.history.length ? element("ul", { class: "template-history" }, shown.history.map(actLine)) : element("p", { class: "hint" }, "还没有操作。"));
}

async function take([file]) {
  const reason = await ask({ title: "上传新版本", text: file.name, label: "改了什么，为什么", confirm: "上传并检查", phrases: ["首次使用本单位模板", "按新的格式要求", "更正上一版的问题"] });
  if (!reason) return;
  const kept = await guarded(byId("trouble"), () => {
    fill(byId("progress"), element("p", { class: "waiting" }, `正在逐段检查 ${file.name}…`));
    return upload(`${path()}/versions`, "file", [file], { key: newKey(), headers: named(), fields: { reason } });
  });
  fill(byId("progress"));
  if (!kept) return;
  say(kept.fit ? `第 ${kept.version} 版检查通过，可以预览和启用。` : `第 ${kept.version} 版有问题，请按检查结果修改。`);
  await open();
}

async function begin() {
  await needOfficer();
  const { items, office } = await look("/api/templates");
  byId("which").append(...items.map(({ target, title, active }) => element("option", { value: target }, `${title}（${target.split(".")[1]}）${active ? "　自有模板" : ""}`)));
  byId("office").textContent = `${office.title}。${["off", "absent"].includes(office.state) ? "PDF 按标准版式生成，Word 文件按模板生成。" : ""}`;
  const asked = `form.${location.hash.slice(1)}`;
  if (items.some(({ target }) => target === asked)) byId("which").value = asked;
  await open();
}

byId("which").addEventListener("change", () => guarded(byId("trouble"), () => {
  history.replaceState(null, "", `#${byId("which").value.split(".")[1]}`);
  return open();
}));
takeFiles({ zone: "drop", picks: [["pick", "file"]], take });
await guarded(byId("trouble"), begin);
