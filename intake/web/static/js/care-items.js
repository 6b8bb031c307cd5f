// A list whose items open: what is told of each is asked for when it is opened.

import { byId, element } from "./element.js";
import { guarded } from "./problem.js";

// `head` and `chips` are children of the line, `open()` resolves with what stands below it.
export function opening({ id, head, hint, chips, open }, opened) {
  const place = element("div", { class: "item-more" });
  const line = element("details", { class: "item", data: { id } },
    element("summary", {}, element("div", { class: "item-head" }, element("b", {}, head), element("p", { class: "hint" }, hint.filter(Boolean).join("　"))), element("div", { class: "queued-chips" }, chips)), place);
  const load = () => guarded(byId("trouble"), async () => place.replaceChildren(await open()));
  line.addEventListener("toggle", () => {
    if (line.open) opened.add(id);
    else opened.delete(id);
    if (line.open && !place.childNodes.length) load();
  });
  line.open = opened.has(id); // it was, before the list was shown anew
  return element("li", {}, line);
}

// Show a list anew; whoever works by keyboard stays at the item they were at.
export function list(place, items, empty) {
  const { id } = document.activeElement.closest(".item")?.dataset ?? {};
  place.replaceChildren(items.length ? element("ul", { class: "items" }, items) : element("p", { class: "empty card" }, empty));
  if (id) place.querySelector(`.item[data-id="${CSS.escape(id)}"] > summary`)?.focus({ preventScroll: true });
}

export function table(heads, rows, label) {
  return element("div", { class: "words-table", tabindex: 0, role: "region", "aria-label": label }, element("table", { class: "rows-table" },
    element("thead", {}, element("tr", {}, heads.map((head) => element("th", { scope: "col" }, head)))),
    element("tbody", {}, rows.map((row) => element("tr", {}, row.map((cell) => element("td", {}, cell)))))));
}
