// Elements: what the text holds, element by element, with its place, and the dispatch slip.

import { button, byId, element, fill, say } from "./element.js";
import { toUnits } from "./marked-text.js";
import { act, answered, save } from "./officer.js";
import { guarded } from "./problem.js";

const PATH = "/api/v1/gongwen/elements";
const LAYER = "slip";

export class SlipPanel {
  #desk;
  #place = byId("panel-slip");
  #made = element("div", { "aria-live": "polite" });

  constructor(desk) {
    this.#desk = desk;
    desk.sheet.addEventListener("replaced", () => fill(this.#made));
  }

  shown() {
    this.#desk.sheet.turnTo(LAYER);
    if (this.#place.childNodes.length) return;
    this.#place.replaceChildren(
      element("p", { class: "hint" }, "从文稿中识别公文要素，填入发文单。点一项可以看到它在文中的位置；识别不准的请在发文单中改正。"),
      element("div", { class: "panel-acts" }, button("识别要素", () => this.#read()), button("下载发文单 Word", () => this.#fetch(), "button-plain")), this.#made);
  }

  async #read() {
    const text = this.#desk.sheet.text;
    if (!text.trim()) return void say("还没有正文。");
    const told = await guarded(byId("trouble"), () => act("POST", PATH, { text }), () => this.#read());
    if (!told) return undefined;
    if (this.#desk.sheet.text !== text) return void say("识别时正文有改动，请再识别一次。");
    const unit = toUnits(text);
    const marks = told.items.filter(({ start }) => start !== null).map(({ name, start, end }) => ({ id: `element-${name}`, start: unit(start), end: unit(end), look: "hinted" }));
    this.#desk.sheet.mark(LAYER, marks);
    const row = ({ name, title, value, sure }) => element("tr", {}, element("th", { scope: "row" }, title),
      element("td", {}, element("button", { type: "button", class: "link", on: { click: () => this.#desk.sheet.show(`element-${name}`) } }, value), !sure && element("span", { class: "chip chip-check" }, "请核对")));
    fill(this.#made, told.items.length ? element("table", { class: "slip" }, element("tbody", {}, told.items.map(row))) : element("p", { class: "empty card" }, "没有识别出公文要素。"));
    return undefined;
  }

  async #fetch() {
    if (!this.#desk.sheet.text.trim()) return void say("还没有正文。");
    const made = await guarded(byId("trouble"), () => answered("POST", `${PATH}/slip`, { text: this.#desk.sheet.text }), () => this.#fetch());
    if (made) save(made.blob, "发文单.docx");
    return undefined;
  }
}
