// Two files compared: the list of differences, and the paragraphs of both side by side.

import { newKey } from "./api.js";
import { button, byId, element, fill } from "./element.js";
import { toUnits } from "./marked-text.js";
import { needOfficer, send } from "./officer.js";
import { guarded } from "./problem.js";
import { takeFiles } from "./drop.js";

const files = { left: null, right: null };
let shown = [];
let at = -1;

function take(side, [file]) {
  files[side] = file;
  byId(`${side}-name`).textContent = file.name;
  byId("compare").disabled = !(files.left && files.right);
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
    shown.length > 0 && element("div", { class: "panel-acts" }, button("上一处", () => go(at - 1), "button-plain button-small"), button("下一处", () => go(at + 1), "button-plain button-small")));
  byId("differences").replaceChildren(...shown.map(line));
  byId("rows").replaceChildren(...told.rows.map(row));
}

async function compare() {
  fill(byId("summary"), element("p", { class: "waiting" }, "正在打开和比对…"));
  const form = new FormData();
  form.append("left", files.left, files.left.name);
  form.append("right", files.right, files.right.name);
  const told = await guarded(byId("trouble"), async () => (await send("POST", "/api/v1/gongwen/compare", { body: form, headers: { "Idempotency-Key": newKey() } })).json());
  if (told) show(told);
  else fill(byId("summary"));
}

for (const side of ["left", "right"]) takeFiles({ zone: `drop-${side}`, picks: [[`pick-${side}`, side]], take: (chosen) => take(side, chosen) });
byId("compare").addEventListener("click", compare);
await guarded(byId("trouble"), needOfficer);
