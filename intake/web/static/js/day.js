// A day in a box: typed in any usual way, or picked from the calendar. Words such as 长期 stay.

import { element } from "./element.js";

const WRITTEN = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/;
const RUN = /^(\d{4})(\d{2})(\d{2})$/;

// Return a written day as 2027-03-31, anything else as it is.
export function standardDay(text) {
  const [, year, month, day] = WRITTEN.exec(text) ?? RUN.exec(text) ?? [];
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
}

export function dayInput(attributes, label, changed) {
  const control = element("input", { ...attributes, type: "text", placeholder: "如 2027-03-31" });
  const picker = element("input", { type: "date", class: "unseen", tabindex: -1, "aria-hidden": "true" });
  const settle = (text) => {
    control.value = standardDay(text.trim());
    changed(control.value, true);
  };
  control.addEventListener("input", () => changed(standardDay(control.value.trim()), false));
  control.addEventListener("change", () => settle(control.value));
  picker.addEventListener("change", () => { if (picker.value) settle(picker.value); });
  const openPicker = () => {
    picker.value = /^\d{4}-\d{2}-\d{2}$/.test(control.value) ? control.value : "";
    picker.showPicker();
  };
  const calendar = element("button", { type: "button", class: "calendar", "aria-label": `选日期：${label}`, on: { click: openPicker } });
  const place = element("div", { class: "day" }, control, calendar, picker);
  const show = ({ value }, desk) => {
    if (control.value !== value.value) control.value = value.value;
    calendar.disabled = !desk.editable;
  };
  return { place, control, show };
}
