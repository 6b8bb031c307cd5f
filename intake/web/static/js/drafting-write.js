// Writing from facts: choose a kind, answer its questions, get a draft without a language model.

import { button, byId, element, fill, say } from "./element.js";
import { factBoxes } from "./drafting-facts.js";
import { referencePart } from "./drafting-reference.js";
import { act, look } from "./officer.js";
import { guarded } from "./problem.js";

const PATH = "/api/v1/gongwen/kinds";

export class WritePanel {
  #desk;
  #place = byId("panel-write");
  #kinds = null;
  #boxes = null;
  #length = element("select", { class: "input input-short", id: "length-of" });
  #missing = element("div", { "aria-live": "polite" });

  constructor(desk) { this.#desk = desk; }

  async shown() {
    if (this.#kinds) return;
    const told = await guarded(byId("trouble"), () => look(PATH));
    if (!told) return;
    this.#kinds = told.items;
    this.#draw();
  }

  #draw() {
    const group = (title, statutory) => element("optgroup", { label: title }, this.#kinds.filter((kind) => kind.statutory === statutory).map(({ id, title: name }) => element("option", { value: id }, name)));
    const which = element("select", { class: "input", id: "kind", on: { change: () => this.#ask(which.value) } }, element("option", { value: "" }, "请选择文种"), group("法定公文", true), group("事务文书", false));
    this.#place.replaceChildren(
      element("p", { class: "hint" }, "填写几项事实，按规定的结构和用语直接成稿，不用大模型；没填的必填项会在稿中标出，不会编造。"),
      element("label", { class: "box-name", for: "kind" }, "文种"), which,
      element("div", { id: "facts", class: "panel-part" }), this.#missing);
  }

  async #ask(kind) {
    fill(this.#missing);
    if (!kind) return void byId("facts").replaceChildren();
    const told = await guarded(byId("trouble"), () => look(`${PATH}/${kind}`));
    if (!told) return undefined;
    this.#boxes = factBoxes(told.facts);
    byId("facts").replaceChildren(
      told.note ? element("p", { class: "hint" }, told.note) : "",
      referencePart(this.#desk, kind, this.#boxes),
      this.#boxes.root,
      element("div", { class: "panel-acts" }, element("label", { for: "length-of" }, "篇幅"), this.#length, button("成稿", () => this.#write(kind))));
    this.#length.replaceChildren(...told.lengths.map((each) => element("option", { value: each, selected: each === "一般" }, each)));
    return undefined;
  }

  async #write(kind) {
    if (!(await this.#desk.keeper.mayLeave())) return;
    const made = await guarded(byId("trouble"), () => act("POST", `${PATH}/${kind}/draft`, { facts: this.#boxes.values(), length: this.#length.value }));
    if (!made) return;
    this.#desk.keeper.begin(made.title, made.text);
    this.#desk.file = null;
    this.#desk.head = made.head;
    this.#tell(made);
    say(`已成稿，由${made.engine_title}生成，请核对。`);
  }

  #tell({ faults, missing, left_out: leftOut, extent }) {
    const list = (look, head, items) => items.length > 0 && element("div", { class: `notice ${look}` }, element("p", { class: "notice-head" }, head), element("ul", {}, items.map((each) => element("li", {}, each))));
    fill(this.#missing,
      faults.map((each) => element("p", { class: "notice notice-bad" }, each)),
      list("notice-check", "还缺这些事实，稿中已标出：", missing),
      list("notice-own", "按所选篇幅没有写入：", leftOut),
      !missing.length && !faults.length && element("p", { class: "notice notice-good" }, "事实齐全，已成稿。"),
      element("p", { class: "hint" }, `全文 ${extent.characters} 字，排版后约 ${extent.pages} 页。`));
  }
}
