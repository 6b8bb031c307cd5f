// Proofreading: what was found, taken over, left alone or taught.

import { fileButtons, PATH } from "./drafting-check-files.js";
import { faultItem, keepFocus } from "./drafting-fault.js";
import { Faults, FOUND } from "./drafting-faults.js";
import { askTaught, LEXICON } from "./drafting-teaching.js";
import { button, byId, element, fill, link, say } from "./element.js";
import { act, TEXT_PATIENCE } from "./officer.js";
import { guarded } from "./problem.js";

const SHOWN = 100;
// Milliseconds; a text that takes long to proofread is asked about the more rarely.
const LULL = 800;

export class CheckPanel {
  #desk;
  #faults;
  #place = byId("panel-check");
  #public = false;
  #here = null;
  #timer = 0;
  #took = 0;
  #state = "";
  #dealing = false;
  #acts = {
    go: ({ id }) => { this.#here = id; this.#desk.sheet.show(id); this.#draw(); },
    accept: (fault, words) => this.#deal(() => this.#faults.accept([[fault, words]])),
    ignore: (fault) => this.#deal(() => this.#faults.ignore(fault)),
    teach: (fault) => this.#teach(fault),
  };

  constructor(desk) {
    this.#desk = desk;
    this.#faults = new Faults(desk.sheet);
    this.counted = () => {};
    desk.sheet.addEventListener("looked", ({ detail }) => this.#choose(detail));
    desk.sheet.addEventListener("edited", () => this.#edited());
    desk.sheet.addEventListener("replaced", () => this.#forget());
    byId("undo").addEventListener("click", () => this.#undo());
    this.#place.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      this.#undo();
    });
  }

  shown() {
    this.#desk.sheet.turnTo(FOUND);
    this.#draw();
  }

  // What was found in another text, and the file it came from, have nothing to do with this one.
  #forget() {
    this.#wait(0);
    [this.#desk.file, this.#state] = [null, ""];
    this.#faults.forget();
    this.#draw();
  }

  async run() {
    const { sheet } = this.#desk;
    if (!sheet.text.trim()) return void say("还没有正文。");
    this.#desk.go(FOUND);
    this.#wait(0);
    fill(this.#place, element("p", { class: "waiting", role: "status" }, "正在校对…"));
    const { text } = sheet;
    const report = await guarded(byId("trouble"), () => this.#ask(), () => this.run());
    if (report && sheet.text !== text) say("校对时正文有改动，请再校对一次。");
    else if (report) this.#take(report);
    return this.#draw();
  }

  async #ask() {
    const began = performance.now();
    const report = await act("POST", PATH, this.#asked, undefined, TEXT_PATIENCE);
    this.#took = performance.now() - began;
    return report;
  }

  get #asked() { return { text: this.#desk.sheet.text, public: this.#public, left: this.#faults.leftPlaces }; }

  #take(report) {
    this.#state = "";
    this.#faults.take(report);
  }

  // A fault was dealt with: the list is right at once, and asked anew, for mending one place may
  // mend another, or make a fault.
  #dealt() {
    this.#state = "正在核算";
    this.#wait(setTimeout(() => this.#renew(), Math.max(LULL, 2 * this.#took)));
    this.#draw();
  }

  #wait(timer) {
    clearTimeout(this.#timer);
    this.#timer = timer;
  }

  async #renew() {
    const { sheet } = this.#desk;
    const { text } = sheet;
    if (!this.#faults.report) return undefined;
    if (!text.trim()) return void this.#forget();
    const timer = this.#timer;
    const report = await this.#ask().catch(() => null);
    // Answered too late: another text, or more was dealt with meanwhile and is asked for already.
    if (timer !== this.#timer || !this.#faults.report) return undefined;
    if (report && sheet.text === text) this.#take(report);
    else this.#state = report ? "正文后来有改动，请再校对一次" : "没有连上服务器，按处理过的问题推算";
    return this.#draw();
  }

  // The list is drawn once, when all is done: whoever works in it keeps their place.
  #deal(work) {
    this.#dealing = true;
    this.#desk.sheet.atOnce(work);
    this.#dealing = false;
    this.#dealt();
  }

  #edited() {
    if (!this.#faults.report) return;
    const gone = this.#faults.prune();
    if (this.#dealing) return;
    if (gone) this.#dealt();
    else if (!this.#state) this.#stale();
  }

  #stale() {
    this.#state = "正文后来有改动，请再校对一次";
    this.#draw();
  }

  #choose(id) {
    if (!this.#faults.found.some((fault) => fault.id === id)) return;
    this.#here = id;
    this.#desk.go(FOUND);
    this.#place.querySelector(`[data-fault="${id}"]`)?.scrollIntoView({ block: "nearest" });
    this.#desk.sheet.show(id);
  }

  #acceptAll() {
    const sure = this.#faults.found.filter(({ severity, suggestions }) => severity === "必错" && suggestions.length === 1);
    if (sure.length) this.#deal(() => this.#faults.accept(sure.map((fault) => [fault, fault.suggestions[0]])));
    say(sure.length ? `已采纳 ${sure.length} 处必错建议，可以逐处撤销。` : "没有可以一并采纳的建议。");
  }

  #undo() {
    if (!this.#faults.canUndo) return say("没有可以撤销的采纳；后来又改过的地方不撤销。");
    return this.#deal(() => say(`已改回“${this.#faults.undo()}”。`));
  }

  async #teach(fault) {
    const word = await askTaught(this.#desk.sheet.text, fault, this.#faults.mark(fault));
    if (!word) return;
    const entry = { word, sort: "放行", scope: "本人", reason: "起草人确认无误" };
    const done = await guarded(byId("trouble"), () => act("POST", LEXICON, entry), () => this.#teach(fault));
    if (!done) return;
    this.#deal(() => this.#faults.settle(fault));
    say(`以后遇到“${word}”不再提示，可以在审核词库里撤回。`);
  }

  #summary() {
    const { found, left, score, characters } = this.#faults;
    const number = (severity) => found.filter((fault) => fault.severity === severity).length;
    const restore = () => this.#deal(() => this.#faults.restore());
    return [
      element("div", { class: "score", role: "status" }, element("span", {}, "质量分 ", element("b", {}, String(score))),
        element("span", { class: "hint" }, `共 ${characters} 字，必错 ${number("必错")} 处，疑似 ${number("疑似")} 处，提示 ${number("提示")} 处`, this.#state && `（${this.#state}）`)),
      left.length > 0 && element("p", { class: "hint" }, `已忽略 ${left.length} 处，不计分，不列入勘误报告。`, link("恢复", restore, "恢复已忽略的问题")),
    ];
  }

  #draw() {
    byId("undo").disabled = !this.#faults.canUndo;
    this.counted(this.#faults.found.length);
    keepFocus(this.#place, () => this.#fill());
  }

  #fill() {
    const { report, found } = this.#faults;
    const choice = element("label", { class: "tick" }, element("input", { type: "checkbox", checked: this.#public, on: { change: (event) => { this.#public = event.target.checked; if (report) this.#dealt(); } } }), element("span", {}, "将公开发布（同时检查身份证号、手机号等个人信息）"));
    if (!report) return void fill(this.#place, element("p", { class: "hint" }, "点“校对全文”，逐处列出问题、依据和建议。"), choice);
    fill(this.#place, this.#summary(), choice,
      report.doubts.map((doubt) => element("p", { class: report.unfinished.length ? "notice notice-check" : "hint" }, doubt)),
      element("div", { class: "panel-acts" },
        button("采纳全部必错", () => this.#acceptAll(), "button-plain button-small"), fileButtons(this.#desk, () => this.#asked)),
      found.length ? element("ol", { class: "faults", "aria-label": "问题" }, found.slice(0, SHOWN).map((fault) => faultItem(fault, fault.id === this.#here, this.#acts))) : element("p", { class: "empty card" }, report.faults.length ? "列出的问题都已处理；之后改动过的地方请再校对一次。" : report.nothing),
      found.length > SHOWN && element("p", { class: "hint" }, `先列出前 ${SHOWN} 处，处理后会列出其余 ${found.length - SHOWN} 处。`));
    return undefined;
  }
}
