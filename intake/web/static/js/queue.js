// The officers' queue: choose a stage, narrow it down, open a case.

import { read } from "./api.js";
import { button, byId, element, fill } from "./element.js";
import { OUTCOMES, STAGES, VERDICTS } from "./office-words.js";
import { look, needOfficer } from "./officer.js";
import { showOverdue } from "./overdue.js";
import { guarded } from "./problem.js";
import { dateAndTime } from "./words.js";

const FILTERS = ["outcome", "service"];
const wanted = { stage: "todo", outcome: "", service: "", q: "", page: 1 };

// The address remembers what is looked for, so that coming back shows the same list.
function readAddress() {
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name in wanted) wanted[name] = name === "page" ? Math.max(1, Number(value) || 1) : value;
  }
  if (wanted.stage && !(wanted.stage in STAGES)) wanted.stage = "todo";
  byId("words").value = wanted.q;
}

function query() {
  const named = Object.entries(wanted).filter(([name, value]) => value !== "" && !(name === "page" && value === 1));
  return new URLSearchParams(named).toString();
}

function choose(changes) {
  Object.assign(wanted, { page: 1 }, changes);
  history.replaceState(null, "", `?${query() || "stage="}`);
  return guarded(byId("trouble"), show);
}

function showStages(counts) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const choices = [...Object.entries(STAGES), ["", "全部"]];
  fill(byId("stages"), choices.map(([stage, name]) => element("button", {
    type: "button", class: "stage", "aria-pressed": String(stage === wanted.stage),
    on: { click: () => choose({ stage }) },
  }, name, element("b", { class: "number" }, String(stage ? counts[stage] : all)))));
}

const chip = ([word, look]) => element("span", { class: `chip ${look}` }, word);

function flagCounts({ correct, officer }) {
  const told = [correct && `${correct} 项需更正`, officer && `${officer} 项待核定`].filter(Boolean);
  return told.length ? told.join("，") : "没有提示";
}

function row(item) {
  const address = `/desk/cases/${encodeURIComponent(item.id)}`;
  const verdict = VERDICTS[item.verdict];
  const outcome = OUTCOMES[item.outcome];
  return element("li", { class: "queued" },
    element("div", { class: "queued-main" },
      element("a", { class: "queued-no number", href: address }, item.case_no),
      element("p", {}, `${item.service_name} · ${item.scenario_name}`),
      element("p", { class: "hint" }, `${item.applicant || "申请人未填"}　${dateAndTime(item.opened_at)}`)),
    element("div", { class: "queued-chips" },
      item.marks.map((mark) => element("span", { class: "chip chip-mark" }, mark)),
      verdict ? chip(verdict) : outcome ? chip(outcome) : element("span", { class: "chip" }, "尚未预检"),
      element("span", { class: "hint" }, flagCounts(item.flags))));
}

function showPager({ page, pages }) {
  byId("pager").hidden = pages < 2;
  const step = (to, name) => element("button", {
    type: "button", class: "button button-plain button-small", disabled: to < 1 || to > pages,
    on: { click: () => choose({ page: to }) },
  }, name);
  fill(byId("pager"), step(page - 1, "上一页"), element("span", { class: "number" }, `第 ${page} 页，共 ${pages} 页`), step(page + 1, "下一页"));
}

async function show() {
  const asked = query();
  const found = await look(`/api/desk/queue?${asked}`);
  if (asked !== query()) return; // something else is looked for by now, and its answer comes too
  showStages(found.stages);
  byId("found").textContent = `共 ${found.total} 件，最新的在前。`;
  fill(byId("queue"), found.items.length
    ? element("ul", { class: "queue" }, found.items.map(row))
    : element("p", { class: "empty card" }, "没有符合条件的办件。申请人全称须与登记的完全一致，办件编号可以只填一部分。"),
    found.page > found.pages && button("回到第一页", () => choose({ page: 1 }), "button-plain"));
  showPager(found);
}

async function begin() {
  await needOfficer();
  const services = await read("/api/services");
  byId("service").append(...services.map(({ id, name }) => element("option", { value: id }, name)));
  for (const name of FILTERS) byId(name).value = wanted[name];
  await show();
  await showOverdue(byId("overdue"));
}

for (const name of FILTERS) byId(name).addEventListener("change", (event) => choose({ [name]: event.target.value }));
byId("filters").addEventListener("submit", (event) => {
  event.preventDefault();
  choose({ q: byId("words").value.trim() });
});
readAddress(); // before anything is waited for: later it would wipe out what was typed meanwhile
await guarded(byId("trouble"), begin);
