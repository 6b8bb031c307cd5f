// Boxes that are read and never typed: rows a register sends, the seal of an authority.

import { element, fill } from "./element.js";
import { namedGroup } from "./named.js";
import { rowsTable } from "./rows.js";

export function rowsShown(field) {
  const control = element("div", namedGroup(field, "shown"));
  const show = (shown) => fill(control, rowsTable(shown)
    ?? element("p", { class: "empty" }, shown.value.value || "由系统从登记库带出，目前没有记录。"));
  return { place: control, control, show, isGroup: true };
}

export function sealShown(field) {
  const control = element("div", namedGroup(field, "shown"));
  const show = ({ value }) => fill(control, element("p", { class: value.value ? "" : "empty" }, value.value ? "已加盖" : "由行政机关加盖，申请人不用填。"));
  return { place: control, control, show, isGroup: true };
}
