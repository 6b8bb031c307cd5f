// Everyday words for official terms: those questions suggest, those of the staff, and the product's.

import { ask } from "./ask.js";
import { button, byId, element, say } from "./element.js";
import { beginStaff, entryPage, mattersOf } from "./knowledge-staff.js";
import { TERMS, editSaying } from "./knowledge-saying.js";
import { act, look } from "./officer.js";
import { guarded } from "./problem.js";
import { dateAndTime } from "./words.js";

const MOST = 60;
const LONGEST = 40;
const SUGGESTIONS = "/api/v1/knowledge/term-suggestions";
let words = null;

const matterOf = (wanted) => mattersOf(words).find(({ id }) => id === wanted)?.name ?? wanted;

function saying(row, acts, notes) {
  const limits = [row.service && `办事：${matterOf(row.service)}`, row.audience?.length && `对象：${row.audience.join("、")}`, row.districts?.length && `区：${row.districts.join("、")}`];
  return element("li", { class: "listed listed-plain" },
    element("div", {},
      element("p", {}, element("b", {}, row.say.join("、")), " → ", row.official.length ? row.official.join("、") : element("span", { class: "hint" }, "不再对应系统自带的用语")),
      element("p", { class: "hint" }, [...limits, ...notes].filter(Boolean).join("　"))),
    element("div", { class: "queued-chips" }, acts));
}

function ownRow(row) {
  const used = row.state === "active";
  return saying(row, [
    element("span", { class: `chip ${used ? "chip-good" : ""}` }, used ? "使用中" : "已停用"),
    button("修改", () => edit(row), "button-plain button-small"),
    button(used ? "停用" : "恢复使用", () => turn(row, used ? "retired" : "active"), "button-plain button-small"),
  ], [`${row.officer}　${dateAndTime(row.at)}`, `理由：${row.reason}`]);
}

function productRow(row) {
  return saying(row, [
    button("改写", () => edit({ ...row, audience: [], districts: [] }), "button-plain button-small"),
    button("不用", () => mute(row), "button-plain button-small")], []);
}

async function edit(row) {
  if (await editSaying(row, words)) { say("已保存，从下一个提问起生效。"); await show(); }
}

async function turn(row, state) {
  const name = state === "active" ? "恢复使用" : "停用";
  const reason = await ask({ title: `${name}：${row.say.join("、")}`, label: "理由", confirm: name, phrases: state === "active" ? ["仍有群众这样说"] : ["容易混淆", "规范用语已变更"] });
  if (reason && await guarded(byId("trouble"), () => act("POST", `${TERMS}/${row.id}/state`, { state, reason }, row.version))) await show();
}

async function mute(row) {
  const reason = await ask({ title: `不用：${row.say.join("、")}`, text: "这些说法不再按系统自带的用语查找。会在“本单位的用语”里新增一行，可以随时停用它来恢复。", label: "理由", confirm: "不用", phrases: ["容易混淆", "本市不这样称呼"] });
  if (reason && await guarded(byId("trouble"), () => act("POST", TERMS, { say: row.say, official: [], reason }))) await show();
}

function suggestion(one) {
  const told = [`${one.support} 个不同的提问之后打开了它`, one.against > 0 && `另有 ${one.against} 个提问打开的是别的条目`];
  return element("li", { class: "listed listed-plain" },
    element("div", {},
      element("p", {}, element("b", {}, one.say), " → ", element("a", { href: entryPage(one.entry) }, one.official)),
      element("p", { class: "hint" }, told.filter(Boolean).join("，"))),
    element("div", { class: "queued-chips" },
      button("采纳", () => takeIn(one), "button-plain button-small"),
      button("不采纳", () => turnDown(one), "button-plain button-small")));
}

async function takeIn(one) {
  const row = { say: [one.say], official: [one.official.slice(0, LONGEST)] };
  if (await editSaying(row, words, `${SUGGESTIONS}/${one.id}/accept`)) { say("已采纳，从下一个提问起生效。"); await show(); }
}

async function turnDown(one) {
  const reason = await ask({ title: `不采纳：${one.say}`, text: "以后不再提出这条建议。", label: "理由", confirm: "不采纳", phrases: ["只是碰巧一起出现", "容易混淆", "不是固定说法"] });
  if (reason && await guarded(byId("trouble"), () => act("POST", `${SUGGESTIONS}/${one.id}/reject`, { reason }))) await show();
}

async function showSuggestions() {
  const { items } = await look(SUGGESTIONS);
  byId("suggested").hidden = !items.length;
  byId("suggestions").replaceChildren(element("ul", { class: "listing" }, items.map(suggestion)));
}

const list = (rows, empty) => (rows.length ? element("ul", { class: "listing" }, rows) : element("p", { class: "empty card" }, empty));

async function show() {
  await showSuggestions();
  const { items, product } = await look(`${TERMS}?q=${encodeURIComponent(byId("words").value.trim())}`);
  byId("own").replaceChildren(list(items.map(ownRow), "没有符合条件的用语。"));
  byId("product").replaceChildren(
    element("p", { class: "hint" }, product.length > MOST ? `共 ${product.length} 行，只列出前 ${MOST} 行；请用上面的查找缩小范围。` : `共 ${product.length} 行。`),
    list(product.slice(0, MOST).map(productRow), "没有符合条件的用语。"));
}

async function begin() {
  words = await beginStaff();
  await show();
}

byId("add").addEventListener("click", () => edit(null));
byId("filters").addEventListener("submit", (event) => {
  event.preventDefault();
  guarded(byId("trouble"), show);
});
await guarded(byId("trouble"), begin);
