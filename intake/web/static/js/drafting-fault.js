// One fault in the list: what stands there, why it is wrong, and what may be done with it.

import { button, element, link } from "./element.js";

const LOOKS = { 必错: "sure", 疑似: "doubted", 提示: "hinted" };
const SHOWN = 3;
const LONGEST_TAUGHT = 30;

export const look = ({ severity }) => LOOKS[severity] ?? "doubted";

// ``acts`` go to the place, accept words for it, ignore it, or teach that it is right.
export function faultItem(fault, isHere, acts) {
  const { id, wrong, suggestions, kind, severity, reason, source } = fault;
  const only = (act) => (event) => { event.stopPropagation(); act(); };
  return element("li", { class: `fault fault-${look(fault)}`, data: { fault: id }, "aria-current": isHere && "true", on: { click: () => acts.go(fault) } },
    element("div", { class: "fault-head" },
      element("span", { class: "fault-wrong" }, wrong), element("span", { class: "chip chip-flat" }, kind),
      element("span", { class: severity === "必错" ? "chip chip-bad" : "chip chip-check" }, severity)),
    element("p", { class: "fault-reason" }, source ? `${reason}（${source}）` : reason),
    element("div", { class: "fault-acts" },
      suggestions.slice(0, SHOWN).map((words) => button(words || "删去", only(() => acts.accept(fault, words)), "button-small")),
      link("忽略", only(() => acts.ignore(fault)), `忽略“${wrong}”`),
      [...wrong].length <= LONGEST_TAUGHT && link("不再提示", only(() => acts.teach(fault)), `以后不再提示“${wrong}”`)));
}

// Draw a list of faults anew. Whoever works by keyboard stays where they are, or goes on at the fault
// that takes the place of the one dealt with.
export function keepFocus(place, draw) {
  const focused = document.activeElement;
  const inside = place.contains(focused);
  const fault = focused?.closest(".fault");
  const at = [...place.querySelectorAll(".fault")].indexOf(fault);
  const nth = fault ? [...fault.querySelectorAll("button")].indexOf(focused) : -1;
  draw();
  if (!inside || document.activeElement !== document.body) return;
  const left = [...place.querySelectorAll(".fault")];
  const same = fault && left.find(({ dataset }) => dataset.fault === fault.dataset.fault);
  const next = fault ? (left[Math.min(at, left.length - 1)] ?? place).querySelector("button") : [...place.querySelectorAll(focused.tagName)].find(({ textContent }) => textContent === focused.textContent);
  ((same && same.querySelectorAll("button")[nth]) || next)?.focus({ preventScroll: true });
}
