// The entries of the knowledge base: by standing, department and words; steps for many at once.

import { button, byId, element, fill } from "./element.js";
import { ENTRIES, beginStaff, entryPage, membership, options, standingChip } from "./knowledge-staff.js";
import { ask } from "./ask.js";
import { act, look } from "./officer.js";
import { guarded } from "./problem.js";
import { dateAndTime } from "./words.js";

const FILTERS = ["department", "kind"];
const wanted = { state: "", department: "", kind: "", q: "", page: 1 };
const chosen = new Map();
let words = null;
let listed = [];

// What can be done with many at once, by the standing they all have.
const BULK = {
  draft: [["submit", "提交审核"]],
  review: [["publish", "审核通过并发布"], ["return", "退回修改"]],
  in_force: [["withdraw", "下架"]],
  upcoming: [["withdraw", "下架"]],
  expiring: [["withdraw", "下架"]],
  expired: [["withdraw", "下架"]],
};
const NEEDS_REASON = { return: ["请补充来源", "内容与现行规定不一致", "表述不清楚"], withdraw: ["已失效", "内容有误", "已有新的条目"] };

function readAddress() {
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name in wanted) wanted[name] = name === "page" ? Math.max(1, Number(value) || 1) : value;
  }
  byId("words").value = wanted.q;
}

const query = () => new URLSearchParams(Object.entries(wanted).filter(([name, value]) => value !== "" && !(name === "page" && value === 1))).toString();

function choose(changes) {
  Object.assign(wanted, { page: 1 }, changes);
  chosen.clear();
  history.replaceState(null, "", `?${query()}`);
  return guarded(byId("trouble"), show);
}

function showStandings(counts) {
  const choices = [["", "全部"], ...words.standings.map(({ id, name }) => [id, name])];
  fill(byId("standings"), choices.map(([id, name]) => element("button", {
    type: "button", class: "stage", "aria-pressed": String(id === wanted.state), on: { click: () => choose({ state: id }) },
  }, name, id && element("b", { class: "number" }, String(counts[id] ?? 0)))));
}

function toggle(item, taken) {
  if (taken) chosen.set(item.id, item);
  else chosen.delete(item.id);
  showBulk();
}

const kindName = (id) => words.kinds.find((kind) => kind.id === id)?.name ?? id;

function term({ effective_from: from, expires }) {
  return [from && `${from} 起`, expires && `${expires} 失效`].filter(Boolean).join("，");
}

const people = ({ origin, author, reviewer }) => (origin === "starter" ? [`${author}，${reviewer}`] : [`${author} 写`, reviewer && `${reviewer} 审`]);

function row(item) {
  const tick = element("input", { type: "checkbox", "aria-label": `选择 ${item.title}`, checked: chosen.has(item.id), on: { change: (event) => toggle(item, event.target.checked) } });
  return element("li", { class: "listed" }, tick,
    element("div", { class: "listed-main" },
      element("a", { href: entryPage(item.id) }, item.title),
      element("p", { class: "hint" }, [kindName(item.kind), item.department, `第 ${item.version} 版`, ...people(item), dateAndTime(item.changed_at), term(item)].filter(Boolean).join("　"))),
    element("div", { class: "queued-chips" },
      item.pending && item.live && element("span", { class: "chip chip-flat" }, "有新版本在编写"), standingChip(item)));
}

function showBulk() {
  const standings = new Set([...chosen.values()].map(({ standing }) => standing));
  const steps = standings.size === 1 ? BULK[[...standings][0]] ?? [] : [];
  fill(byId("bulk"), chosen.size > 0 && [
    element("span", {}, `已选 ${chosen.size} 条`),
    steps.length ? steps.map(([step, name]) => button(name, () => takeAll(step, name), "button-plain button-small"))
      : element("span", { class: "hint" }, "状态不同的条目不能一起办理。")]);
}

async function takeAll(step, name) {
  const phrases = NEEDS_REASON[step];
  const reason = phrases ? await ask({ title: `${name}：${chosen.size} 条`, label: "理由", confirm: name, phrases }) : null;
  if (phrases && !reason) return;
  const items = [...chosen.values()].map(({ id, revision }) => ({ id, revision }));
  const told = await guarded(byId("trouble"), () => act("POST", `${ENTRIES}/steps`, { step, items, ...(reason && { reason }) }));
  if (!told) return;
  chosen.clear();
  await show();
  const title = (id) => listed.find((item) => item.id === id)?.title ?? id;
  fill(byId("outcome"), element("div", { class: `notice ${told.complete ? "notice-good" : "notice-check"}` },
    element("p", { class: "notice-head" }, `${name}：办成 ${told.done.length} 条${told.complete ? "。" : `，没有办成 ${told.failed.length} 条：`}`),
    element("ul", {}, told.failed.map(({ id, problem }) => element("li", {}, `${title(id)}：${problem.detail}`)))));
}

function showPager({ page, pages }) {
  byId("pager").hidden = pages < 2;
  const step = (to, name) => element("button", { type: "button", class: "button button-plain button-small", disabled: to < 1 || to > pages, on: { click: () => choose({ page: to }) } }, name);
  fill(byId("pager"), step(page - 1, "上一页"), element("span", { class: "number" }, `第 ${page} 页，共 ${pages} 页`), step(page + 1, "下一页"));
}

async function show() {
  const asked = query();
  const found = await look(`${ENTRIES}?${asked}`);
  if (asked !== query()) return; // something else is looked for by now, and its answer comes too
  listed = found.items;
  for (const id of chosen.keys()) if (!listed.some((item) => item.id === id)) chosen.delete(id);
  showStandings(found.standings);
  byId("found").textContent = `共 ${found.total} 条。`;
  byId("entries").replaceChildren(listed.length ? element("ul", { class: "listing" }, listed.map(row)) : element("p", { class: "empty card" }, "没有符合条件的条目。"));
  showBulk();
  showPager(found);
}

async function begin() {
  words = await beginStaff();
  byId("department").append(...options(words.departments));
  byId("kind").append(...options(words.kinds));
  for (const name of FILTERS) byId(name).value = wanted[name];
  fill(byId("membership"), membership(words.departments, () => guarded(byId("trouble"), show)));
  await show();
}

for (const name of FILTERS) byId(name).addEventListener("change", (event) => choose({ [name]: event.target.value }));
byId("filters").addEventListener("submit", (event) => {
  event.preventDefault();
  choose({ q: byId("words").value.trim() });
});
readAddress(); // before anything is waited for: later it would wipe out what was typed meanwhile
await guarded(byId("trouble"), begin);
