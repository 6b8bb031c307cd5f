// Proofreading: what was found, taken over, left alone or taught.

import { fileButtons, PATH } from "./drafting-check-files.js";
import { faultItem, look } from "./drafting-fault.js";
import { button, byId, element, fill, say } from "./element.js";
import { toUnits } from "./marked-text.js";
import { act } from "./officer.js";
import { guarded } from "./problem.js";

const LAYER = "check";
const SHOWN = 100;

export class CheckPanel {
  #desk;
  #place = byId("panel-check");
  #faults = [];
  #report = null;
  #taken = [];
  #public = false;
  #here = null;
  #acts = {
    go: ({ id }) => { this.#here = id; this.#desk.sheet.show(id); this.#draw(); },
    accept: (fault, words) => this.#accept(fault, words),
    ignore: (fault) => this.#ignore(fault),
    teach: (fault) => this.#teach(fault),
  };

  constructor(desk) {
    this.#desk = desk;
    this.counted = () => {};
    desk.sheet.addEventListener("looked", ({ detail }) => this.#choose(detail));
    desk.sheet.addEventListener("edited", () => this.#prune());
    desk.sheet.addEventListener("replaced", () => this.#forget());
    byId("undo").addEventListener("click", () => this.#undo());
  }

  shown() {
    this.#desk.sheet.turnTo(LAYER);
    this.#draw();
  }

  // What was found in another text, and the file it came from, have nothing to do with this one.
  #forget() {
    this.#desk.file = null;
    [this.#faults, this.#report, this.#taken] = [[], null, []];
    byId("undo").disabled = true;
    this.#draw();
  }

  async run() {
    const { sheet } = this.#desk;
    const text = sheet.text;
    if (!text.trim()) return void say("还没有正文。");
    this.#desk.go("check");
    fill(this.#place, element("p", { class: "waiting" }, "正在校对…"));
    const report = await guarded(byId("trouble"), () => act("POST", PATH, { text, public: this.#public }));
    if (!report) return this.#draw();
    if (sheet.text !== text) {
      say("校对时正文有改动，请再校对一次。");
      return this.#draw();
    }
    const unit = toUnits(text);
    this.#report = report;
    this.#faults = report.faults.map((fault, id) => ({ ...fault, id, start: unit(fault.start), end: unit(fault.end) }));
    sheet.mark(LAYER, this.#faults.map((fault) => ({ id: fault.id, start: fault.start, end: fault.end, wrong: fault.wrong, look: look(fault) })));
    this.#draw();
    return undefined;
  }

  #marked(fault) { return this.#desk.sheet.marks.find((mark) => mark.id === fault.id); }

  // Words that were changed by hand are no fault any more.
  #prune() {
    if (!this.#faults.length) return;
    const left = this.#faults.filter((fault) => this.#marked(fault));
    if (left.length === this.#faults.length) return;
    this.#faults = left;
    this.#draw();
  }

  #choose(id) {
    if (!this.#faults.some((fault) => fault.id === id)) return;
    this.#here = id;
    this.#desk.go("check");
    this.#place.querySelector(`[data-fault="${id}"]`)?.scrollIntoView({ block: "nearest" });
    this.#desk.sheet.show(id);
  }

  #accept(fault, words) {
    const mark = this.#marked(fault);
    if (!mark) return;
    this.#taken.push({ wrong: fault.wrong, words, start: mark.start });
    this.#faults = this.#faults.filter((each) => each.id !== fault.id);
    this.#desk.sheet.drop(fault.id);
    this.#desk.sheet.replace(mark.start, mark.end, words);
    byId("undo").disabled = false;
    this.#draw();
  }

  #acceptAll() {
    const sure = this.#faults.filter(({ severity, suggestions }) => severity === "必错" && suggestions.length === 1);
    for (const fault of sure) this.#accept(fault, fault.suggestions[0]);
    say(sure.length ? `已采纳 ${sure.length} 处必错建议，可以逐处撤销。` : "没有可以一并采纳的建议。");
  }

  #undo() {
    const last = this.#taken.pop();
    byId("undo").disabled = !this.#taken.length;
    const { sheet } = this.#desk;
    if (!last) return;
    const at = sheet.text.startsWith(last.words, last.start) ? last.start : sheet.text.indexOf(last.words);
    if (at < 0) return say("这一处后来又改过，没有撤销。");
    sheet.replace(at, at + last.words.length, last.wrong);
    say(`已改回“${last.wrong}”。`);
  }

  #ignore(fault) {
    this.#faults = this.#faults.filter((each) => each.id !== fault.id);
    this.#desk.sheet.drop(fault.id);
    this.#draw();
  }

  // A single character is allowed together with its neighbours only: alone it would hide too much.
  #words({ start, end, wrong }) {
    const { text } = this.#desk.sheet;
    const near = (at) => (/\p{Script=Han}/u.test(text[at] ?? "") ? text[at] : "");
    return [...wrong].length > 1 ? wrong : `${near(start - 1)}${wrong}${near(end)}`;
  }

  async #teach(fault) {
    const word = this.#words(this.#marked(fault));
    const entry = { word, sort: "放行", scope: "本人", reason: "起草人确认无误" };
    const done = await guarded(byId("trouble"), () => act("POST", "/api/v1/gongwen/words", entry));
    if (!done) return;
    for (const same of this.#faults.filter((each) => this.#words(this.#marked(each)) === word)) this.#ignore(same);
    say(`以后遇到“${word}”不再提示，可以在审核词库里撤回。`);
  }

  #summary() {
    const { score, characters } = this.#report;
    const number = (severity) => this.#faults.filter((fault) => fault.severity === severity).length;
    return element("div", { class: "score" }, element("span", {}, "质量分 ", element("b", {}, String(score))),
      element("span", { class: "hint" }, `共 ${characters} 字，必错 ${number("必错")} 处，疑似 ${number("疑似")} 处，提示 ${number("提示")} 处`));
  }

  // Whoever works by keyboard goes on at the fault that takes the place of the one dealt with.
  #draw() {
    const at = [...this.#place.querySelectorAll(".fault")].findIndex((each) => each.contains(document.activeElement));
    this.#fill();
    if (at < 0 || document.activeElement !== document.body) return;
    const left = this.#place.querySelectorAll(".fault");
    (left[Math.min(at, left.length - 1)] ?? this.#place).querySelector("button")?.focus({ preventScroll: true });
  }

  #fill() {
    this.counted(this.#faults.length);
    const choice = element("label", { class: "tick" }, element("input", { type: "checkbox", checked: this.#public, on: { change: (event) => { this.#public = event.target.checked; } } }), element("span", {}, "将公开发布（同时检查身份证号、手机号等个人信息）"));
    if (!this.#report) return void fill(this.#place, element("p", { class: "hint" }, "点“校对全文”，逐处列出问题、依据和建议。"), choice);
    fill(this.#place, this.#summary(), choice,
      this.#report.doubts.map((doubt) => element("p", { class: "hint" }, doubt)),
      element("div", { class: "panel-acts" },
        button("采纳全部必错", () => this.#acceptAll(), "button-plain button-small"), fileButtons(this.#desk, () => this.#public)),
      this.#faults.length ? element("ol", { class: "faults", "aria-label": "问题" }, this.#faults.slice(0, SHOWN).map((fault) => faultItem(fault, fault.id === this.#here, this.#acts))) : element("p", { class: "empty card" }, this.#report.faults.length ? "列出的问题都已处理；之后改动过的地方请再校对一次。" : "没有发现问题。"),
      this.#faults.length > SHOWN && element("p", { class: "hint" }, `先列出前 ${SHOWN} 处，处理后会列出其余 ${this.#faults.length - SHOWN} 处。`));
    return undefined;
  }
}
