// A month to pick a day from, in Chinese whatever language the browser speaks. Arrow keys go from day
// to day, Page Up and Page Down from month to month.

import { button, element } from "./element.js";

const WEEK = [..."一二三四五六日"];
const DAY = 86400000;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const TURNS = { PageUp: -1, PageDown: 1 };

const isoOf = (day) => day.toISOString().slice(0, 10);
const lastOf = (year, month) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
const today = () => { const now = new Date(); return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())); };

function turned(day, by) {
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + by, 1));
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
  return new Date(Date.UTC(year, month, Math.min(day.getUTCDate(), lastOf(year, month))));
}

export class MonthPicker {
  #day = today();
  #picked;
  #closed;

  // `picked(iso)` is told the day that was chosen, `closed()` that the focus may go back.
  constructor(label, picked, closed) {
    [this.#picked, this.#closed] = [picked, closed];
    this.place = element("div", { class: "month", role: "dialog", "aria-label": `选日期：${label}`, hidden: true, on: { keydown: (event) => this.#press(event), focusout: (event) => this.#left(event) } });
  }

  toggle(iso) {
    if (!this.place.hidden) return this.#close();
    this.#day = iso ? new Date(`${iso}T00:00:00Z`) : today();
    this.place.hidden = false;
    this.#show();
    return this.place.scrollIntoView({ block: "nearest" });
  }

  #close() {
    this.place.hidden = true;
    this.#closed();
  }

  #left({ relatedTarget: next }) {
    if (next && !this.place.contains(next) && !this.place.parentElement.contains(next)) this.place.hidden = true;
  }

  #press(event) {
    const [step, turn] = [STEPS[event.key], TURNS[event.key]];
    if (event.key !== "Escape" && !step && !turn) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") this.#close();
    else this.#go(step ? new Date(this.#day.getTime() + step * DAY) : turned(this.#day, turn));
  }

  #go(day) {
    this.#day = day;
    this.#show();
  }

  #show() {
    const [year, month] = [this.#day.getUTCFullYear(), this.#day.getUTCMonth()];
    const before = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7;
    const turn = (sign, by, label) => element("button", { type: "button", class: "month-turn", "aria-label": label, on: { click: () => this.#go(turned(this.#day, by)) } }, sign);
    const day = (_, at) => {
      const own = new Date(Date.UTC(year, month, at + 1));
      const here = isoOf(own) === isoOf(this.#day);
      return element("button", { type: "button", class: `month-day${isoOf(own) === isoOf(today()) ? " today" : ""}`, "aria-current": here && "date", tabindex: here ? 0 : -1, "aria-label": `${month + 1}月${at + 1}日`, on: { click: () => { this.#picked(isoOf(own)); this.#close(); } } }, String(at + 1));
    };
    this.place.replaceChildren(
      element("div", { class: "month-head" }, turn("‹", -1, "上个月"), element("b", { "aria-live": "polite" }, `${year}年${month + 1}月`), turn("›", 1, "下个月")),
      element("div", { class: "month-days" }, WEEK.map((each) => element("span", { "aria-hidden": "true" }, each)), Array.from({ length: before }, () => element("i", {})), Array.from({ length: lastOf(year, month) }, day)),
      element("div", { class: "month-foot" }, button("今天", () => { this.#picked(isoOf(today())); this.#close(); }, "button-plain button-small")));
    this.place.querySelector('[aria-current="date"]').focus({ preventScroll: true });
  }
}
