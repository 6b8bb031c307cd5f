// The boxes for the facts a kind of document needs.

import { element } from "./element.js";

// A fact's box by its type, with what it says.
function boxOf(fact) {
  const id = `fact-${fact.name}`;
  const plain = (tag, attributes = {}) => {
    const box = element(tag, { class: "input", id, maxlength: 5000, placeholder: fact.example, autocomplete: "off", ...attributes });
    return { box, read: () => box.value.trim() };
  };
  const listed = () => {
    const made = plain("textarea", { rows: 3, placeholder: fact.example || "一行一项" });
    return { box: made.box, read: () => made.read().split("\n").map((line) => line.trim()).filter(Boolean) };
  };
  const chosen = () => {
    const box = element("select", { class: "input", id }, element("option", { value: "" }, "请选择"), fact.choices.map((each) => element("option", { value: each }, each)));
    return { box, read: () => box.value };
  };
  if (fact.choices?.length) return chosen();
  return ({ list: listed, organs: listed, long: () => plain("textarea", { rows: 3 }), date: () => plain("input", { type: "date" }) }[fact.type] ?? (() => plain("input")))();
}

export function factBoxes(facts) {
  const boxes = new Map(facts.map((fact) => [fact.name, boxOf(fact)]));
  const row = (fact) => element("div", { data: { fact: fact.name } }, element("label", { class: fact.required ? "needed" : "", for: `fact-${fact.name}` }, fact.question), boxes.get(fact.name).box);
  const [needed, others] = [facts.filter(({ required }) => required), facts.filter(({ required }) => !required)];
  const root = element("div", { class: "asked" }, needed.map(row),
    others.length > 0 && element("details", {}, element("summary", {}, `选填（${others.length} 项）`), element("div", { class: "asked panel-part" }, others.map(row))));
  // A fact that is asked only for some choices is shown when one of them is made.
  const fit = () => {
    for (const fact of facts) {
      const asked = Object.entries(fact.only).every(([name, values]) => values.includes(boxes.get(name).read()));
      root.querySelector(`[data-fact="${fact.name}"]`).hidden = !asked;
    }
  };
  root.addEventListener("change", fit);
  fit();
  const filled = (value) => (Array.isArray(value) ? value.length > 0 : value !== "");
  return {
    root,
    values: () => Object.fromEntries(facts.filter(({ name }) => !root.querySelector(`[data-fact="${name}"]`).hidden).map(({ name }) => [name, boxes.get(name).read()]).filter(([, value]) => filled(value))),
  };
}
