// The form of the facts a kind of document needs.

import { factBox } from "./drafting-fact-box.js";
import { element } from "./element.js";

const filled = (value) => (Array.isArray(value) ? value.length > 0 : value !== "");

export function factBoxes(facts) {
  const boxes = new Map(facts.map((fact) => [fact.name, factBox(fact)]));
  const row = (fact) => element("div", { data: { fact: fact.name } }, element("label", { class: fact.required ? "needed" : "", for: `fact-${fact.name}` }, fact.question), fact.hint && element("p", { class: "hint" }, fact.hint), boxes.get(fact.name).place);
  const [needed, others] = [facts.filter(({ required }) => required), facts.filter(({ required }) => !required)];
  const root = element("div", { class: "asked" }, needed.map(row),
    others.length > 0 && element("details", {}, element("summary", {}, `选填（${others.length} 项）`), element("div", { class: "asked panel-part" }, others.map(row))));
  // A fact that is asked only for some choices is shown when one of them is made.
  const fit = () => {
    for (const fact of facts) {
      const asked = Object.entries(fact.only).every(([name, values]) => values.includes(boxes.get(name).read()));
      root.querySelector(`[data-fact="${fact.name}"]`).hidden = !asked;
    }
  };
  root.addEventListener("change", fit);
  fit();
  const shown = ({ name }) => !root.querySelector(`[data-fact="${name}"]`).hidden;
  return {
    root,
    values: () => Object.fromEntries(facts.filter(shown).map(({ name }) => [name, boxes.get(name).read()]).filter(([, value]) => filled(value))),
  };
}
