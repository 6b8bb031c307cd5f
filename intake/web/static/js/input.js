// What a person types or picks in, by the type of the box.

import { element } from "./element.js";

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const CODES = new Set(["uscc", "plate", "vin"]);
export const YES = "是";

// Returns {place, control, show(field, desk)}; calls `changed(text, settled)` on every change.
export function makeInput(field, desk, changed) {
  if (field.type === "bool") return tickInput(field, changed);
  if (field.type === "image") return pictureInput(field, changed);
  if (field.type === "enum" && field.options?.length) return choiceInput(field, changed);
  return textInput(field, changed);
}

const common = (field) => ({ id: `input-${field.key}`, name: field.key, class: "input", "aria-required": field.required ? "true" : undefined });

function textInput(field, changed) {
  const shape = field.type === "text"
    ? element("textarea", { ...common(field), rows: 3 })
    : element("input", { ...common(field), type: "text", spellcheck: "false", autocapitalize: "off", inputmode: field.type === "int" ? "numeric" : undefined });
  if (CODES.has(field.type)) shape.classList.add("code");
  shape.addEventListener("input", () => changed(shape.value.trim(), false));
  shape.addEventListener("change", () => changed(shape.value.trim(), true));
  const show = ({ value }) => {
    // A date picker shows nothing for words such as 长期, so it is used for plain days alone.
    if (field.type === "date") shape.type = !value.value || ISO_DAY.test(value.value) ? "date" : "text";
    if (shape.value !== value.value) shape.value = value.value;
  };
  return { place: shape, control: shape, show };
}

function choiceInput(field, changed) {
  const control = element("select", common(field));
  control.addEventListener("change", () => changed(control.value, true));
  const show = ({ value, options }) => {
    const listed = value.value && !options.includes(value.value) ? [value.value, ...options] : options;
    control.replaceChildren(element("option", { value: "" }, "请选择"), ...listed.map((option) => element("option", { value: option }, option)));
    control.value = value.value;
  };
  return { place: control, control, show };
}

function tickInput(field, changed) {
  const control = element("input", { ...common(field), class: "", type: "checkbox" });
  control.addEventListener("change", () => changed(control.checked ? YES : "", true));
  const words = field.key === "commitment" ? "本人承诺：所填内容和所交材料真实、有效，并承担相应责任。" : field.label;
  const show = ({ value }) => { control.checked = value.value === YES; };
  return { place: element("label", { class: "tick" }, control, element("span", {}, words)), control, show };
}

function pictureInput(field, changed) {
  const control = element("select", common(field));
  const picture = element("img", { alt: "所选的照片", hidden: true, class: "photo" });
  control.addEventListener("change", () => changed(control.value, true));
  const show = ({ value }, desk) => {
    const papers = desk.papers.filter((paper) => !paper.problem);
    control.replaceChildren(
      element("option", { value: "" }, papers.length ? "请从已传的文件中选" : "请先到“传材料”上传照片"),
      ...papers.map((paper) => element("option", { value: paper.id }, paper.name)));
    control.value = value.value;
    picture.hidden = !desk.paper(value.value);
    if (!picture.hidden) picture.src = desk.picture(value.value, 1);
  };
  return { place: element("div", {}, control, picture), control, show };
}
