// The form as it stands: value, where it came from, how far it is proven, and what is wrong with it.

import { element, fill, link } from "./element.js";
import { placesOf } from "./box.js";
import { TRUST } from "./office-words.js";
import { rowsTable } from "./rows.js";
import { sourceName } from "./words.js";

const OTHER = "其他";

// What stands behind a value, as an officer asks: that the applicant confirmed it proves nothing.
function proof({ value }) {
  if (!value.value) return ["空", ""];
  if (value.to_confirm) return ["待核对", "chip-check"];
  const backed = value.offers.some((offer) => offer.authentic && !offer.to_confirm && offer.value === value.value);
  if (value.authentic || backed) return TRUST.authentic;
  if (value.evidence) return TRUST.read;
  return ["申请人填写", "chip-own"];
}

function offers(field, desk) {
  const others = field.value.offers.filter((offer) => offer.value !== field.value.value);
  return others.length > 0 && element("ul", { class: "other-offers" }, others.map((offer) =>
    element("li", {}, `${sourceName(offer.source, desk.titles)}：`, element("b", {}, offer.value))));
}

function row(field, desk, acts) {
  const { value } = field;
  const flags = desk.shown.flags.filter((flag) => flag.keys.includes(field.key));
  const [word, look] = proof(field);
  const places = placesOf(value).filter((place) => desk.paper(place.paper));
  const text = field.type === "image" ? desk.paper(value.value)?.name ?? "" : value.value;
  const from = [value.source && sourceName(value.source, desk.titles), value.changed_from && `原为 ${value.changed_from}`].filter(Boolean);
  return element("div", { class: "field-row", id: `field-${field.key}` },
    element("dt", {}, field.label),
    element("dd", {},
      element("div", { class: "field-value" }, (field.type === "table" && rowsTable(field)) || element("b", {}, text || "（空）"), element("span", { class: `chip ${look}` }, word),
        places.length > 0 && link("看原件", () => acts.light(places[0], `${field.label}：${text}`), `看原件：${field.label}`)),
      from.length > 0 && element("p", { class: "hint" }, from.join("　")),
      offers(field, desk),
      flags.map((flag) => element("p", { class: `flag flag-${flag.stops ? flag.severity : "advice"}` }, element("span", {}, flag.message)))));
}

export function showForm(place, desk, acts) {
  const groups = grouped(desk.shown.form);
  fill(place, [...groups].map(([name, fields]) => element("section", { class: "field-group" },
    element("h3", {}, name), element("dl", { class: "fields" }, fields.map((field) => row(field, desk, acts))))));
}

function grouped(fields) {
  const groups = new Map();
  for (const field of fields) {
    const name = field.group || OTHER;
    groups.set(name, [...(groups.get(name) ?? []), field]);
  }
  return groups;
}
