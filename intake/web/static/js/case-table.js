// Every fact against every voice: the form, each paper, each register; who differs is marked.

import { element, fill } from "./element.js";
import { ROW_STATES, TRUST } from "./office-words.js";

const chip = ([word, look]) => element("span", { class: `chip ${look}` }, word);

function said(cell, row, acts) {
  const differs = cell.group > 0;
  const text = [cell.text, differs && element("span", { class: "unseen" }, "（与申请表不一致）")];
  const [place] = cell.evidence;
  const shown = place
    ? element("button", { type: "button", class: "cell-look", "aria-label": `看原件：${cell.voice} ${row.title} ${cell.text}`, on: { click: () => acts.light(place, `${row.title}：${cell.text}（${cell.voice}）`) } }, text)
    : element("span", {}, text);
  const weak = cell.trust === "unproven" && chip(TRUST.unproven);
  return element("div", { class: differs ? "said differs" : "said" }, shown, weak);
}

function line(row, voices, acts) {
  return element("tr", { class: row.state === "disputed" ? "disputed" : "" },
    element("th", { scope: "row" }, row.title, chip(ROW_STATES[row.state])),
    voices.map((voice) => element("td", {}, row.said.filter((cell) => cell.voice === voice.name).map((cell) => said(cell, row, acts)))));
}

const RANK = { disputed: 0, agreed: 1, alone: 2 };

export function showTable(place, { voices, rows }, acts) {
  const sorted = [...rows].sort((one, other) => RANK[one.state] - RANK[other.state]);
  const disputed = rows.filter((row) => row.state === "disputed").length;
  fill(place,
    element("p", { class: "table-lead" }, disputed
      ? `${rows.length} 项事实中有 ${disputed} 项各处记载不一致，排在最前；不一致的写法以红底标出。`
      : `${rows.length} 项事实，各处记载没有不一致。`,
    element("span", { class: "hint" }, "点证件上的值可以看原件。")),
    element("div", { class: "table-window", tabindex: 0, role: "region", "aria-label": "比对表，可左右移动" },
      element("table", { class: "voices" },
        element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "事实"), voices.map((voice) => element("th", { scope: "col", class: `voice-${voice.kind}` }, voice.name)))),
        element("tbody", {}, sorted.map((row) => line(row, voices, acts))))));
}
