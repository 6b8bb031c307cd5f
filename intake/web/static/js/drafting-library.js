// The document library: search with filters, one document with its outline, citations and relatives.

import { agree } from "./ask.js";
import { button, byId, element, fill, link, say } from "./element.js";
import { endingChip, FacetTabs } from "./library-facets.js";
import { FilingForm } from "./library-filing.js";
import { act, look, needOfficer, send } from "./officer.js";
import { guarded } from "./problem.js";

const PATH = "/api/v1/gongwen/library";

const day = (moment) => new Date(moment).toLocaleDateString("zh-CN", { year: "numeric", month: "long", day: "numeric" });
const tabs = new FacetTabs(byId("facets"), "hits", () => byId("words").value.trim() && search());
let asked = 0;

const facts = ({ facet, sort, level, issuer, number, issued_on: on }) => [facet, facet === sort ? "" : sort, level, issuer, number, on].filter(Boolean).join("　");

function hit(one) {
  return element("li", { class: "card hit" },
    element("div", { class: "hit-head" }, link(one.title, () => show(one.document), `打开《${one.title}》`), one.exact > 0 && element("span", { class: "chip chip-good" }, "原文相符"), endingChip(one.ending)),
    element("p", { class: "hint" }, facts(one)), element("p", { class: "hit-text" }, one.text));
}

function filters(facet) {
  const year = byId("year").value.trim();
  return { facet, sort: byId("type").value, level: byId("level").value, issuer: byId("issuer").value.trim(), year: year ? Number(year) : null, in_force: Boolean(byId("force").value) };
}

async function search() {
  const words = byId("words").value.trim();
  const told = await guarded(byId("trouble"), () => act("POST", `${PATH}/search`, { words, filters: filters(tabs.value) }), search);
  if (!told) return;
  byId("document").hidden = true;
  fill(byId("hits"), told.items.length ? element("ol", { class: "told" }, told.items.map(hit)) : element("p", { class: "empty card" }, "没有找到您可以阅读的文件。请换个说法，或放宽条件。"));
}

// Counts come after the documents, which nobody should wait for; those of an earlier search are dropped.
async function countFound() {
  const own = (asked += 1);
  const told = await guarded(byId("trouble"), () => act("POST", `${PATH}/search/facets`, { words: byId("words").value.trim(), filters: filters("") }));
  if (told && own === asked) tabs.count(told.facets, told.most);
}

function cited({ title, number, document: id }) {
  const name = title ? `《${title}》` : number;
  return element("li", {}, id ? link(name, () => show(id), `打开${name}`) : name);
}

async function show(id) {
  const one = await guarded(byId("trouble"), () => look(`${PATH}/documents/${id}`), () => show(id));
  if (!one) return;
  history.replaceState(null, "", `#${id}`);
  const part = (title, items) => items.length > 0 && element("section", { class: "panel-part" }, element("h3", {}, title), element("ul", { class: "editions" }, items));
  byId("document").hidden = false;
  byId("document").replaceChildren(...[
    element("h2", { tabindex: "-1" }, one.title), element("p", { class: "hint" }, facts(one)),
    one.ending && element("p", { class: "hint" }, endingChip(one.ending), one.ending.by && ` 依据：${one.ending.by}`),
    element("p", { class: "hint" }, one.readers.includes("everybody") ? "全体工作人员可以阅读。" : `可以阅读：${one.readers.join("、")}`, one.own && button("删除", () => drop(id, one.title), "button-plain button-small")),
    one.own && sorting(id, one.facet),
    one.origin && element("p", { class: "hint" }, `出处：${one.origin}`),
    ...[part("摘要", one.summary.map(({ text }) => element("li", {}, text))), part("提纲", one.outline.map(({ text }) => element("li", {}, text))), part("引用的文件", one.citations.map(cited)), part("相关文件", one.related.map(({ document: other, title }) => element("li", {}, link(title, () => show(other), `打开《${title}》`))))],
    element("div", { class: "told-text panel-part" }, one.body)].filter(Boolean));
  byId("document").scrollIntoView({ block: "start" });
}

// Whoever brought a document may put it into another collection.
function sorting(id, facet) {
  const select = element("select", { class: "input", on: { change: () => sortInto(id, select.value) } }, tabs.titles.map((each) => element("option", { value: each, selected: each === facet }, each)));
  return element("label", { class: "hint" }, "维度 ", select);
}

async function sortInto(id, facet) {
  if (!(await guarded(byId("trouble"), () => send("PUT", `${PATH}/documents/${id}/facet`, { body: JSON.stringify({ facet }), headers: { "Content-Type": "application/json" } })))) return;
  say(`已归入“${facet}”，以后更新也归在这里。`);
  await show(id);
}

async function added(id) {
  count(await look(PATH));
  await show(id);
}

async function drop(id, title) {
  if (!(await agree({ title: "删除文件", text: `《${title}》删除后，任何人都不能再检索到它，也不能恢复。`, confirm: "删除" }))) return;
  if (!(await guarded(byId("trouble"), () => send("DELETE", `${PATH}/documents/${id}`), () => drop(id, title)))) return;
  history.replaceState(null, "", location.pathname);
  byId("document").hidden = true;
  say("文件已删除。");
  count(await look(PATH));
}

function count({ documents, late, facets, update }) {
  tabs.count({ "": documents, ...Object.fromEntries(facets.map((each) => [each.title, each.documents])) });
  byId("size").textContent = `您可以检索 ${documents} 份文件。${late ? `正在编入 ${late} 处更新，编完后即可检索到。` : ""}${update ? `最近一次批量更新：${day(update.ended_at)}（第 ${update.number} 次）。` : ""}`;
}

async function begin() {
  await needOfficer();
  const size = await look(PATH);
  const { sorts, levels } = size;
  byId("type").append(...sorts.map((each) => element("option", { value: each }, each)));
  byId("level").append(...levels.map((each) => element("option", { value: each }, each)));
  tabs.make(size.facets);
  count(size);
  const form = new FilingForm(added, tabs.titles);
  byId("adding").replaceChildren(button("添加文件", () => form.open(), "button-plain button-small"));
  if (location.hash.length > 1) await show(location.hash.slice(1));
}

byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  search();
  countFound();
});
await guarded(byId("trouble"), begin);
