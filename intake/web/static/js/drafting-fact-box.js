// The box for one fact, by its type: {place, read(), write(value)}; a list is read and written as
// its items, a table as its rows.

import { calendarInput } from "./day.js";
import { tableBox } from "./drafting-table-box.js";
import { documentBox } from "./drafting-document-box.js";
import { element } from "./element.js";

const MONEY = ["元", "万元", "亿元"];
const DAY = "如 2026年11月29日";

export function factBox(fact) {
  if (fact.choices.length) return chosen(fact);
  return (MAKERS[fact.type] ?? words)(fact);
}

const named = (fact, more = {}) => ({ class: "input", id: `fact-${fact.name}`, maxlength: 5000, placeholder: fact.example && `如 ${fact.example}`, autocomplete: "off", ...more });
const joined = (value) => (Array.isArray(value) ? value.join("\n") : value);

const MAKERS = {
  list: lines, organs: lines, long: (fact) => words(fact, "textarea"),
  date: day, number: figure, percent: (fact) => figure({ ...fact, unit: "%" }), money, table: tableBox, document: documentBox,
};

// A box whose text is the fact, and whatever stands beside it.
function typed(box, place = box) {
  return { place, read: () => box.value.trim(), write: (value) => { box.value = joined(value); } };
}

function words(fact, tag = "input") {
  return typed(element(tag, named(fact, tag === "textarea" ? { rows: 3 } : {})));
}

function lines(fact) {
  const box = element("textarea", named(fact, { rows: 3, placeholder: fact.example ? `一行一项，如 ${fact.example}` : "一行一项" }));
  return { ...typed(box), read: () => box.value.split("\n").map((line) => line.trim()).filter(Boolean) };
}

function chosen(fact) {
  return typed(element("select", named(fact), element("option", { value: "" }, "请选择"), fact.choices.map((each) => element("option", { value: each }, each))));
}

function day(fact) {
  const { place, control, show } = calendarInput(named(fact, { placeholder: DAY }), "spoken", fact.question, () => {});
  return { ...typed(control), place, write: (value) => show(joined(value), { editable: true }) };
}

function figure(fact) {
  const box = element("input", named(fact, { inputmode: "decimal" }));
  return typed(box, element("div", { class: "figure" }, box, fact.unit && element("span", {}, fact.unit)));
}

// What is typed without a unit is in the one that is chosen beside it.
function money(fact) {
  const box = element("input", named(fact, { inputmode: "decimal" }));
  const unit = element("select", { class: "input", "aria-label": `${fact.question}的单位` }, MONEY.map((each) => element("option", { value: each, selected: each === (fact.unit || "元") }, each)));
  const read = () => { const told = box.value.trim(); return told && !/[元圆万亿]/.test(told) ? told + unit.value : told; };
  return { ...typed(box, element("div", { class: "figure" }, box, unit)), read };
}
