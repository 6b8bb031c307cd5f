// The flags of a case: what each says and rests on, and what the officer makes of it.

import { button, element, fill, link } from "./element.js";
import { FLAG_KINDS, HANDLINGS } from "./office-words.js";
import { dateAndTime } from "./words.js";

const chip = ([word, look]) => element("span", { class: `chip ${look}` }, word);

function facts(flag) {
  const entries = Object.entries(flag.facts ?? {});
  return entries.length > 0 && element("dl", { class: "facts" },
    entries.map(([name, value]) => [element("dt", {}, name), element("dd", {}, value || "空")]));
}

function handled({ handled: act }) {
  if (!act) return null;
  return element("p", { class: "handled" }, chip(HANDLINGS[act.verdict]),
    ` ${act.officer}　${dateAndTime(act.at)}　理由：${act.reason}`);
}

function line(flag, desk, acts) {
  const places = flag.evidence.filter((place) => place.paper && desk.paper(place.paper));
  const looks = places.map((place, index) => link(
    places.length > 1 ? `看原件 ${index + 1}` : "看原件", () => acts.light(place, flag.message), `看原件：${flag.message}`));
  return element("li", { class: `desk-flag desk-flag-${flag.severity}${flag.stops ? "" : " settled"}`, id: `flag-${flag.id}` },
    element("div", { class: "desk-flag-head" },
      chip(FLAG_KINDS[flag.severity]), flag.mark && element("span", { class: "chip chip-mark" }, flag.mark),
      element("span", { class: "hint" }, `${flag.heading} · ${flag.rule}`)),
    element("p", { class: "desk-flag-text" }, flag.message),
    facts(flag),
    flag.cites && element("p", { class: "hint" }, `依据：${flag.cites}`),
    handled(flag),
    element("div", { class: "desk-flag-acts" },
      button("采纳", () => acts.handle(flag, "accept"), "button-plain button-small"),
      button("不采纳", () => acts.handle(flag, "override"), "button-plain button-small"),
      looks,
      flag.keys.length > 0 && link("看栏目", () => acts.goTo(flag.keys[0]), `看栏目：${flag.message}`)));
}

// Why the case may, or may not, be approved without an officer.
function advice({ recommended, reasons, facts: rests }) {
  const head = recommended ? "建议自动审批" : "不建议自动审批";
  const list = recommended
    ? element("ul", {}, rests.map((fact) => element("li", {}, `${fact.name}：${fact.text}（${fact.who}）`)))
    : element("ol", {}, reasons.map((reason) => element("li", {}, reason)));
  return element("details", { class: `notice ${recommended ? "notice-good" : "notice-own"} advice` },
    element("summary", {}, element("b", {}, head), recommended ? `：所依据的 ${rests.length} 项事实均有印证` : `：${reasons.length} 项原因`),
    list);
}

export function showFlags(place, desk, acts) {
  const { flags, recommendation } = desk.shown;
  const open = place.querySelector(".advice")?.open ?? false;
  fill(place,
    advice(recommendation),
    flags.length > 0
      ? element("ul", { class: "desk-flags" }, flags.map((flag) => line(flag, desk, acts)))
      : element("p", { class: "empty card" }, "没有提示：各项预检均已通过。"));
  place.querySelector(".advice").open = open;
}
