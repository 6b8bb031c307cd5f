// Two files compared: the list of differences, and the paragraphs of both side by side.

import { newKey } from "./api.js";
import { button, byId, element, fill, say } from "./element.js";
import { toUnits } from "./marked-text.js";
import { FILE_PATIENCE, needOfficer, save, send } from "./officer.js";
import { guarded } from "./problem.js";
import { takeFiles } from "./drop.js";

const PATH = "/api/v1/gongwen/compare";
const files = { left: null, right: null };
let shown = [];
let at = -1;

function take(side, [file]) {
  files[side] = file;
  byId(`${side}-name`).textContent = file.name;
  byId("compare").disabled = !(files.left && files.right);
  forget();
}

// What was told of other files must not stand beside the buttons that make reports of these.
function forget() {
  shown = [];
  for (const place of ["trouble", "summary", "differences", "rows"]) byId(place).replaceChildren();
}

// A paragraph with what differs marked; stretches that touch another are shown by the first.
function paragraph({ text, label, marks }) {
  const unit = toUnits(text);
  const parts = [];
  let done = 0;
  for (const { start, end, id, weight } of marks) {
    const [from, to] = [Math.max(unit(start), done), end === null ? text.length : unit(end)];
    if (to < from) continue;
    parts.push(text.slice(done, from), element("mark", { class: `differs differs-${weight}`, data: { difference: id }, title: "" }, text.slice(from, to) || "▏"));
    done = to;
  }
  return element("p", {}, label, ...parts, text.slice(done));
}

function row({ left, right, moved }) {
  return element("div", { class: `compare-row${moved ? " compare-moved" : ""}` },
    element("div", { class: "compare-left" }, left.map(paragraph)), element("div", { class: "compare-right" }, right.map(paragraph)));
}

function go(place) {
  if (!shown.length) return;
  at = (place + shown.length) % shown.length;
  const { id } = shown[at];
  for (const mark of document.querySelectorAll(".differs.here")) mark.classList.remove("here");
  const marks = document.querySelectorAll(`.differs[data-difference="${id}"]`);
  for (const mark of marks) mark.classList.add("here");
  marks[0]?.scrollIntoView({ block: "center", behavior: "smooth" });
  for (const line of byId("differences").children) line.setAttribute("aria-current", String(line.dataset.difference === String(id)));
  byId("differences").children[at]?.scrollIntoView({ block: "nearest" });
}

function line({ id, topic, weight, sure, sentence }, place) {
  return element("li", { class: `fault ${weight === 3 ? "fault-sure" : weight === 1 ? "fault-hinted" : ""}`, data: { difference: id }, tabindex: 0, on: { click: () => go(place), keydown: (event) => { if (event.key === "Enter") go(place); } } },
    element("span", { class: weight === 3 ? "chip chip-bad" : "chip" }, topic), !sure && element("span", { class: "chip chip-check" }, "请对照原件"), element("p", { class: "fault-reason" }, sentence));
}

function show(told) {
  shown = told.differences;
  at = -1;
  const heavy = shown.filter(({ weight }) => weight === 3).length;
  const verdict = told.same ? "两份文件的内容和格式完全相同。" : shown.length ? `共 ${shown.length} 处差异，其中 ${heavy} 处涉及数字、金额、日期或当事人。` : "没有发现差异。";
  fill(byId("summary"),
    element("p", { class: `notice ${told.same ? "notice-good" : "notice-check"}` }, verdict),
    told.doubts.map((doubt) => element("p", { class: "notice notice-check" }, doubt)),
    element("div", { class: "panel-acts" },
      shown.length > 0 && button("上一处", () => go(at - 1), "button-plain button-small"), shown.length > 0 && button("下一处", () => go(at + 1), "button-plain button-small"),
      reports, isWord("left") && isWord("right") && revisions));
  byId("differences").replaceChildren(...shown.map(line));
  byId("rows").replaceChildren(...told.rows.map(row));
}

// What is asked of the two files that were chosen.
function asked(path, again, fields = {}) {
  const form = new FormData();
  for (const [name, text] of Object.entries(fields)) form.append(name, text);
  for (const side of ["left", "right"]) form.append(side, files[side], files[side].name);
  return guarded(byId("trouble"), () => send("POST", `${PATH}${path}`, { body: form, headers: { "Idempotency-Key": newKey(), Accept: "*/*" }, patience: FILE_PATIENCE }), again);
}

async function keep(path, fields, name) {
  const made = await asked(path, () => keep(path, fields, name), fields);
  if (!made) return;
  save(await made.blob(), name);
  const doubts = decodeURIComponent(made.headers.get("X-Doubts") ?? "");
  if (doubts) say(doubts);
}

const isWord = (side) => /\.docx$/i.test(files[side].name);
const revisions = button("带修订的新稿", () => keep("/revisions", {}, files.right.name.replace(/\.docx$/i, "-修订.docx")), "button-plain button-small");

const reports = [["报告 Word", "docx"], ["报告 PDF", "pdf"], ["对照网页", "html"]]
  .map(([words, kind]) => button(words, () => keep("/report", { kind }, `文件比对报告.${kind}`), "button-plain button-small"));

async function compare() {
  fill(byId("summary"), element("p", { class: "waiting" }, "正在打开和比对…"));
  const answer = await asked("", compare);
  const told = answer && await answer.json();
  if (told) show(told);
  else fill(byId("summary"));
}

for (const side of ["left", "right"]) takeFiles({ zone: `drop-${side}`, picks: [[`pick-${side}`, side]], take: (chosen) => take(side, chosen) });
byId("compare").addEventListener("click", compare);
await guarded(byId("trouble"), needOfficer);
