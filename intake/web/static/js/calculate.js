// Calculators: choose one, answer what it asks, see the result with its working.

import { post, read } from "./api.js";
import { button, byId, element, fill } from "./element.js";
import { makeInput } from "./input.js";
import { guarded } from "./problem.js";

// A box of the form, as the inputs of the applicant's page know it.
const asField = (input) => ({
  ...input,
  type: input.type === "choice" ? "enum" : input.type === "int_list" ? "string" : input.type,
  question: input.type === "bool",
  hint: input.type === "int_list" ? "几个数用逗号隔开" : "",
  value: { value: "" },
});

const DAY = { key: "on", label: "按哪一天的规定", type: "date", options: [], required: false, note: "不填的按今天。" };

// What the inputs ask of the desk they stand on.
const ALWAYS_OPEN = { editable: true };

let answers = {};

function box(input) {
  const field = asField(input);
  const made = makeInput(field, (text) => { answers[field.key] = text; });
  made.show(field, ALWAYS_OPEN);
  const name = made.isGroup
    ? element("span", { class: "box-name", id: `name-${field.key}` }, field.label)
    : element("label", { class: "box-name", for: `input-${field.key}` }, field.label);
  return element("div", { class: "box" },
    element("div", { class: "box-head" }, name, !field.required && element("span", { class: "hint" }, "可不填")),
    made.place,
    input.note && element("p", { class: "hint" }, input.note));
}

const part = (title, said, tag = "ul") => said.length > 0 && [
  element("h3", {}, title), element(tag, {}, said.map((each) => element("li", {}, each)))];

function show(worked) {
  fill(byId("worked"), element("div", { class: "card worked" },
    element("h2", {}, worked.title),
    element("p", {}, element("span", { class: "worked-result" }, `${worked.result}${worked.unit && ` ${worked.unit}`}`),
      worked.unverified && element("span", { class: "chip chip-check" }, "所依据的数值尚待主管部门确认")),
    part("怎么算的", worked.steps, "ol"),
    part("需要注意", worked.reasons),
    part("没有说明、按符合条件计算的", worked.assumed),
    part("依据", worked.references.map(({ text }) => text))));
  byId("worked").scrollIntoView({ block: "nearest" });
}

async function work(calculator, pressed) {
  pressed.disabled = true;
  const told = Object.fromEntries(Object.entries(answers).filter(([key, text]) => text && key !== DAY.key));
  const on = answers[DAY.key] ? `?on=${encodeURIComponent(answers[DAY.key])}` : "";
  const worked = await guarded(byId("worked"), () => post(
    `/api/calculators/${encodeURIComponent(calculator.id)}${on}`, told, { again: true }));
  pressed.disabled = false;
  if (worked) show(worked);
}

function ask(calculator) {
  answers = {};
  history.replaceState(null, "", `#${calculator.id}`);
  const pressed = button("测算", () => work(calculator, pressed));
  fill(byId("worked"));
  byId("asked").replaceChildren(element("div", { class: "group" },
    element("div", { class: "boxes" }, [...calculator.inputs, DAY].map(box)),
    element("div", { class: "asked-acts" }, pressed)));
}

async function open() {
  const calculators = await guarded(byId("worked"), () => read("/api/calculators"));
  if (!calculators) return;
  const which = byId("which");
  which.replaceChildren(...calculators.map(({ id, title }) => element("option", { value: id }, title)));
  const chosen = () => calculators.find(({ id }) => id === which.value);
  const named = calculators.find(({ id }) => `#${id}` === location.hash);
  if (named) which.value = named.id;
  which.addEventListener("change", () => ask(chosen()));
  byId("asked").addEventListener("submit", (event) => event.preventDefault());
  ask(chosen());
}

open();
