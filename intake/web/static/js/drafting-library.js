// The document library: search with filters, one document with its outline, citations and relatives.

import { ask } from "./ask.js";
import { button, byId, element, fill, link, say } from "./element.js";
import { act, look, needOfficer } from "./officer.js";
import { guarded } from "./problem.js";

const PATH = "/api/v1/gongwen/library";

const facts = ({ sort, level, issuer, number, issued_on: on }) => [sort, level, issuer, number, on].filter(Boolean).join("　");

function hit(one) {
  return element("li", { class: "card hit" },
    element("div", { class: "hit-head" }, link(one.title, () => show(one.document), `打开《${one.title}》`), one.exact > 0 && element("span", { class: "chip chip-good" }, "原文相符")),
    element("p", { class: "hint" }, facts(one)), element("p", { class: "hit-text" }, one.text));
}

async function search() {
  const year = byId("year").value.trim();
  const filters = { sort: byId("type").value, level: byId("level").value, issuer: byId("issuer").value.trim(), year: year ? Number(year) : null };
  const told = await guarded(byId("trouble"), () => act("POST", `${PATH}/search`, { words: byId("words").value.trim(), filters }));
  if (!told) return;
  byId("document").hidden = true;
  fill(byId("hits"), told.items.length ? element("ol", { class: "told" }, told.items.map(hit)) : element("p", { class: "empty card" }, "没有找到您可以阅读的文件。请换个说法，或放宽条件。"));
}

function cited({ title, number, document: id }) {
  const name = title ? `《${title}》` : number;
  return element("li", {}, id ? link(name, () => show(id), `打开${name}`) : name);
}

async function show(id) {
  const one = await guarded(byId("trouble"), () => look(`${PATH}/documents/${id}`));
  if (!one) return;
  history.replaceState(null, "", `#${id}`);
  const part = (title, items) => items.length > 0 && element("section", { class: "panel-part" }, element("h3", {}, title), element("ul", { class: "editions" }, items));
  byId("document").hidden = false;
  byId("document").replaceChildren(
    element("h2", { tabindex: "-1" }, one.title), element("p", { class: "hint" }, facts(one)),
    ...[part("提纲", one.outline.map(({ text }) => element("li", {}, text))), part("引用的文件", one.citations.map(cited)), part("相关文件", one.related.map(({ document: other, title }) => element("li", {}, link(title, () => show(other), `打开《${title}》`))))].filter(Boolean),
    element("div", { class: "told-text panel-part" }, one.body));
  byId("document").scrollIntoView({ block: "start" });
}

async function add() {
  const title = await ask({ title: "添加文件", text: "添加后，全体工作人员可以检索到。", label: "标题", confirm: "下一步", most: 200 });
  if (!title) return;
  const body = await ask({ title, label: "正文", confirm: "添加", long: true, most: 200000 });
  if (!body) return;
  const made = await guarded(byId("trouble"), () => act("POST", `${PATH}/documents`, { document: { title, body } }));
  if (!made) return;
  say("已添加，现在就能检索到。");
  count((await look(PATH)).documents);
  await show(made.id);
}

function count(documents) { byId("size").textContent = `库中共有 ${documents} 份文件。`; }

async function begin() {
  await needOfficer();
  const { sorts, levels, documents } = await look(PATH);
  byId("type").append(...sorts.map((each) => element("option", { value: each }, each)));
  byId("level").append(...levels.map((each) => element("option", { value: each }, each)));
  count(documents);
  byId("adding").replaceChildren(button("添加文件", add, "button-plain button-small"));
  if (location.hash.length > 1) await show(location.hash.slice(1));
}

byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
await guarded(byId("trouble"), begin);
