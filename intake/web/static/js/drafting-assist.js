// The assistant: extractive work without a language model, and with one where it is set up.

import { Problem, newKey, upload } from "./api.js";
import { button, byId, element, fill, say } from "./element.js";
import { stream } from "./events.js";
import { look, named } from "./officer.js";
import { guarded } from "./problem.js";

const PATH = "/api/v1/gongwen/assist";

export class AssistPanel {
  #desk;
  #place = byId("panel-assist");
  #made = element("div", { class: "told", "aria-live": "polite" });
  #wish = element("textarea", { class: "input", id: "wish", rows: 3, maxlength: 2000, placeholder: "要求，或者要问的问题", "aria-label": "要求或问题" });
  #recording = element("input", { type: "file", accept: "audio/*", class: "unseen", tabindex: -1, "aria-label": "要转写的录音" });
  #turns = [];
  #busy = false;

  // What was talked about another text would only mislead.
  constructor(desk) {
    this.#desk = desk;
    desk.sheet.addEventListener("replaced", () => { this.#turns = []; fill(this.#made); });
  }

  async shown() {
    if (this.#place.childNodes.length) return;
    const told = await guarded(byId("trouble"), () => look(PATH), () => this.shown());
    if (!told) return;
    const deed = ({ id, title, needs_model: model }) => button(title, () => this.#run(id), model ? "button-plain" : "");
    const own = told.tasks.filter(({ needs_model: model }) => !model);
    const others = told.tasks.filter(({ needs_model: model }) => model);
    this.#place.replaceChildren(
      element("p", { class: "hint" }, "对选中的文字操作；没有选中时对全文操作。"),
      element("div", { class: "panel-acts" }, own.map(deed)),
      element("p", { class: "hint" }, told.title),
      told.state === "off" ? "" : element("div", {}, this.#wish, element("div", { class: "panel-acts" }, others.map(deed))),
      told.deaf ? element("p", { class: "hint" }, `录音转文字：${told.deaf}`) : element("p", { class: "panel-acts" }, button("录音转文字", () => this.#recording.click(), "button-plain"), this.#recording),
      this.#made);
    this.#recording.addEventListener("change", () => {
      const [file] = this.#recording.files;
      this.#recording.value = "";
      if (file) this.#hear(file);
    });
  }

  // Each segment becomes a line at the cursor; its time stands before it.
  async #hear(file) {
    fill(this.#made, element("p", { class: "waiting" }, `正在转写 ${file.name}…`));
    const told = await guarded(byId("trouble"), () => upload("/api/v1/gongwen/transcriptions", "file", [file], { key: newKey(), headers: named() }), () => this.#hear(file));
    fill(this.#made);
    if (!told) return;
    const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
    this.#desk.sheet.insert(told.segments.length ? told.segments.map(({ start, text }) => `［${clock(start)}］${text}`).join("\n") : told.text);
    say("转写的文字已插入，请核对。");
  }

  async #run(task) {
    const text = this.#desk.sheet.chosen || this.#desk.sheet.text;
    if (this.#busy) return;
    if (!text.trim() && !this.#wish.value.trim()) return void say("还没有正文。");
    const asking = this.#turns;
    this.#busy = true;
    const draft = element("p", { class: "told-text" });
    fill(this.#made, element("p", { class: "waiting" }, "正在处理…"), draft);
    const hear = (name, data) => {
      if (name === "words") draft.append(data.text);
      if (name === "done" && asking === this.#turns) this.#show(data);
      if (name === "problem") throw new Problem(data);
    };
    const asked = { task, text, wish: this.#wish.value.trim(), turns: this.#turns.slice(-6) };
    const done = await guarded(byId("trouble"), async () => { await stream(PATH, asked, hear, named()); return true; }, () => this.#run(task));
    this.#busy = false;
    // What was asked of another text is not told of this one.
    if (!done || asking !== this.#turns) fill(this.#made);
  }

  #show({ text, engine_title: engine, doubts, quotes = [], task }) {
    if (!text) return void this.#made.replaceChildren(...doubts.map((doubt) => element("p", { class: "notice notice-check" }, doubt)));
    if (task === "chat" || task === "question") this.#turns.push({ wish: this.#wish.value.trim(), text });
    this.#made.replaceChildren(
      element("p", { class: "hint" }, `由${engine}生成，请核对。`),
      ...doubts.map((doubt) => element("p", { class: "notice notice-check" }, doubt)),
      element("p", { class: "told-text" }, text),
      ...quotes.map((quote) => element("blockquote", { class: "beside" }, quote)),
      element("div", { class: "panel-acts" },
        button("替换选中文字", () => this.#desk.sheet.insert(text), "button-small"),
        button("插入文末", () => { const { sheet } = this.#desk; sheet.replace(sheet.text.length, sheet.text.length, `\n${text}`); }, "button-plain button-small"),
        button("复制", async () => { await navigator.clipboard.writeText(text); say("已复制。"); }, "button-plain button-small")));
  }
}
