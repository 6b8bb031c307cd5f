// How degrees of fit, sums and periods of policies are said.

import { element } from "./element.js";

export const VERDICT_LOOKS = { 符合: "chip-good", 基本符合: "chip-own", 信息待补充: "chip-check", "暂不符合，可以补正": "chip-check", 不符合: "chip-bad" };

const percent = (share) => Math.round(share * 100);

// The surely met part, and what might be met once everything is known.
export function fitBar({ lower, upper, met, not_met: failed, unknown }) {
  const [sure, most] = [percent(lower), percent(upper)];
  const range = sure === most ? `符合度 ${sure}%` : `符合度 ${sure}%～${most}%`;
  return element("div", { class: "fit" },
    element("meter", { class: "fit-bar", min: 0, max: 100, value: sure, "aria-label": range }),
    element("span", { class: "hint" }, `${range}：已符合 ${met} 条，不符合 ${failed} 条，待补充 ${unknown} 条`));
}

const money = (text, unit) => `${Number(text).toLocaleString("zh-CN")} ${unit}`;

export function sum({ low, high, unit, missing, told }) {
  if (low === null && high === null) return missing.length ? `补充${missing.join("、")}后可以测算` : told;
  if (low === high || high === null) return money(low ?? high, unit);
  return low === null || Number(low) === 0 ? `最高 ${money(high, unit)}` : `${money(low, unit)}～${money(high, unit)}`;
}

// When it can be applied for.
export function periodWords({ opening, opens, closes }) {
  const days = [opens && `${opens} 起`, closes && `${closes} 止`].filter(Boolean).join("，");
  return [opening, days].filter(Boolean).join(" ");
}
