// The form of a notice, drawn from the declaration of its kind: facts, points of a list, a table.

import { button, element, fill } from "./element.js";
import { makeInput } from "./input.js";

// What the inputs ask of the desk they stand on.
const ALWAYS_OPEN = { editable: true };
const LONG = new Set(["text", "list"]);

// Everything typed by what the service calls it: /facts/key, /items/0/text, /rows/1/amount.
export class NoticeForm {
  #shape;
  #facts = {};
  #items = [];
  #rows = [];
  #points = element("div", { class: "points" });
  #table = element("div", { class: "points" });

  constructor(shape, { values = {}, points = [], rows = [] } = {}) {
    this.#shape = shape;
    this.#facts = { ...values };
    this.#items = points.map((point) => ({ ...point }));
    this.#rows = rows.map((row) => ({ ...row }));
    this.place = element("div", { class: "notice-form" }, this.#factBoxes(), this.#listBox(), this.#tableBox());
  }

  get told() {
    const open = new Set(this.#shape.facts.filter((fact) => !fact.fixed).map((fact) => fact.key));
    const facts = Object.fromEntries(Object.entries(this.#facts).filter(([key, text]) => open.has(key) && text));
    const items = this.#items.filter((item) => item.text.trim());
    return { kind: this.#shape.kind, facts, items, rows: this.#rows.filter((row) => Object.values(row).some(Boolean)) };
  }

  // Put each fault where it belongs; return those that have no place of their own.
  showFaults(faults) {
    for (const held of this.place.querySelectorAll("[data-at]")) fill(held);
    const left = faults.filter(({ pointer, message }) => {
      const held = this.place.querySelector(`[data-at="${CSS.escape(pointer.replace(/^\/body/, ""))}"]`);
      if (held) fill(held, element("p", { class: "flag flag-correct" }, element("span", {}, message)));
      return !held;
    });
    this.place.querySelector("[data-at] .flag")?.closest(".box")?.querySelector("input, select, textarea")?.focus();
    return left;
  }

  #factBoxes() {
    const fixed = this.#shape.facts.filter((fact) => fact.fixed);
    const open = this.#shape.facts.filter((fact) => !fact.fixed);
    return [
      fixed.length > 0 && element("dl", { class: "known" }, fixed.map((fact) => element("div", {},
        element("dt", {}, fact.label), element("dd", {}, this.#facts[fact.key] || "—", fault(`/facts/${fact.key}`))))),
      element("div", { class: "boxes" }, open.map((fact) => box(fact, this.#facts, `/facts/${fact.key}`))),
    ];
  }

  #listBox() {
    const declared = this.#shape.items;
    if (!declared) return null;
    if (!this.#items.length) this.#items.push({ text: "" });
    this.#showPoints();
    return element("section", { class: "points-box" }, element("h4", {}, declared.label), fault("/items"), this.#points,
      button("添一项", () => { this.#items.push({ text: "" }); this.#showPoints(); this.#points.lastElementChild.querySelector("textarea").focus(); }, "button-plain button-small"));
  }

  #showPoints() {
    const { label, dated, based } = this.#shape.items;
    this.#points.replaceChildren(...this.#items.map((item, at) => element("div", { class: "point card" },
      element("div", { class: "point-head" }, element("b", {}, `${at + 1}.`), item.group && element("span", { class: "chip" }, item.group),
        button("删去", () => { this.#items.splice(at, 1); this.#showPoints(); }, "button-plain button-small")),
      box({ key: `item-${at}-text`, label: `${label}第 ${at + 1} 项`, type: "text", required: true }, item, `/items/${at}/text`, "text"),
      based && box({ key: `item-${at}-basis`, label: `第 ${at + 1} 项的依据`, type: "string", required: true }, item, `/items/${at}/basis`, "basis"),
      dated && box({ key: `item-${at}-until`, label: `第 ${at + 1} 项的期限`, type: "date", required: true }, item, `/items/${at}/until`, "until"))));
  }

  #tableBox() {
    const declared = this.#shape.table;
    if (!declared) return null;
    if (!this.#rows.length) this.#rows.push({});
    this.#showRows();
    return element("section", { class: "points-box" }, element("h4", {}, declared.label), fault("/rows"), this.#table,
      button("添一行", () => { this.#rows.push({}); this.#showRows(); this.#table.lastElementChild.querySelector("input, select").focus(); }, "button-plain button-small"));
  }

  #showRows() {
    const { columns } = this.#shape.table;
    this.#table.replaceChildren(...this.#rows.map((row, at) => element("div", { class: "point card" },
      element("div", { class: "point-head" }, element("b", {}, `第 ${at + 1} 行`),
        button("删去", () => { this.#rows.splice(at, 1); this.#showRows(); }, "button-plain button-small")),
      element("div", { class: "boxes" }, columns.map((column) =>
        box({ ...column, key: `row-${at}-${column.key}` }, row, `/rows/${at}/${column.key}`, column.key))))));
  }
}

const fault = (at) => element("div", { "data-at": at, "aria-live": "polite" });

// One box over `held[name]`.
function box(fact, held, at, name = fact.key) {
  const field = { options: [], ...fact, question: fact.type === "bool", hint: "", value: { value: held[name] ?? "" } };
  const made = makeInput(field, (text) => { held[name] = text; });
  made.show(field, ALWAYS_OPEN);
  const title = made.isGroup
    ? element("span", { class: "box-name", id: `name-${field.key}` }, field.label)
    : element("label", { class: "box-name", for: `input-${field.key}` }, field.label);
  return element("div", { class: `box${LONG.has(fact.type) ? " box-wide" : ""}` },
    element("div", { class: "box-head" }, title, !fact.required && element("span", { class: "hint" }, "可不填")),
    made.place, fact.hint && element("p", { class: "hint" }, fact.hint), fault(at));
}
