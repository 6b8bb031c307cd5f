// One word of a long list: typed in part, then picked with the keyboard or the pointer.

import { element } from "./element.js";
import { named } from "./named.js";

class Search {
  #changed;
  #words = [];
  #found = [];
  #at = -1;

  constructor(field, changed) {
    this.#changed = changed;
    this.list = element("ul", { class: "found-words", role: "listbox", id: `list-${field.key}`, "aria-label": field.label, hidden: true });
    this.control = element("input", {
      ...named(field), type: "text", role: "combobox", spellcheck: "false", placeholder: "输入几个字查找，或点开选择",
      "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list",
      on: {
        input: () => { this.#open(this.control.value.trim()); changed(this.control.value.trim(), false); },
        click: () => this.#open(""),
        keydown: (event) => this.#press(event),
        blur: () => this.#close(),
        change: () => changed(this.control.value.trim(), true),
      },
    });
    this.place = element("div", { class: "search" }, this.control, this.list);
  }

  show({ value, options }) {
    this.#words = options;
    if (this.control.value !== value.value) this.control.value = value.value;
  }

  #open(part) {
    this.#found = this.#words.filter((word) => word.includes(part));
    this.#at = this.#found.indexOf(this.control.value.trim());
    this.list.replaceChildren(...this.#found.map((word, place) => element("li", {
      role: "option", id: `${this.list.id}-${place}`,
      // Before the box loses the focus, and with it the list.
      on: { pointerdown: (event) => event.preventDefault(), click: () => this.#take(word) },
    }, word)));
    this.list.hidden = this.#found.length === 0;
    this.control.setAttribute("aria-expanded", String(!this.list.hidden));
    this.#mark();
  }

  #close() {
    this.list.hidden = true;
    this.control.setAttribute("aria-expanded", "false");
    this.control.removeAttribute("aria-activedescendant");
  }

  #take(word) {
    this.control.value = word;
    this.#close();
    this.#changed(word, true);
  }

  #mark() {
    [...this.list.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === this.#at)));
    const line = this.list.children[this.#at];
    if (!line) return this.control.removeAttribute("aria-activedescendant");
    this.control.setAttribute("aria-activedescendant", line.id);
    return line.scrollIntoView({ block: "nearest" });
  }

  #press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) return this.#open("");
      this.#at = Math.min(Math.max(this.#at + step, 0), this.#found.length - 1);
      return this.#mark();
    }
    if (this.list.hidden) return undefined;
    if (event.key === "Enter" && this.#at >= 0) { event.preventDefault(); this.#take(this.#found[this.#at]); }
    if (event.key === "Escape") { event.stopPropagation(); this.#close(); }
    return undefined;
  }
}

export function searchInput(field, changed) {
  const search = new Search(field, changed);
  return { place: search.place, control: search.control, show: (now) => search.show(now) };
}
