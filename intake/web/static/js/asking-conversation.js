// One conversation with the knowledge base: its turns one below the other, kept while the tab is open.

import { Problem, newKey, post, read } from "./api.js";
import { ask as askInWriting } from "./ask.js";
import { answerView } from "./asking-views.js";
import { button, element, fill } from "./element.js";
import { stream } from "./events.js";
import { guarded } from "./problem.js";

const feedback = (turn, said) => post(`/api/v1/knowledge/questions/${turn.id}/feedback`, said, { headers: { "Idempotency-Key": newKey() }, again: true });

export class Conversation {
  #turns;
  #trouble;
  #key;
  #told;
  #headers;
  #more;
  #id;
  #busy = false;

  // `turns` is the list they are shown in, `key` where the id is kept; `told()` says who asks,
  // `headers()` what is sent with it, `more(turn)` what can be done with an answer; `changed` is told
  // whether there is a conversation.
  constructor({ turns, trouble, key, told, headers = () => ({}), more = () => "", changed = () => {} }) {
    [this.#turns, this.#trouble, this.#key, this.#told, this.#headers, this.#more] = [turns, trouble, key, told, headers, more];
    this.changed = changed;
    this.#id = sessionStorage.getItem(key) ?? "";
  }

  // Resolves with whether there is an answer.
  async put(question) {
    if (this.#busy || !question.trim()) return false;
    this.#busy = true;
    const place = this.#begin(question);
    const draft = element("div", { class: "words-body" });
    const hear = (name, data) => {
      if (name === "passages" && data.entries.length) fill(place, element("p", { class: "waiting" }, `正在核对《${data.entries[0].title}》等内容…`), draft);
      if (name === "sentence") draft.append(element("p", {}, data.text));
      if (name === "done") { this.#keep(data.conversation); this.#show(data, place); }
      if (name === "problem") throw new Problem(data);
    };
    const told = { question, conversation: this.#id, ...this.#told() };
    const done = await guarded(this.#trouble, async () => { await stream("/api/v1/knowledge/ask/stream", told, hear, this.#headers()); return true; }, () => this.put(question));
    if (!done) place.parentElement.remove();
    this.#busy = false;
    place.scrollIntoView({ block: "nearest" });
    return Boolean(done);
  }

  // A conversation of before is shown again as it was told, with the versions of then.
  async resume() {
    if (!this.#id) return;
    const { turns } = await read(`/api/v1/knowledge/conversations/${this.#id}`).catch(() => ({ turns: [] }));
    this.#keep(turns.length ? this.#id : "");
    for (const turn of turns) this.#show(turn, this.#begin(turn.question));
  }

  forget() {
    this.#keep("");
    fill(this.#turns);
  }

  #keep(id) {
    this.#id = id;
    if (id) sessionStorage.setItem(this.#key, id);
    else sessionStorage.removeItem(this.#key);
    this.changed(Boolean(id));
  }

  #begin(question) {
    const place = element("div", { class: "reply card" }, element("p", { class: "waiting" }, "正在查找…"));
    this.#turns.append(element("li", { class: "turn" }, element("p", { class: "asked-line" }, question), place));
    place.scrollIntoView({ block: "nearest" });
    return place;
  }

  #show(turn, place) {
    // Counting clicks must not trouble anybody.
    const opened = (entry, position) => feedback(turn, { verdict: "click", entry, position }).catch(() => {});
    fill(place, turn.note && element("p", { class: "hint" }, turn.note));
    place.append(answerView(turn, { choose: ({ label }) => this.put(label), opened }), this.#more(turn), this.#thumbs(turn));
  }

  #thumbs(turn) {
    const place = element("div", { class: "thumbs" });
    place.append(element("span", { class: "hint" }, "这个回答有用吗？"),
      button("有用", () => this.#giveThumb(turn, "up", place), "button-plain button-small"),
      button("没用", () => this.#giveThumb(turn, "down", place), "button-plain button-small"),
      button("我要纠错", () => this.#correct(turn, place), "button-plain button-small"));
    return place;
  }

  async #giveThumb(turn, verdict, place) {
    const kept = await guarded(this.#trouble, () => feedback(turn, { verdict }));
    if (kept) fill(place, element("p", { class: "hint" }, verdict === "up" ? "谢谢，已记录。" : "谢谢，已转给责任部门改进。"));
  }

  async #correct(turn, place) {
    const text = await askInWriting({ title: "哪里不对？", text: "请写明正确的说法和依据，会转给责任部门核对。请不要填写个人信息。", label: "更正内容", confirm: "提交", long: true, least: 4 });
    if (!text) return;
    const entry = turn.answer?.citations[0]?.entry ?? "";
    const kept = await guarded(this.#trouble, () => feedback(turn, { verdict: "correction", entry, text }));
    if (kept) fill(place, element("p", { class: "hint" }, "谢谢，更正已转给责任部门。"));
  }
}
