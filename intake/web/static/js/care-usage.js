// How the base is used: figures of a stretch of days, by groups, and what is asked most.

import { table } from "./care-items.js";
import { button, byId, element } from "./element.js";
import { categoryName, entryPage, entryPath, options } from "./knowledge-staff.js";
import { fetched, look, save } from "./officer.js";
import { guarded } from "./problem.js";
import { cityDay } from "./words.js";

const BASE = "/api/v1/knowledge/usage";
const DAY = 86400000;
const GROUPS = { category: "事项", audience: "对象", source: "来源", department: "部门", channel: "渠道", district: "区" };
const FIGURES = { questions: "提问", answered: "已回答", asked_back: "追问", declined: "未能回答", up: "好评", down: "差评", corrections: "纠错", clicks: "点击" };
const SHOWN = 10;
let usage = null;
let words = null;

const query = () => new URLSearchParams({ since: byId("usage-since").value, until: byId("usage-until").value });

function total(counted) {
  return element("dl", { class: "figures" }, Object.entries(FIGURES).map(([name, word]) => element("div", {}, element("dt", {}, word), element("dd", { class: "number" }, String(counted[name])))));
}

const nameIn = (group, { name }) => (group === "category" ? categoryName(words, name) : name);

function groups() {
  const name = byId("usage-group").value;
  const rows = usage.groups[name].map((one) => [nameIn(name, one) || "（未说明）", ...Object.keys(FIGURES).map((figure) => String(one[figure]))]);
  return rows.length ? table([GROUPS[name], ...Object.values(FIGURES)], rows, `按${GROUPS[name]}的使用情况`) : element("p", { class: "hint" }, "这段时间没有提问。");
}

function top(title, items) {
  return element("section", { class: "card top-asked" }, element("h2", {}, title), items.length
    ? element("ol", { class: "acts" }, items.map(({ question, times, declined }) => element("li", {}, question, element("span", { class: "hint" }, `　${times} 次${declined ? `，${declined} 次未能回答` : ""}`))))
    : element("p", { class: "hint" }, "没有。"));
}

// Titles are asked for only when somebody wants to see them.
function neverFound(ids) {
  const list = element("ul", { class: "acts" });
  let next = 0;
  const more = button("再看一些", () => guarded(byId("trouble"), load), "button-plain button-small");
  async function load() {
    const some = ids.slice(next, next + SHOWN);
    next += some.length;
    more.hidden = next >= ids.length;
    const told = await Promise.allSettled(some.map((id) => look(entryPath(id))));
    list.append(...told.map(({ value }, place) => element("li", {}, element("a", { href: entryPage(some[place]) }, value?.title ?? "其他部门的条目"))));
  }
  const part = element("details", { class: "card" }, element("summary", {}, `从来没有被用到的条目 ${ids.length} 条`), list, more);
  part.addEventListener("toggle", () => { if (part.open && next === 0) guarded(byId("trouble"), load); });
  return part;
}

function draw() {
  byId("usage").replaceChildren(element("div", { class: "usage" },
    total(usage.total),
    element("section", { class: "card" }, element("h2", {}, `按${GROUPS[byId("usage-group").value]}`), groups()),
    element("div", { class: "tops" }, top("问得最多的", usage.top), top("最常未能回答的", usage.top_declined)),
    usage.never_found.length > 0 && neverFound(usage.never_found)));
}

export function beginUsage(known) {
  words = known;
  const show = async () => {
    usage = await look(`${BASE}?${query()}`);
    draw();
  };
  byId("usage-since").value = cityDay(new Date(Date.now() - 29 * DAY));
  byId("usage-until").value = cityDay(new Date());
  byId("usage-group").append(...options(Object.entries(GROUPS).map(([id, name]) => ({ id, name }))));
  byId("usage-group").addEventListener("change", draw);
  byId("usage-days").addEventListener("submit", (event) => {
    event.preventDefault();
    guarded(byId("trouble"), show);
  });
  byId("usage-csv").addEventListener("click", () => guarded(byId("trouble"), async () =>
    save(await fetched(`${BASE}?${query()}&form=csv`), `知识库使用情况-${byId("usage-since").value}-${byId("usage-until").value}.csv`)));
  return show;
}
