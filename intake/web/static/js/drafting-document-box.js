// A fact that is a whole document: its text, pasted or taken from a file.

import { newKey, upload } from "./api.js";
import { button, byId, element, say } from "./element.js";
import { named } from "./officer.js";
import { guarded } from "./problem.js";

const MOST = 100000;

export function documentBox(fact) {
  const box = element("textarea", { class: "input", id: `fact-${fact.name}`, rows: 6, maxlength: MOST, autocomplete: "off", placeholder: "粘贴全文，标题单独一行" });
  const file = element("input", { type: "file", id: `file-${fact.name}`, class: "unseen", tabindex: -1, "aria-label": `${fact.question}：选取文件` });
  const take = async (chosen) => {
    const opened = await guarded(byId("trouble"), () => upload("/api/v1/gongwen/open", "file", [chosen], { key: newKey(), headers: named() }), () => take(chosen));
    if (!opened) return;
    box.value = opened.text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    say(["已取入全文，请核对。", ...opened.doubts].join(""));
  };
  file.addEventListener("change", () => {
    const [chosen] = file.files;
    file.value = "";
    if (chosen) take(chosen);
  });
  const place = element("div", {}, box, element("div", { class: "panel-acts" }, button("选取文件", () => file.click(), "button-plain button-small"), file));
  return { place, read: () => box.value.trim(), write: (value) => { box.value = value; } };
}
