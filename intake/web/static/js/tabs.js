// A row of tabs: arrow keys move between them, one panel is seen at a time.

import { byId, element } from "./element.js";

export class Tabs {
  #names;
  #tabs = new Map();

  // `names` is tab → title; `chosen(name)` is told what is looked at.
  constructor(names, chosen) {
    this.#names = Object.keys(names);
    this.chosen = chosen;
    for (const name of this.#names) this.#tabs.set(name, this.#tab(name, names[name]));
    byId("tabs").replaceChildren(...this.#tabs.values());
  }

  go(name) {
    for (const [each, tab] of this.#tabs) {
      const here = each === name;
      tab.setAttribute("aria-selected", String(here));
      tab.tabIndex = here ? 0 : -1;
      byId(`panel-${each}`).hidden = !here;
    }
    this.chosen(name);
  }

  count(name, number) {
    this.#tabs.get(name).querySelector(".tab-count").textContent = number ? String(number) : "";
  }

  #tab(name, title) {
    return element("button", {
      type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, class: "tab",
      on: { click: () => this.go(name), keydown: (event) => this.#move(event, name) },
    }, title, element("span", { class: "tab-count number" }));
  }

  #move(event, name) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = this.#names[(this.#names.indexOf(name) + step + this.#names.length) % this.#names.length];
    this.go(next);
    this.#tabs.get(next).focus();
  }
}
