// Which materials are there, which need not be handed in, which are missing.

import { element, fill } from "./element.js";
import { MATERIAL_STATES } from "./words.js";

function line(material, spec, desk) {
  const optional = spec && !spec.required && material.state === "missing";
  const [word, look] = MATERIAL_STATES[optional ? "optional" : material.state] ?? [material.state, ""];
  const names = (material.papers ?? []).map((id) => desk.paper(id)?.name).filter(Boolean);
  const hint = names.length ? names.join("、") : spec?.note;
  return element("li", {},
    element("span", {}, material.title, hint && element("span", { class: "hint" }, hint)),
    element("span", { class: `chip ${look}` }, word));
}

export function showChecklist(place, desk) {
  const specs = new Map((desk.scenario?.materials ?? []).map((spec) => [spec.key, spec]));
  const missing = desk.materials.filter((material) => material.state === "missing" && specs.get(material.key)?.required !== false);
  fill(place,
    element("h3", {}, missing.length ? `材料清单（还缺 ${missing.length} 份）` : "材料清单（已齐）"),
    element("ul", { class: "needs" }, desk.materials.map((material) => line(material, specs.get(material.key), desk))));
}
