// The form of the facts a kind of document needs.

import { factBox } from "./drafting-fact-box.js";
import { element } from "./element.js";

const filled = (value) => (Array.isArray(value) ? value.length > 0 : value !== "");

export function factBoxes(facts) {
  const boxes = new Map(facts.map((fact) => [fact.name, factBox(fact)]));
  const row = (fact) => element("div", { data: { fact: fact.name } }, element("label", { class: fact.required ? "needed" : "", for: `fact-${fact.name}` }, fact.question), fact.hint && element("p", { class: "hint" }, fact.hint), boxes.get(fact.name).place);
  // A choice comes first: it decides what else is asked.
  const needed = [...facts.filter(({ required, choices }) => required && choices.length), ...facts.filter(({ required, choices }) => required && !choices.length)];
  const others = facts.filter(({ required }) => !required);
  const root = element("div", { class: "asked" }, needed.map(row),
    others.length > 0 && element("details", {}, element("summary", {}, `选填（${others.length} 项）`), element("div", { class: "asked panel-part" }, others.map(row))));
  const rowOf = (name) => root.querySelector(`[data-fact="${name}"]`);
  // A fact that is asked only for some choices is shown when one of them is made.
  const fit = () => {
    for (const fact of facts) {
      const asked = Object.entries(fact.only).every(([name, values]) => values.includes(boxes.get(name).read()));
      rowOf(fact.name).hidden = !asked;
    }
  };
  root.addEventListener("change", fit);
  fit();
  const shown = ({ name }) => !rowOf(name).hidden;
  const go = (fact) => {
    if (!fact) return;
    rowOf(fact.name).closest("details")?.setAttribute("open", "");
    const box = rowOf(fact.name).querySelector("input, textarea, select");
    box.scrollIntoView({ block: "center" });
    box.focus({ preventScroll: true });
  };
  root.addEventListener("input", ({ target }) => target.removeAttribute("aria-invalid"));
  return {
    root,
    filled: (name) => filled(boxes.get(name).read()),
    // The facts that are told item by item.
    listed: () => facts.filter((fact) => shown(fact) && ["list", "long"].includes(fact.type)),
    read: (name) => boxes.get(name).read(),
    // Put what was taken from elsewhere into its box, with a note of where.
    put: (name, value, note) => {
      boxes.get(name).write(value);
      rowOf(name).querySelector(".fact-note")?.remove();
      rowOf(name).append(element("p", { class: "hint fact-note" }, note));
      rowOf(name).closest("details")?.setAttribute("open", "");
      fit();
    },
    // What was answered before, for this kind or another.
    restore: (told) => {
      for (const fact of facts) {
        const value = told[fact.name];
        const known = value?.type === fact.type && (!fact.choices.length || fact.choices.includes(value.value));
        if (known) boxes.get(fact.name).write(value.value);
      }
      fit();
    },
    all: () => Object.fromEntries(facts.map(({ name, type }) => [name, { type, value: boxes.get(name).read() }])),
    values: () => Object.fromEntries(facts.filter(shown).map(({ name }) => [name, boxes.get(name).read()]).filter(([, value]) => filled(value))),
    go: (question) => go(facts.find((fact) => fact.question === question)),
    blame: (name) => {
      const fact = facts.find((each) => each.name === name);
      if (!fact) return;
      rowOf(name).querySelector("input, textarea, select").setAttribute("aria-invalid", "true");
      go(fact);
    },
  };
}
