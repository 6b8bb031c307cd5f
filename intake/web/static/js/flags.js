// The list of everything to put right or to know, each leading to its box.

import { element, fill, link } from "./element.js";
import { SEVERITIES } from "./words.js";

const ORDER = ["correct", "officer", "advice"];

export const sorted = (findings) => [...findings].sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));

// What stands beside the corrections, which the heading counts.
function tally(findings) {
  const looks = { officer: "chip-check", advice: "chip-own" };
  return Object.keys(looks).map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count > 0 && element("span", { class: `chip ${looks[severity]}` }, `${SEVERITIES[severity]} ${count} 项`);
  });
}

function facts(finding) {
  const entries = Object.entries(finding.facts ?? {});
  if (!entries.length && !finding.cites) return null;
  return element("details", {},
    element("summary", {}, "比对内容与依据"),
    entries.length > 0 && element("dl", { class: "facts" }, entries.map(([name, value]) => [element("dt", {}, name), element("dd", {}, value || "空")])),
    finding.cites && element("p", {}, `依据：${finding.cites}`));
}

function flagLine(finding, desk, acts) {
  const places = finding.evidence.filter((place) => place.paper && desk.paper(place.paper));
  const more = [
    places.length > 0 && link("看原件", () => acts.lookAtFinding(finding, places), `看原件：${finding.message}`),
    facts(finding),
  ].filter(Boolean);
  return element("li", {},
    element("button", { type: "button", class: `flag flag-${finding.severity}`, on: { click: () => acts.goTo(finding) } },
      element("span", { class: "flag-text" }, finding.message)),
    more.length > 0 && element("div", { class: "flags-more" }, more));
}

export function flagList(findings, desk, acts) {
  return element("ul", { class: "flags" }, sorted(findings).map((finding) => flagLine(finding, desk, acts)));
}

// Show the summary card: what is left to correct, or that nothing is.
export function showFlags(place, desk, acts) {
  if (!desk.decision) return fill(place, element("h3", {}, "还没有检查"), element("p", { class: "empty" }, "填了内容或传了材料后，这里列出要更正的地方。"));
  const count = desk.corrections.length;
  const head = count ? `需要更正 ${count} 项` : desk.findings.length ? "没有需要更正的" : "检查通过";
  return fill(place,
    element("h3", {}, head),
    desk.findings.length > count && element("p", { class: "tally" }, tally(desk.findings)),
    desk.findings.length > 0 ? flagList(desk.findings, desk, acts) : element("p", { class: "empty" }, "各项都已填好，可以进入下一步。"));
}
