// Choosing one entry: from those at hand, or from what is looked for.

import { Problem } from "./api.js";
import { button, element } from "./element.js";
import { ENTRIES, entryPage } from "./knowledge-staff.js";
import { look } from "./officer.js";
import { guarded } from "./problem.js";

// Returns {place, chosen()}, which throws a Problem while none is; `nearest` are entries with id and
// title, the first of them chosen.
export function entryChoice(nearest) {
  const list = element("div", { class: "entry-choice", role: "radiogroup", "aria-label": "条目" });
  const words = element("input", { class: "input", id: "entry-words", type: "search", maxlength: 64, autocomplete: "off" });
  const show = (entries) => list.replaceChildren(...entries.map(({ id, title, standing_name: standing }, place) => element("label", { class: "pick" },
    element("input", { type: "radio", name: "entry-choice", value: id, checked: place === 0 }),
    element("span", {}, title, standing && element("span", { class: "hint" }, `　${standing}`)), element("a", { href: entryPage(id), target: "_blank", "aria-label": `查看 ${title}` }, "查看"))));
  const find = () => guarded(list, async () => {
    const { items } = await look(`${ENTRIES}?${new URLSearchParams({ q: words.value.trim() })}`);
    show(items.slice(0, 8));
    if (!items.length) list.replaceChildren(element("p", { class: "hint" }, "没有找到条目，请换个词。"));
  });
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it looks, and does not send the dialog
    find();
  });
  const chosen = () => {
    const taken = list.querySelector("input:checked");
    if (!taken) throw new Problem({ detail: "还没有选择条目。", remedy: "请先查找，再选择一个条目。" });
    return taken.value;
  };
  show(nearest);
  const place = element("div", { class: "box" }, element("label", { class: "box-name", for: words.id }, "条目标题、正文或问法里的字"),
    element("div", { class: "sheet-line" }, words, button("查找", find, "button-plain")), list);
  return { place, chosen };
}
