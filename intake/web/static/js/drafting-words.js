// The lexicons: entries by scope, added, withdrawn, brought in and put back.

import { agree } from "./ask.js";
import { button, byId, element, fill, say } from "./element.js";
import { act, belongTo, departments, fetched, look, needOfficer, save, send, TEXT_PATIENCE } from "./officer.js";
import { guarded } from "./problem.js";
import { dateAndTime } from "./words.js";

const PATH = "/api/v1/gongwen/words";
const SHARED = new Set(["科室", "单位"]);
let shown = null;
let timer = 0;

// The lexicon that comes in releases: one of the district with a name, which staff do not change.
let online = { name: "", on: false };
const isOnline = () => byId("scope").value === online.name;
const whose = () => isOnline() ? { scope: "全区", holder: online.name } : ({ scope: byId("scope").value, holder: SHARED.has(byId("scope").value) ? byId("holder").value.trim() : "" });

// The lexicon as it is now, also when a change was refused; why stays on the page.
const renew = (done) => (done ? guarded(byId("trouble"), open) : open().catch(() => {}));

async function change(path, json, told) {
  const done = await guarded(byId("trouble"), () => act("POST", path, { ...json, ...whose() }, shown?.version), () => change(path, json, told));
  if (done) say(told);
  await renew(done);
  return done;
}

function entryRow({ word, sort, suggestions, reason, obstacle }) {
  const stopped = obstacle && element("span", {}, element("span", { class: "chip chip-bad" }, "需要修改，未生效"), ` ${obstacle}。 `);
  return element("tr", {}, element("td", {}, word), element("td", {}, sort), element("td", {}, suggestions.join("、")), element("td", {}, stopped, reason),
    element("td", {}, !isOnline() && button("撤回", () => change(`${PATH}/withdraw`, { word }, `已撤回“${word}”。`), "button-plain button-small")));
}

async function restore({ number, count }) {
  if (!(await agree({ title: `换回第 ${number} 版`, text: `换回后共 ${count} 条，作为新的版本立即生效。`, confirm: "换回" }))) return;
  await change(`${PATH}/editions/${number}/restore`, {}, `已换回第 ${number} 版。`);
}

function editionLine(edition, place) {
  const { number, at, officer, note, count } = edition;
  return element("li", {}, `第 ${number} 版　${dateAndTime(at)}　${officer}　${note}　共 ${count} 条　`, place > 0 && button("换回", () => restore(edition), "button-plain button-small"));
}

async function open() {
  const { scope, holder } = whose();
  byId("holder").disabled = !SHARED.has(scope);
  for (const id of ["new", "import"]) byId(id).hidden = isOnline();
  byId("online").hidden = !isOnline();
  const asked = new URLSearchParams({ scope, holder, words: byId("words").value.trim() });
  shown = await look(`${PATH}?${asked}`);
  byId("count").textContent = shown.total ? `共 ${shown.total} 条，列出 ${shown.entries.length} 条` : "";
  fill(byId("entries"), shown.entries.length
    ? element("table", { class: "rows-table" }, element("thead", {}, element("tr", {}, ["词语", "类别", "建议改为", "理由", ""].map((title) => element("th", { scope: "col" }, title)))), element("tbody", {}, shown.entries.map(entryRow)))
    : element("p", { class: "empty card" }, shown.total ? "没有含这些字的词条。" : "这个词库还没有词条。"));
  fill(byId("versions"), shown.editions.length ? shown.editions.map(editionLine) : element("li", { class: "hint" }, "还没有改动过。"));
}

async function bringIn(file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(whose())) form.append(name, value);
  form.append("file", file, file.name);
  const done = await guarded(byId("trouble"), () => send("POST", `${PATH}/import`, { body: form }), () => bringIn(file));
  if (done) say(`“${file.name}”已导入，立即生效。`);
  await renew(done);
}

async function check() {
  const { state, words } = await guarded(byId("trouble"), () => act("POST", `${PATH}/online/check`, {}, undefined, TEXT_PATIENCE)) ?? {};
  if (words) fill(byId("trouble"), element("p", { class: ["updated", "same"].includes(state) ? "notice notice-own" : "notice notice-check" }, words));
  if (state === "updated") await open();
}

async function takeOut() {
  const made = await guarded(byId("trouble"), () => fetched(`${PATH}/export?${new URLSearchParams(whose())}`));
  if (made) save(made, `审核词库-${byId("scope").value}.csv`);
}

async function begin() {
  await needOfficer();
  const told = await look(PATH);
  const { scopes, sorts } = told;
  online = told.online;
  byId("scope").append(...[...scopes, online.name].map((each) => element("option", { value: each }, each)));
  byId("kind").append(...sorts.map((each) => element("option", { value: each }, each)));
  byId("holder").value = departments()[0] ?? "";
  await open();
}

function belong() {
  const name = byId("holder").value.trim();
  if (name && !departments().includes(name)) belongTo([name, ...departments()].slice(0, 10));
}

byId("scope").addEventListener("change", () => guarded(byId("trouble"), open));
byId("holder").addEventListener("change", () => { belong(); guarded(byId("trouble"), open); });
byId("words").addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => guarded(byId("trouble"), open), 300);
});
byId("check").addEventListener("click", check);
byId("import").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", () => {
  const [file] = byId("file").files;
  byId("file").value = "";
  if (file) bringIn(file);
});
byId("export").addEventListener("click", takeOut);
byId("new").addEventListener("submit", async (event) => {
  event.preventDefault();
  belong();
  const word = byId("word").value.trim();
  const suggestions = [byId("suggestion").value.trim()].filter(Boolean);
  const done = await change(PATH, { word, sort: byId("kind").value, suggestions, reason: byId("reason").value.trim() }, `“${word}”已生效。`);
  if (done) byId("new").reset();
});
await guarded(byId("trouble"), begin);
