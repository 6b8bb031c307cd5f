// The one-time notice: prepared from every flag that was not set aside, edited, saved.

import { button, element, fill } from "./element.js";
import { copy } from "./sign.js";
import { dateAndTime } from "./words.js";

export class Notice {
  #place;
  #acts;
  #text = element("textarea", { class: "input notice-text", id: "notice-text", maxlength: 8000, "aria-describedby": "notice-state" });
  #state = element("p", { class: "hint", id: "notice-state", role: "status" });
  #touched = false;

  // `acts` holds saveNotice(text).
  constructor(place, acts) {
    this.#place = place;
    this.#acts = acts;
    this.#text.addEventListener("input", () => { this.#touched = true; this.#tell(); });
  }

  get isTouched() { return this.#touched; }

  show({ prepared, saved }) {
    this.prepared = prepared;
    this.saved = saved;
    if (!this.#touched) this.#take(saved?.text ?? prepared);
    this.#tell();
    if (this.#place.contains(this.#text)) return;
    fill(this.#place);
    this.#place.append(
      element("label", { class: "notice-label", for: "notice-text" }, "一次告知书（由没有设为“不采纳”的提示汇总而成，可以修改）"), this.#text, this.#state,
      element("div", { class: "step-acts" },
        button("保存告知书", () => this.#save()),
        button("按现有提示重新生成", () => { this.#take(this.prepared); this.#touched = true; this.#tell(); }, "button-plain"),
        button("复制", () => copy(this.#text.value), "button-plain")));
  }

  async #save() {
    if (await this.#acts.saveNotice(this.#text.value)) this.#touched = false;
    this.#tell();
  }

  #take(text) { this.#text.value = text; }

  #tell() {
    const told = this.saved ? `上次由 ${this.saved.officer} 于 ${dateAndTime(this.saved.at)} 保存。` : "尚未保存。";
    const newer = this.saved && this.saved.text !== this.prepared ? "保存之后提示有变化或文字有修改，可重新生成后对照。" : "";
    const empty = this.prepared || this.saved ? "" : "没有需要告知的内容。";
    this.#state.textContent = this.#touched ? "有未保存的修改。" : empty || told + newer;
  }
}
