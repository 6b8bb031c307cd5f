// Choosing: one of a few words, several words, yes or no, a promise to tick.

import { element } from "./element.js";
import { named, namedGroup } from "./named.js";

const YES = "是";
const NO = "否";
// Between several words in one box.
const JOIN = "、";
const MANY = 20;

export function choiceInput(field, changed) {
  const control = element("select", named(field));
  control.addEventListener("change", () => changed(control.value, true));
  const show = ({ value, options }) => {
    const listed = value.value && !options.includes(value.value) ? [value.value, ...options] : options;
    control.replaceChildren(element("option", { value: "" }, "请选择"), ...listed.map((option) => element("option", { value: option }, option)));
    control.value = value.value;
  };
  return { place: control, control, show };
}

export function tickInput(field, changed) {
  const control = element("input", { ...named(field), class: "", type: "checkbox" });
  control.addEventListener("change", () => changed(control.checked ? YES : "", true));
  const words = field.key === "commitment" ? "本人承诺：所填内容和所交材料真实、有效，并承担相应责任。" : field.label;
  const show = ({ value }) => { control.checked = value.value === YES; };
  return { place: element("label", { class: "tick" }, control, element("span", {}, words)), control, show };
}

export function questionInput(field, changed) {
  const radios = [YES, NO].map((word) => element("input", {
    type: "radio", name: field.key, value: word, on: { change: () => changed(word, true) },
  }));
  const control = element("fieldset", namedGroup(field, "picks"),
    radios.map((radio) => element("label", { class: "pick" }, radio, radio.value)));
  const show = ({ value }) => { for (const radio of radios) radio.checked = radio.value === value.value; };
  return { place: control, control, show, isGroup: true };
}

// Several words of a list, each with a box to tick; a long list can be narrowed by typing.
export function severalInput(field, changed) {
  const list = element("div", { class: "picks" });
  const narrow = element("input", { class: "input", type: "search", placeholder: "输入几个字查找", "aria-label": `查找：${field.label}` });
  const control = element("fieldset", namedGroup(field, field.options.length > MANY ? "several many" : "several"), field.options.length > MANY && narrow, list);
  const ticked = () => [...list.querySelectorAll("input:checked")].map((tick) => tick.value);
  const pick = (word) => element("label", { class: "pick" },
    element("input", { type: "checkbox", value: word, on: { change: () => changed(ticked().join(JOIN), false) } }), word);
  narrow.addEventListener("input", () => {
    for (const each of list.children) each.hidden = !each.textContent.includes(narrow.value.trim());
  });
  let words = [];
  const show = ({ value, options }) => {
    const chosen = value.value.split(JOIN).filter(Boolean);
    const wanted = [...options, ...chosen.filter((word) => !options.includes(word))];
    if (wanted.join(JOIN) !== words.join(JOIN)) list.replaceChildren(...wanted.map(pick));
    words = wanted;
    for (const tick of list.querySelectorAll("input")) tick.checked = chosen.includes(tick.value);
  };
  return { place: control, control, show, isGroup: true };
}
