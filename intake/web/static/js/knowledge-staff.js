// Which departments somebody of the staff belongs to: what they may read depends on it.

import { read } from "./api.js";
import { element, link } from "./element.js";
import { belongTo, departments, needOfficer } from "./officer.js";
import { matterName } from "./words.js";

export const ENTRIES = "/api/v1/knowledge/entries";
export const entryPath = (id) => `${ENTRIES}/${encodeURIComponent(id)}`;
export const entryPage = (id) => `/knowledge/entries/${encodeURIComponent(id)}`;

// State and standing as chips show them.
const LOOKS = { in_force: "chip-good", review: "chip-own", upcoming: "chip-own", expiring: "chip-check", expired: "chip-bad", superseded: "chip-bad" };
export const standingChip = ({ standing, standing_name: name }) => element("span", { class: `chip ${LOOKS[standing] ?? ""}`.trim() }, name);

// Resolve with the words entries are sorted by, once the name of the person is known.
export async function beginStaff() {
  await needOfficer();
  return read("/api/v1/knowledge/vocabularies");
}

export const options = (words) => words.map((word) => element("option", { value: word.id ?? word }, word.name ?? word));

// Services and their scenarios in one list.
export const mattersOf = ({ matters }) => matters.flatMap((service) => [service, ...service.scenarios.map((one) => ({ id: one.id, name: matterName(service, one) }))]);

// What a question is counted under: a matter, or the kind of entry that answered it.
export const categoryName = (words, id) => [...mattersOf(words), ...words.kinds].find((one) => one.id === id)?.name ?? id;

// A line that tells the departments, with a way to change them.
export function membership(known, changed) {
  const mine = departments();
  const boxes = known.map((name) => element("label", { class: "pick" },
    element("input", { type: "checkbox", value: name, checked: mine.includes(name), on: { change: keep } }), name));
  const choice = element("fieldset", { class: "picks", hidden: true, "aria-label": "所属部门" }, boxes);
  function keep() {
    belongTo(boxes.map((box) => box.firstChild).filter((box) => box.checked).map((box) => box.value));
    changed();
  }
  const told = mine.length ? `所属部门：${mine.join("、")}` : "还没有选择所属部门，只能看到对所有人公开的条目。";
  return element("div", { class: "membership" },
    element("p", { class: "hint" }, told, " ", link("选择部门", () => { choice.hidden = !choice.hidden; })), choice);
}
