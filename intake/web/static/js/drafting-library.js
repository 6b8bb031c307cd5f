// The document library: search with filters, one document with its outline, citations and relatives.

import { agree } from "./ask.js";
import { button, byId, element, fill, link, say } from "./element.js";
import { documentView, facts } from "./library-document.js";
import { endingChip, FacetTabs } from "./library-facets.js";
import { FilingForm } from "./library-filing.js";
import { act, look, needOfficer, send } from "./officer.js";
import { guarded } from "./problem.js";

const PATH = "/api/v1/gongwen/library";

const day = (moment) => new Date(moment).toLocaleDateString("zh-CN", { year: "numeric", month: "long", day: "numeric" });
const LATE = 5000; // milliseconds until what is being taken in is counted again
const tabs = new FacetTabs(byId("facets"), "hits", () => (byId("words").value.trim() ? search() : hint()));
let asked = 0;
let sought = 0;
let later = 0;

function opening({ document: id, title }) {
  const made = link(title, () => show(id), `打开《${title}》`);
  made.dataset.document = id;
  return made;
}

function hit(one) {
  return element("li", { class: "card hit" },
    element("div", { class: "hit-head" }, opening(one), one.exact > 0 && element("span", { class: "chip chip-good" }, "原文相符"), endingChip(one.ending)),
    element("p", { class: "hint" }, facts(one)), element("p", { class: "hit-text" }, one.text));
}

function filters(facet) {
  const year = byId("year").value.trim();
  return { facet, sort: byId("type").value, level: byId("level").value, issuer: byId("issuer").value.trim(), year: year ? Number(year) : null, in_force: Boolean(byId("force").value) };
}

// What an earlier question finds is dropped once there is a later one.
async function search() {
  const own = (sought += 1);
  const words = byId("words").value.trim();
  const told = await guarded(byId("trouble"), () => act("POST", `${PATH}/search`, { words, filters: filters(tabs.value) }), search);
  if (!told || own !== sought) return;
  byId("document").hidden = true;
  byId("found").hidden = false;
  fill(byId("hits"), told.items.length ? element("ol", { class: "told" }, told.items.map(hit)) : element("p", { class: "empty card" }, "没有找到您可以阅读的文件。请换个说法，或放宽条件。"));
}

// A collection alone is nothing to search by.
function hint() {
  fill(byId("hits"), element("p", { class: "empty card" }, `${tabs.value ? `${tabs.value}：${tabs.hint}。` : ""}请输入关键词、文号或一句话后检索。`));
  byId("words").focus({ preventScroll: true });
}

// Counts come after the documents, which nobody should wait for; those of an earlier search are dropped.
async function countFound() {
  const own = (asked += 1);
  const told = await guarded(byId("trouble"), () => act("POST", `${PATH}/search/facets`, { words: byId("words").value.trim(), filters: filters("") }));
  if (told && own === asked) tabs.count(told.facets, told.most);
}

async function show(id) {
  const one = await guarded(byId("trouble"), () => look(`${PATH}/documents/${id}`), () => show(id));
  if (!one) return;
  history.replaceState(null, "", `#${id}`);
  byId("found").hidden = true;
  byId("document").hidden = false;
  byId("document").replaceChildren(...documentView(one, { back, show, drop, sort: sortInto, titles: tabs.titles }));
  byId("document").querySelector("h2").focus({ preventScroll: true });
  byId("document").scrollIntoView({ block: "start" });
}

// To the documents that were found, where one was left off.
function back() {
  const id = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  byId("document").hidden = true;
  byId("found").hidden = false;
  const left = byId("hits").querySelector(`[data-document="${CSS.escape(id)}"]`) ?? byId("words");
  left.focus();
  left.scrollIntoView({ block: "center" });
}

async function sortInto(id, facet) {
  if (!(await guarded(byId("trouble"), () => send("PUT", `${PATH}/documents/${id}/facet`, { body: JSON.stringify({ facet }), headers: { "Content-Type": "application/json" } }), () => sortInto(id, facet)))) return;
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
  back();
  byId("hits").querySelector(`[data-document="${CSS.escape(id)}"]`)?.closest("li").remove();
  say("文件已删除。");
  count(await look(PATH));
}

function count({ documents, late, facets, update }) {
  clearTimeout(later);
  if (late) later = setTimeout(async () => count(await look(PATH)), LATE);
  if (!asked) tabs.count({ "": documents, ...Object.fromEntries(facets.map((each) => [each.title, each.documents])) });
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
