// The form by which a document comes into the library: typed, or read from a file and looked over.

import { newKey, upload } from "./api.js";
import { calendarInput, spokenDay, standardDay } from "./day.js";
import { button, byId, element, fill, say } from "./element.js";
import { act, departments, named, officerName } from "./officer.js";
import { guarded } from "./problem.js";

const PATH = "/api/v1/gongwen/library";
const EVERYBODY = "everybody";
const FIELDS = { title: ["标题", 200], issuer: ["发文机关", 200], number: ["发文字号", 100], origin: ["出处（论断、表述在哪里讲的或写的；没有就不填）", 300] };

// `made(id)` is called once a document is kept.
export class FilingForm {
  #made;
  #facet = element("select", { class: "input", id: "filing-facet" });
  #fields = {};
  #body = element("textarea", { class: "input", id: "filing-body", rows: 6, maxlength: 200000 });
  #readers = element("select", { class: "input", id: "filing-readers" });
  #day = calendarInput({ class: "input", id: "filing-day", autocomplete: "off", placeholder: "如 2026年11月29日" }, "spoken", "成文日期", () => {});
  // Above the dialog the page cannot be seen: what goes wrong is told in it, and what was typed stays.
  #trouble = element("div", { "aria-live": "polite" });
  #reading = element("p", { class: "hint", role: "status" });
  #send = element("button", { type: "submit", class: "button" }, "添加");
  #file = element("input", { type: "file", hidden: true, id: "filing-file", on: { change: () => this.#pick() } });
  #fault = element("p", { class: "flag flag-correct", role: "alert", hidden: true }, element("span", {}, "请填写标题和正文。"));
  #told = {};

  constructor(made, facets) {
    this.#made = made;
    this.#facet.append(...["", ...facets].map((each) => element("option", { value: each }, each || "按文件自身判断")));
    for (const [name, [, most]] of Object.entries(FIELDS)) this.#fields[name] = element("input", { class: "input", id: `filing-${name}`, maxlength: most, autocomplete: "off" });
  }

  open() {
    const labelled = (words, input) => element("label", { class: "ask-label" }, words, input);
    const choices = [[EVERYBODY, "全体工作人员"], ...departments().map((name) => [name, name]), [officerName(), "只有我自己"]];
    this.#readers.replaceChildren(...choices.map(([value, words]) => element("option", { value }, words)));
    this.#fill({});
    fill(this.#trouble);
    this.#reading.textContent = "";
    byId("sheet").onclose = null;
    byId("sheet").replaceChildren(element("form", { novalidate: true, on: { submit: (event) => { event.preventDefault(); this.#keep(); } } },
      element("h2", { id: "sheet-title" }, "添加文件"),
      element("p", { class: "ask-text" }, button("从文件读取", () => this.#file.click(), "button-plain button-small"), " Word、PDF 等文件的标题、文号、日期会自动填好，请核对。"), this.#file, this.#reading,
      Object.entries(FIELDS).map(([name, [words]]) => labelled(words, this.#fields[name])),
      element("div", { class: "ask-label" }, element("label", { for: "filing-day" }, "成文日期"), this.#day.place), labelled("归入哪个维度", this.#facet), labelled("谁可以检索和阅读", this.#readers), labelled("正文", this.#body), this.#fault, this.#trouble,
      element("div", { class: "sheet-acts" }, button("取消", () => byId("sheet").close(), "button-plain"), this.#send)));
    byId("sheet").showModal();
    this.#fields.title.focus();
  }

  #fill(told) {
    this.#told = told;
    for (const [name, input] of Object.entries(this.#fields)) input.value = told[name] ?? "";
    this.#day.show(spokenDay(told.issued_on ?? ""), { editable: true });
    this.#facet.value = told.facet ?? "";
    this.#body.value = told.body ?? "";
    this.#fault.hidden = true;
  }

  #pick() {
    const [file] = this.#file.files;
    this.#file.value = "";
    if (file) this.#read(file);
  }

  async #read(file) {
    this.#reading.textContent = `正在读取“${file.name}”…`;
    const told = await guarded(this.#trouble, () => upload(`${PATH}/read`, "file", [file], { key: newKey(), headers: named() }), () => this.#read(file));
    this.#reading.textContent = told ? `已读取“${file.name}”，请核对。` : "";
    if (told) this.#fill(told);
  }

  async #keep() {
    const typed = Object.fromEntries(Object.entries(this.#fields).map(([name, input]) => [name, input.value.trim()]));
    const body = this.#body.value.trim();
    this.#fault.hidden = Boolean(typed.title && body);
    if (!this.#fault.hidden) return;
    const document = { ...(this.#told.sort && typed.title === this.#told.title && { sort: this.#told.sort }), ...typed, body, issued_on: standardDay(this.#day.control.value.trim()) || null, facet: this.#facet.value, readers: [this.#readers.value] };
    this.#send.disabled = true;
    const made = await guarded(this.#trouble, () => act("POST", `${PATH}/documents`, { document }), () => this.#keep());
    this.#send.disabled = false;
    if (!made) return;
    byId("sheet").close();
    say(this.#readers.value === EVERYBODY ? "已添加，全体工作人员现在都能检索到。" : "已添加，只有您选定的人能检索到。");
    await this.#made(made.id);
  }
}
