// How degrees of fit, sums and periods of policies are said.

import { element } from "./element.js";

export const VERDICT_LOOKS = { 符合: "chip-good", 基本符合: "chip-own", 信息待补充: "chip-check", "暂不符合，可以补正": "chip-check", 不符合: "chip-bad" };

const percent = (share) => Math.round(share * 100);

// What is surely met; what it may come to once everything is known stands beside it where that tells something.
export function fitBar({ share, lower, upper, met, not_met: failed, unknown }) {
  const [known, sure, most] = [share, lower, upper].map(percent);
  const range = sure === most || (sure === 0 && most === 100) ? "" : `，补齐信息后在 ${sure}%～${most}% 之间`;
  const said = `已确认符合 ${known}%${range}`;
  return element("div", { class: "fit" },
    element("meter", { class: "fit-bar", min: 0, max: 100, value: known, "aria-label": said }),
    element("span", { class: "hint" }, `${said}：符合 ${met} 条，不符合 ${failed} 条，待补充 ${unknown} 条`));
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
