// The boxes for the head of a draft, always as the draft has it.

import { calendarInput } from "./day.js";
import { element } from "./element.js";

const FORMS = ["公文", "信函", "命令", "纪要", "普通"];
const PARTS = [
  ["issuers", "发文机关（联合行文一行一个，主办在前）", true], ["number", "发文字号"], ["signatories", "签发人（上行文）", true], ["copy_number", "份号"],
  ["urgency", "紧急程度"], ["copies_to", "抄送机关"], ["printer", "印发机关"], ["printed", "印发日期"], ["note", "附注"],
];
const MOST = 50;

const plain = (tag, said) => { const control = element(tag, said); return { place: control, control }; };
const linesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean).slice(0, MOST);

// One box: {place, show(value)}; what is typed in it goes to the head.
function headBox(head, [name, title, many]) {
  const said = { class: "input", id: `head-${name}`, rows: many && 2, maxlength: 1000, autocomplete: "off" };
  const keep = (text) => head.change(name, many ? linesOf(text) : text.trim());
  // A day is typed as it is spoken; the browser's own box would speak the browser's language.
  const day = name === "printed";
  const { place, control, show } = day ? calendarInput({ ...said, placeholder: "如 2026年11月29日" }, "spoken", title, keep) : plain(many ? "textarea" : "input", said);
  if (!day) control.addEventListener("input", () => keep(control.value));
  const put = (value) => (day ? show(value ?? "", { editable: true }) : (control.value = [value ?? ""].flat().join("\n")));
  return { place: element("div", {}, element("label", { for: `head-${name}` }, title), place), show: put, name };
}

export function headForm(head) {
  const form = element("select", { class: "input", id: "form", on: { change: () => head.change("form", form.value) } }, element("option", { value: "" }, "按文种自动选择"), FORMS.map((each) => element("option", { value: each }, `${each}${each === "普通" ? "文稿" : "格式"}`)));
  const sealed = element("input", { type: "checkbox", id: "sealed", on: { change: () => head.change("sealed", sealed.checked) } });
  const boxes = PARTS.map((part) => headBox(head, part));
  const summary = element("summary", {});
  const count = () => {
    const number = PARTS.filter(([name]) => name in head.told).length;
    summary.textContent = number ? `版头和版记（已填 ${number} 项）` : "版头和版记";
  };
  const show = () => {
    for (const { name, show: put } of boxes) put(head.told[name]);
    [form.value, sealed.checked] = [head.told.form ?? "", Boolean(head.told.sealed)];
    count();
  };
  head.addEventListener("set", show);
  head.addEventListener("edited", count);
  show();
  return [element("label", { class: "box-name", for: "form" }, "格式"), form,
    element("details", { class: "panel-part" }, summary, element("div", { class: "asked panel-part" }, boxes.map(({ place }) => place), element("label", { class: "tick" }, sealed, element("span", {}, "加盖印章（留出用印位置）"))))];
}
