// Writing from facts: choose a kind, answer its questions, get a draft without a language model.

import { button, byId, element, fill, say } from "./element.js";
import { factBoxes } from "./drafting-facts.js";
import { referencePart } from "./drafting-reference.js";
import { act, look, officerName } from "./officer.js";
import { guarded } from "./problem.js";

const PATH = "/api/v1/gongwen/kinds";
// What was filled in outlives a reload of the page, is its writer's alone, and goes with the tab.
const place = () => `zhiban.facts.${officerName()}`;

export class WritePanel {
  #desk;
  #place = byId("panel-write");
  #kinds = null;
  #boxes = null;
  #kind = "";
  #made = "";
  #length = element("select", { class: "input input-short", id: "length-of" });
  #title = element("input", { class: "input", id: "own-title", maxlength: 200, autocomplete: "off", placeholder: "不填则按规定的格式拟" });
  #keywords = element("input", { class: "input", id: "own-keywords", maxlength: 200, autocomplete: "off", placeholder: "用顿号隔开；稿中没有的会提示" });
  #told = element("div", { "aria-live": "polite" });

  constructor(desk) { this.#desk = desk; }

  async shown() {
    if (this.#kinds) return;
    const told = await guarded(byId("trouble"), () => look(PATH), () => this.shown());
    if (!told) return;
    this.#kinds = told.items;
    this.#draw();
    const { kind } = kept();
    if (kind) await this.#ask(byId("kind").value = kind);
  }

  #draw() {
    const group = (title, statutory) => element("optgroup", { label: title }, this.#kinds.filter((kind) => kind.statutory === statutory).map(({ id, title: name }) => element("option", { value: id }, name)));
    const which = element("select", { class: "input", id: "kind", on: { change: () => this.#ask(which.value) } }, element("option", { value: "" }, "请选择文种"), group("法定公文", true), group("事务文书", false));
    this.#place.replaceChildren(
      element("p", { class: "hint" }, "填写几项事实，按规定的结构和用语直接成稿，不用大模型；没填的必填项会在稿中标出，不会编造。"),
      element("label", { class: "box-name", for: "kind" }, "文种"), which,
      element("div", { id: "facts", class: "panel-part" }), this.#told);
    this.#place.addEventListener("input", () => this.#keep());
    this.#place.addEventListener("change", () => this.#keep());
  }

  // What is answered for one kind is kept where another asks it too.
  async #ask(kind) {
    fill(this.#told);
    this.#kind = kind;
    this.#boxes = null;
    if (!kind) return void byId("facts").replaceChildren();
    const told = await guarded(byId("trouble"), () => look(`${PATH}/${kind}`), () => this.#ask(kind));
    if (!told) return undefined;
    this.#boxes = factBoxes(told.facts);
    this.#boxes.restore(kept().facts);
    this.#length.replaceChildren(...told.lengths.map((each) => element("option", { value: each, selected: each === "一般" }, each)));
    byId("facts").replaceChildren(
      told.note ? element("p", { class: "hint" }, told.note) : "",
      referencePart(this.#desk, kind, this.#boxes, () => this.#keep()),
      this.#boxes.root,
      element("details", { class: "panel-part" }, element("summary", {}, "成文条件：标题、关键词"), element("div", { class: "asked panel-part" },
        element("div", {}, element("label", { for: "own-title" }, "自拟标题"), this.#title), element("div", {}, element("label", { for: "own-keywords" }, "关键词"), this.#keywords))),
      element("div", { class: "panel-acts" }, element("label", { for: "length-of" }, "篇幅"), this.#length, button("成稿", () => this.#write()), button("清空", () => this.#clear(), "button-plain")));
    this.#keep();
    return undefined;
  }

  #keep() {
    if (!this.#boxes) return;
    sessionStorage.setItem(place(), JSON.stringify({ kind: this.#kind, facts: { ...kept().facts, ...this.#boxes.all() } }));
  }

  #clear() {
    sessionStorage.removeItem(place());
    [this.#title.value, this.#keywords.value] = ["", ""];
    return this.#ask(this.#kind);
  }

  async #write() {
    const wanted = { facts: this.#boxes.values(), length: this.#length.value, title: this.#title.value.trim(), keywords: this.#keywords.value.split(/[、，,；;\s]+/).filter(Boolean) };
    const made = await guarded(byId("trouble"), () => act("POST", `${PATH}/${this.#kind}/draft`, wanted).catch((problem) => this.#blame(problem)), () => this.#write());
    if (!made) return;
    // A draft nobody has worked on since is written anew in its place, not beside it.
    const { sheet, head, keeper } = this.#desk;
    if (this.#made && sheet.text === this.#made) keeper.renew(made.title, made.text);
    else if (await keeper.mayLeave()) keeper.begin(made.title, made.text);
    else return;
    head.offer(made.head);
    [this.#made, this.#desk.file] = [made.text, null];
    this.#tell(made);
    say(`已成稿，由${made.engine_title}生成，请核对。`);
  }

  #blame(problem) {
    const [fault] = problem.more?.errors ?? [];
    this.#boxes.blame(fault?.pointer?.split("/").at(-1));
    throw problem;
  }

  #tell({ faults, missing, left_out: leftOut, unset, unsaid, extent }) {
    const list = (look, head, items) => items.length > 0 && element("div", { class: `notice ${look}` }, element("p", { class: "notice-head" }, head), element("ul", {}, items.map((each) => element("li", {}, each))));
    const asked = (question) => element("button", { type: "button", class: "link", on: { click: () => this.#boxes.go(question) } }, question);
    fill(this.#told,
      faults.map((each) => element("p", { class: "notice notice-bad" }, each)),
      list("notice-check", "还缺这些事实，稿中已标出：", missing.map(asked)),
      list("notice-own", "没有写入文稿（篇幅所限，或者与所选用途无关）：", leftOut),
      list("notice-own", "印发、转发的全文里，版头、版记、页码不再排印：", unset),
      list("notice-own", "稿中没有出现的关键词：", unsaid),
      !missing.length && !faults.length && element("p", { class: "notice notice-good" }, "事实齐全，已成稿。"),
      element("p", { class: "hint" }, `全文 ${extent.characters} 字，排版后约 ${extent.pages} 页。`));
    this.#told.scrollIntoView({ block: "nearest" });
  }
}

function kept() {
  return { kind: "", facts: {}, ...JSON.parse(sessionStorage.getItem(place()) ?? "{}") };
}
