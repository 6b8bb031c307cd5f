// What a person types or picks in, by the type of the box.

import { dayInput } from "./day.js";
import { button, element } from "./element.js";

const CODES = new Set(["uscc", "plate", "vin"]);
const YES = "是";

const MAKERS = { bool: tickInput, image: pictureInput, date: (field, changed) => dayInput(common(field), field.label, changed) };

// Returns {place, control, show(field, desk)}; calls `changed(text, settled)` on every change and
// `sendPicture(key, file)` when a picture is chosen for the box.
export function makeInput(field, changed, sendPicture) {
  if (field.type in MAKERS) return MAKERS[field.type](field, changed, sendPicture);
  return field.options?.length ? choiceInput(field, changed) : textInput(field, changed);
}

function common(field) {
  return {
    id: `input-${field.key}`, name: field.key, class: "input", autocomplete: "off",
    "aria-required": field.required ? "true" : undefined,
  };
}

function textInput(field, changed) {
  const control = field.type === "text"
    ? element("textarea", { ...common(field), rows: 3 })
    : element("input", { ...common(field), type: "text", spellcheck: "false", autocapitalize: "off", inputmode: field.type === "int" ? "numeric" : undefined });
  if (CODES.has(field.type)) control.classList.add("code");
  control.addEventListener("input", () => changed(control.value.trim(), false));
  control.addEventListener("change", () => changed(control.value.trim(), true));
  const show = ({ value }) => { if (control.value !== value.value) control.value = value.value; };
  return { place: control, control, show };
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

function pictureInput(field, changed, sendPicture) {
  const control = element("select", common(field));
  const picture = element("img", { alt: `所选的${field.label}`, hidden: true, class: "photo" });
  const file = element("input", { type: "file", accept: "image/*", class: "unseen", tabindex: -1, "aria-label": `上传${field.label}` });
  const send = button("上传照片", () => file.click(), "button-plain");
  control.addEventListener("change", () => changed(control.value, true));
  file.addEventListener("change", () => { if (file.files.length) sendPicture(field.key, file.files[0]); file.value = ""; });
  const show = ({ value }, desk) => {
    const papers = desk.papers.filter((paper) => !paper.problem);
    control.replaceChildren(
      element("option", { value: "" }, papers.length ? "从已传的文件中选" : "还没有上传文件"),
      ...papers.map((paper) => element("option", { value: paper.id }, paper.name)));
    control.value = value.value;
    send.disabled = !desk.editable;
    picture.hidden = !desk.paper(value.value)?.pages.length;
    if (!picture.hidden) picture.src = desk.picture(value.value, 1);
  };
  return { place: element("div", {}, element("div", { class: "pick-photo" }, control, send, file), picture), control, show };
}
