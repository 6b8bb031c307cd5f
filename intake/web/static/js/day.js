// Days, months and moments: typed in any usual way, or picked from the calendar. Words such as 长期
// stay.

import { element } from "./element.js";
import { named, namedGroup } from "./named.js";

const WRITTEN = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/;
const RUN = /^(\d{4})(\d{2})(\d{2})$/;
const TO = "至";
const HINT = "如 2027-03-31";

// Return a written day as 2027-03-31, anything else as it is.
export function standardDay(text) {
  const [, year, month, day] = WRITTEN.exec(text) ?? RUN.exec(text) ?? [];
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
}

// By type: the browser's picker, how what is typed is spelt, what the picker understands.
const KINDS = {
  date: { picker: "date", spell: standardDay, known: /^\d{4}-\d{2}-\d{2}$/ },
  month: { picker: "month", spell: (text) => text, known: /^\d{4}-\d{2}$/ },
  datetime: { picker: "datetime-local", spell: (text) => text.replace("T", " "), known: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/ },
};

export function calendarInput(attributes, kind, label, changed) {
  const { picker: type, spell, known } = KINDS[kind];
  const control = element("input", { ...attributes, type: "text" });
  const picker = element("input", { type, class: "unseen", tabindex: -1, "aria-hidden": "true" });
  const settle = (text) => {
    control.value = spell(text.trim());
    changed(control.value, true);
  };
  control.addEventListener("input", () => changed(spell(control.value.trim()), false));
  control.addEventListener("change", () => settle(control.value));
  picker.addEventListener("change", () => { if (picker.value) settle(picker.value); });
  const openPicker = () => {
    picker.value = known.test(control.value) ? control.value.replace(" ", "T") : "";
    picker.showPicker();
  };
  const calendar = element("button", { type: "button", class: "calendar", "aria-label": `选日期：${label}`, on: { click: openPicker } });
  const place = element("div", { class: "day" }, control, calendar, picker);
  const show = (text, desk) => {
    if (control.value !== text) control.value = text;
    calendar.disabled = !desk.editable;
  };
  return { place, control, show };
}

export function dayInput(field, changed) {
  const { place, control, show } = calendarInput(named(field), field.type, field.label, changed);
  return { place, control, show: ({ value }, desk) => show(value.value, desk) };
}

// A first and a last day in one box, as 2026-12-01 至 2027-02-28; half of it is kept, too.
export function periodInput(field, changed) {
  const ends = ["起", "止"].map((end) => calendarInput(
    { class: "input", autocomplete: "off", placeholder: HINT, "aria-label": `${field.label}：${end}` },
    "date", `${field.label}：${end}`, (_text, settled) => changed(text(), settled)));
  const text = () => {
    const [first, last] = ends.map((end) => standardDay(end.control.value.trim()));
    return first || last ? `${first} ${TO} ${last}`.trim() : "";
  };
  const control = element("fieldset", namedGroup(field, "period"), ends[0].place, element("span", {}, TO), ends[1].place);
  const show = ({ value }, desk) => {
    if (text() === value.value) return;
    const days = value.value.split(TO).map((day) => day.trim());
    ends.forEach((end, place) => end.show(days[place] ?? "", desk));
  };
  return { place: control, control, show, isGroup: true };
}
