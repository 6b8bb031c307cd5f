// What other sources say about a box, when they do not say the same.

import { element, link } from "./element.js";
import { dateAndTime, sourceName } from "./words.js";

const settled = (value) => value.source === "applicant" || Boolean(value.confirmed_by);

function distinct(offers) {
  const seen = new Map();
  for (const offer of offers) if (!seen.has(offer.value)) seen.set(offer.value, offer);
  return [...seen.values()];
}

function offerLine(field, offer, desk, acts) {
  const chosen = offer.value === field.value.value;
  return element("li", {},
    element("span", {}, element("b", {}, offer.value),
      element("span", { class: "hint" }, [sourceName(offer.source, desk.titles), dateAndTime(offer.fetched_at)].filter(Boolean).join("　"))),
    element("span", { class: "offers-acts" },
      offer.evidence?.paper && link("看原件", () => acts.look(field, [offer.evidence], offer), `看原件：${field.label} ${offer.value}`),
      chosen ? element("span", { class: "chip chip-own" }, "现用") : desk.editable && link("用这个", () => acts.change(field.key, offer.value, true), `用这个：${field.label} ${offer.value}`)));
}

// Returns the block to show under the box, or nothing when all sources agree with it.
export function disagreement(field, desk, acts) {
  const offers = distinct(field.value.offers);
  if (!offers.some((offer) => offer.value !== field.value.value)) return null;
  const lines = element("ul", {}, offers.map((offer) => offerLine(field, offer, desk, acts)));
  if (settled(field.value)) return element("details", { class: "offers" }, element("summary", {}, "查看各来源的值"), lines);
  const head = field.value.value ? "几处来源不一致，请选一个" : "有来源可供选用，请核对后选";
  return element("div", { class: "offers" }, element("p", { class: "offers-head" }, head), lines);
}
