// What a person types or picks in, by the type of the box.

import { choiceInput, questionInput, severalInput, tickInput } from "./choice.js";
import { dayInput, periodInput } from "./day.js";
import { element } from "./element.js";
import { named } from "./named.js";
import { rowsShown, sealShown } from "./readonly.js";
import { searchInput } from "./search.js";
import { uploadInput } from "./upload.js";

const CODES = new Set(["uscc", "plate", "vin", "idcard"]);
const KEYBOARDS = { int: "numeric", decimal: "decimal", phone: "tel", email: "email" };
const MANY = 12;
// Between the lines of a list, as registers write it.
const LINE = "；";

const MAKERS = {
  bool: (field, changed) => (field.question ? questionInput : tickInput)(field, changed),
  image: uploadInput, file: uploadInput,
  date: dayInput, datetime: dayInput, month: dayInput, daterange: periodInput,
  table: rowsShown, seal: sealShown,
  list: (field, changed) => linesInput(field, changed),
};

// Returns {place, control, show(field, desk)}, with `isGroup` where no label can point at the
// control; calls `changed(text, settled)` on every change and `sendFile(key, file)` when a file is
// chosen for the box.
export function makeInput(field, changed, sendFile) {
  if (field.type in MAKERS) return MAKERS[field.type](field, changed, sendFile);
  if (field.multiple) return severalInput(field, changed);
  if (field.options.length > MANY) return searchInput(field, changed);
  return field.options.length && field.type !== "text" ? choiceInput(field, changed) : textInput(field, changed);
}

function textInput(field, changed) {
  const control = field.type === "text"
    ? element("textarea", { ...named(field), rows: 3 })
    : element("input", { ...named(field), type: "text", spellcheck: "false", autocapitalize: "off", inputmode: KEYBOARDS[field.type] });
  if (CODES.has(field.type)) control.classList.add("code");
  control.addEventListener("input", () => changed(control.value.trim(), false));
  control.addEventListener("change", () => changed(control.value.trim(), true));
  const show = ({ value }) => { if (control.value !== value.value) control.value = value.value; };
  return { place: control, control, show };
}

function linesInput(field, changed) {
  const control = element("textarea", { ...named(field), rows: 3, placeholder: "一行写一项" });
  const text = () => control.value.split("\n").map((line) => line.trim()).filter(Boolean).join(LINE);
  control.addEventListener("input", () => changed(text(), false));
  control.addEventListener("change", () => changed(text(), true));
  const show = ({ value }) => { if (text() !== value.value) control.value = value.value.replaceAll(LINE, "\n"); };
  return { place: control, control, show };
}
