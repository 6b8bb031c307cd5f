// Boxes staff write in, each with its label and hint, and how lists are written in them.

import { element } from "./element.js";
import { options } from "./knowledge-staff.js";

export const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
export const parted = (text) => text.split(/[、，,\n]/).map((word) => word.trim()).filter(Boolean);

export function box(id, label, input, { hint = "", wide = false } = {}) {
  input.id = id;
  return element("div", { class: `box ${wide ? "box-wide" : ""}` },
    element("div", { class: "box-head" }, element("label", { class: "box-name", for: id }, label)), input, hint && element("p", { class: "hint" }, hint));
}

export function field(value, attributes = {}) {
  const made = element("input", { class: "input", maxlength: 200, autocomplete: "off", ...attributes });
  made.value = value ?? "";
  return made;
}

export function area(value, attributes = {}) {
  const made = element("textarea", { class: "input", ...attributes });
  made.value = value;
  return made;
}

export function choice(words, value) {
  const made = element("select", { class: "input" }, options(words));
  made.value = value;
  return made;
}

export function picks(name, label, words, taken) {
  const boxes = words.map((word) => element("label", { class: "pick" },
    element("input", { type: "checkbox", name, value: word.id ?? word, checked: taken.includes(word.id ?? word) }), word.name ?? word));
  return element("details", { class: "box box-wide", open: taken.length > 0 }, element("summary", { class: "box-name" }, label),
    element("div", { class: "picks", role: "group", "aria-label": label }, boxes));
}
