// Saving edits as they are made: one request at a time, never over somebody else's newer value.

import { patch } from "./api.js";

const LULL = 1200;
const RETRY = 5000;

export class Autosave extends EventTarget {
  #desk;
  #edits = new Map();
  #bases = new Map();
  #timer = 0;
  #sending = null;

  constructor(desk) {
    super();
    this.#desk = desk;
    window.addEventListener("online", () => this.#later(0));
    window.addEventListener("beforeunload", (event) => { if (this.pending) event.preventDefault(); });
  }

  get pending() { return this.#edits.size > 0 || this.#sending !== null; }

  holds(key) { return this.#edits.has(key); }

  edit(key, text, wait = LULL) {
    if (!this.#bases.has(key)) this.#bases.set(key, this.#desk.field(key).value.value);
    this.#edits.set(key, text);
    this.#state("waiting");
    this.#later(wait);
  }

  drop(key) {
    this.#edits.delete(key);
    this.#bases.delete(key);
  }

  // Save what is waiting, and resolve when nothing is left to save or saving has failed.
  async flush() {
    clearTimeout(this.#timer);
    if (this.#sending) await this.#sending;
    if (!this.#edits.size) return;
    this.#sending = this.#send(new Map(this.#edits)).finally(() => { this.#sending = null; });
    await this.#sending;
    if (this.#edits.size) this.#later(LULL);
  }

  #later(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), wait);
  }

  async #send(batch) {
    this.#state("saving");
    try {
      const answer = await patch(`${this.#desk.path}/form`, { values: Object.fromEntries(batch) }, { "If-Match": this.#desk.etag });
      this.#settle(batch);
      this.#state("saved");
      this.#desk.adopt(answer);
    } catch (problem) {
      await this.#recover(problem, batch);
    }
  }

  // Forget what was saved, unless it was edited again meanwhile.
  #settle(batch) {
    for (const [key, text] of batch) {
      if (this.#edits.get(key) === text) this.drop(key);
      else this.#bases.set(key, text);
    }
  }

  async #recover(problem, batch) {
    if (problem.status === 412) return this.#merge();
    if (problem.status === 0 || problem.status >= 500) {
      this.#state("offline");
      this.#later(RETRY);
      return undefined;
    }
    for (const key of batch.keys()) this.drop(key);
    this.#state("failed", { problem });
    return this.#desk.reload();
  }

  // The filing has moved on: keep the edits whose box nobody else touched, ask about the others.
  async #merge() {
    const bases = new Map(this.#bases);
    await this.#desk.reload();
    const clashes = [];
    for (const [key, mine] of this.#edits) {
      const theirs = this.#desk.field(key)?.value.value;
      if (theirs === bases.get(key)) continue;
      if (theirs !== mine) clashes.push({ key, mine, theirs });
      this.drop(key);
    }
    this.dispatchEvent(new CustomEvent("merged", { detail: { clashes, kept: this.#edits.size } }));
    this.#desk.tell();
    this.#state(this.#edits.size ? "waiting" : "saved");
  }

  #state(name, more = {}) {
    this.dispatchEvent(new CustomEvent("state", { detail: { name, ...more } }));
  }
}
