// Which materials are there, which need not be handed in, which are missing.

import { element, fill } from "./element.js";
import { MATERIAL_STATES } from "./words.js";

const NOT_ASKED = ["可不传", ""];

function line(material, spec, desk) {
  const [word, look] = spec?.required === false ? NOT_ASKED : MATERIAL_STATES[material.state] ?? [material.state, ""];
  const names = (material.papers ?? []).map((id) => desk.paper(id)?.name).filter(Boolean);
  const from = material.state === "waived" ? desk.sources.filter((source) => source.state === "answered" && spec?.waived_by?.includes(source.source)) : [];
  const waived = from.length ? `由${from.map((source) => source.title).join("、")}取得，不用上传。` : "";
  const byHand = material.by_hand ? "系统没有认出，将由工作人员核对。" : "";
  const hint = byHand || waived || (names.length ? names.join("、") : spec?.note);
  return element("li", {},
    element("span", {}, material.title, hint && element("span", { class: "hint", title: names.join("、") }, hint)),
    element("span", { class: `chip ${look}` }, word));
}

export function showChecklist(place, desk) {
  const specs = new Map((desk.scenario?.materials ?? []).map((spec) => [spec.key, spec]));
  const missing = desk.materials.filter((material) => material.state === "missing" && specs.get(material.key)?.required !== false);
  const open = place.querySelector("details")?.open ?? matchMedia("(min-width: 1001px)").matches;
  fill(place, element("details", { open },
    element("summary", {}, missing.length ? `材料清单（还缺 ${missing.length} 份）` : "材料清单（已齐）"),
    element("ul", { class: "needs" }, desk.materials.map((material) => line(material, specs.get(material.key), desk)))));
}
