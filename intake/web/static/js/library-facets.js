// The collections of the library as a row of tabs with counts; arrow keys move between them.

import { element } from "./element.js";

const ALL = "";

export class FacetTabs {
  #place;
  #chosen;
  #facets = [];
  #tabs = new Map();
  value = ALL;

  // `controls` is the id of what the tabs show; `chosen()` is called when another one is looked at.
  constructor(place, controls, chosen) {
    this.#place = place;
    this.#chosen = chosen;
    place.setAttribute("role", "tablist");
    place.setAttribute("aria-label", "维度");
    place.classList.add("tabs");
    this.controls = controls;
  }

  make(facets) {
    this.#facets = facets;
    const named = [{ title: ALL, hint: "所有维度" }, ...facets];
    this.#tabs = new Map(named.map(({ title, hint }) => [title, this.#tab(title, hint)]));
    this.#place.replaceChildren(...this.#tabs.values());
    this.#mark();
  }

  get titles() { return this.#facets.map(({ title }) => title); }

  get hint() { return this.#facets.find(({ title }) => title === this.value)?.hint ?? ""; }

  isPhrase(title) { return this.#facets.some((facet) => facet.title === title && facet.phrase); }

  // `counts` is title → documents; from `most` on there may be more.
  count(counts, most = Infinity) {
    for (const [title, tab] of this.#tabs) {
      const number = counts[title];
      tab.querySelector(".tab-count").textContent = number === undefined ? "" : number >= most ? `${most}+` : String(number);
    }
  }

  #tab(title, hint) {
    return element("button", { type: "button", role: "tab", class: "tab", title: hint, "aria-controls": this.controls, on: { click: () => this.#go(title), keydown: (event) => this.#move(event, title) } }, title || "全部", element("span", { class: "tab-count number" }));
  }

  #go(title) {
    if (title === this.value) return;
    this.value = title;
    this.#mark();
    this.#chosen();
  }

  #mark() {
    for (const [title, tab] of this.#tabs) {
      tab.setAttribute("aria-selected", String(title === this.value));
      tab.tabIndex = title === this.value ? 0 : -1;
    }
    this.#tabs.get(this.value)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #move(event, title) {
    const names = [...this.#tabs.keys()];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = names[(names.indexOf(title) + step + names.length) % names.length];
    this.#go(next);
    this.#tabs.get(next).focus();
  }
}

// What is told of a document that holds no more, or that will not; null of any other.
export function endingChip(ending) {
  if (!ending) return null;
  const over = ending.on <= new Date().toLocaleDateString("sv");
  const words = over ? `${ending.by ? "已废止" : "已失效"}（自${ending.on}）` : `${ending.on}起${ending.by ? "废止" : "失效"}`;
  return element("span", { class: `chip ${over ? "chip-bad" : "chip-check"}`, title: ending.by || null }, words);
}
