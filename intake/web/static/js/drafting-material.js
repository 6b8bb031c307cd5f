// Material: what the library holds on the words that are chosen, ready to be taken over with its source.

import { button, byId, element, fill, say } from "./element.js";
import { act } from "./officer.js";
import { guarded } from "./problem.js";

const PATH = "/api/v1/gongwen/library/search";
const LONGEST = 500;

export class MaterialPanel {
  #desk;
  #place = byId("panel-material");
  #made = element("div", { "aria-live": "polite" });
  #words = element("input", { class: "input", id: "material-words", maxlength: LONGEST, "aria-label": "关键词或句子", placeholder: "关键词、文号或一句话" });

  constructor(desk) { this.#desk = desk; }

  shown() {
    if (this.#place.childNodes.length) return;
    const form = element("form", { class: "panel-acts", on: { submit: (event) => { event.preventDefault(); this.#find(this.#words.value); } } }, this.#words, element("button", { type: "submit", class: "button" }, "检索"), button("找与选中文字相近的", () => this.#near(), "button-plain"));
    this.#place.replaceChildren(element("p", { class: "hint" }, "在公文库里按词句和意思查找，可把摘录连同出处插入光标处。"), form, this.#made);
  }

  #near() {
    const chosen = this.#desk.sheet.chosen.trim();
    if (!chosen) return void say("请先在左边选中一段文字。");
    return this.#find(chosen.slice(0, LONGEST));
  }

  async #find(words) {
    if (!words.trim()) return;
    const told = await guarded(byId("trouble"), () => act("POST", PATH, { words }));
    if (!told) return;
    const hit = ({ document: id, title, number, issuer, text }) => element("li", { class: "card hit" },
      element("b", {}, element("a", { href: `/drafting/library#${id}`, target: "_blank" }, title)), element("p", { class: "hint" }, [issuer, number].filter(Boolean).join("　")), element("p", { class: "told-text" }, text),
      element("div", { class: "fault-acts" }, button("插入", () => this.#desk.sheet.insert(`${text}（摘自《${title}》${number}）`), "button-plain button-small")));
    fill(this.#made, told.items.length ? element("ol", { class: "told" }, told.items.map(hit)) : element("p", { class: "empty card" }, "没有找到相近的材料。"));
  }
}
