// The head of a draft: what stands outside its text. It is kept with the draft and goes with it.

const NAMES = ["form", "issuers", "number", "signatories", "copy_number", "urgency", "copies_to", "printer", "printed", "note", "sealed", "sample"];

const filled = (value) => (value?.length === undefined ? Boolean(value) : value.length > 0);
// Only what is told, always in one order, so that two heads can be compared as they are written.
const tidied = (head) => Object.fromEntries(NAMES.filter((name) => filled(head[name])).map((name) => [name, head[name]]));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Tells "set" when boxes must show it anew, "edited" when there is something to keep.
export class DraftHead extends EventTarget {
  #told = {};
  #offered = {};

  get told() { return this.#told; }

  // The head of another draft; nothing of the one before stays.
  set(told) {
    [this.#told, this.#offered] = [tidied(told), {}];
    this.dispatchEvent(new Event("set"));
  }

  // What somebody filled in.
  change(name, value) {
    this.#told = tidied({ ...this.#told, [name]: value });
    this.dispatchEvent(new Event("edited"));
  }

  // What a draft from facts tells: it fills what nobody filled in, and renews what it told before.
  offer(head) {
    const free = NAMES.filter((name) => !filled(this.#told[name]) || same(this.#told[name], this.#offered[name]));
    this.#told = tidied({ ...this.#told, ...Object.fromEntries(free.map((name) => [name, head[name]])) });
    this.#offered = tidied(head);
    this.dispatchEvent(new Event("set"));
    this.dispatchEvent(new Event("edited"));
  }
}
