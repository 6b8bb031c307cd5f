// Days, months and moments: typed in any usual way, or picked from the calendar. Words such as 长期
// stay.

import { element } from "./element.js";
import { MonthPicker } from "./month-picker.js";
import { named, namedGroup } from "./named.js";

const WRITTEN = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/;
const RUN = /^(\d{4})(\d{2})(\d{2})$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const IN_NUMERALS = /^[〇○零一二三四五六七八九十元]+年/;
const WRONG = "请写明年、月、日，如 2026年11月29日。";
const TO = "至";
const HINT = "如 2027-03-31";

// Return a written day as 2027-03-31, anything else as it is.
export function standardDay(text) {
  const [, year, month, day] = WRITTEN.exec(text) ?? RUN.exec(text) ?? [];
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
}

// Return a written day as 2027年3月31日, as official texts have it, anything else as it is.
export function spokenDay(text) {
  const [, year, month, day] = ISO.exec(standardDay(text)) ?? [];
  return year ? `${year}年${Number(month)}月${Number(day)}日` : text;
}

function isInCalendar(text) {
  const iso = standardDay(text);
  const day = new Date(`${iso}T00:00:00Z`);
  return ISO.test(iso) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso);
}

const whole = (pattern, text) => (pattern.test(text) ? text : "");
const isoDay = (text) => whole(ISO, standardDay(text));

// By type: the browser's picker, how what is typed is spelt, what the picker is told of it, and
// whether it can be so at all.
const KINDS = {
  date: { picker: "date", spell: standardDay, told: isoDay },
  spoken: { own: true, spell: spokenDay, told: isoDay, right: (text) => !text || IN_NUMERALS.test(text) || isInCalendar(text) },
  month: { picker: "month", spell: (text) => text, told: (text) => whole(/^\d{4}-\d{2}$/, text) },
  datetime: { picker: "datetime-local", spell: (text) => text.replace("T", " "), told: (text) => whole(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, text).replace(" ", "T") },
};

export function calendarInput(attributes, kind, label, changed) {
  const { picker: type, own = false, spell, told, right = () => true } = KINDS[kind];
  const control = element("input", { ...attributes, type: "text" });
  const picker = !own && element("input", { type, class: "unseen", tabindex: -1, "aria-hidden": "true" });
  const fault = element("p", { class: "flag flag-correct", role: "alert", hidden: true }, element("span", {}, WRONG));
  const judge = () => {
    fault.hidden = right(control.value.trim());
    if (fault.hidden) control.removeAttribute("aria-invalid");
    else control.setAttribute("aria-invalid", "true");
  };
  const settle = (text) => {
    control.value = spell(text.trim());
    judge();
    changed(control.value, true);
  };
  control.addEventListener("input", () => changed(spell(control.value.trim()), false));
  control.addEventListener("change", () => settle(control.value));
  const month = own && new MonthPicker(label, settle, () => control.focus({ preventScroll: true }));
  if (picker) picker.addEventListener("change", () => { if (picker.value) settle(picker.value); });
  const openPicker = () => {
    if (own) return month.toggle(isInCalendar(control.value.trim()) ? told(control.value.trim()) : "");
    picker.value = told(control.value);
    return picker.showPicker();
  };
  const calendar = element("button", { type: "button", class: "calendar", "aria-label": `选日期：${label}`, on: { click: openPicker } });
  const place = element("div", { class: "day" }, control, calendar, picker, month && month.place, fault);
  const show = (text, desk) => {
    if (control.value !== text) control.value = text;
    judge();
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
