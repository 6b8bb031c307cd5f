// A text box with marks under its words: a textarea over a copy of its text, so that typing, undo
// and screen readers work as everywhere. Places are in UTF-16 units, as in every string here.

import { byId, element } from "./element.js";

// Where the texts differ: how much they share in front and behind.
function change(old, now) {
  const most = Math.min(old.length, now.length);
  let front = 0;
  while (front < most && old[front] === now[front]) front += 1;
  let back = 0;
  while (back < most - front && old[old.length - 1 - back] === now[now.length - 1 - back]) back += 1;
  return { front, end: old.length - back, by: now.length - old.length };
}

export class MarkedText extends EventTarget {
  #marks = [];
  #layer = "";
  #here = null;
  #before = "";
  #quiet = false;
  #box = byId("text");

  constructor() {
    super();
    this.#box.addEventListener("input", () => this.#edited());
    for (const event of ["click", "keyup"]) this.#box.addEventListener(event, () => this.#looked());
    new ResizeObserver(() => this.#grow()).observe(byId("marked"));
  }

  get text() { return this.#box.value; }

  get marks() { return this.#marks; }

  // The line the cursor is in.
  get paragraph() {
    const at = this.#box.selectionStart;
    const end = this.text.indexOf("\n", at);
    return this.text.slice(this.text.lastIndexOf("\n", at - 1) + 1, end < 0 ? undefined : end);
  }

  get chosen() { return this.text.slice(this.#box.selectionStart, this.#box.selectionEnd); }

  // Another text: whatever was told of the one before does not hold.
  set(text) {
    this.#box.value = text;
    this.#marks = [];
    this.#edited();
    this.dispatchEvent(new Event("replaced"));
  }

  // Each mark has start, end, look and an id of the caller's; a layer's marks replace its earlier
  // ones. One layer is shown at a time, all of them keep to their words.
  mark(layer, marks) {
    const others = this.#marks.filter((mark) => mark.layer !== layer);
    this.#put([...others, ...marks.map((mark) => ({ ...mark, layer }))]);
  }

  add(layer, mark) { this.#put([...this.#marks, { ...mark, layer }]); }

  move(id, layer) { this.#put(this.#marks.map((mark) => (mark.id === id ? { ...mark, layer } : mark))); }

  #put(marks) {
    this.#marks = marks.sort((one, other) => one.start - other.start || one.end - other.end);
    this.#draw();
  }

  turnTo(layer) {
    this.#layer = layer;
    this.#draw();
  }

  drop(id) {
    this.#marks = this.#marks.filter((mark) => mark.id !== id);
    this.#draw();
  }

  get #shown() { return this.#marks.filter((mark) => mark.layer === this.#layer); }

  show(id, { focus = false } = {}) {
    this.#here = id;
    this.#draw();
    const drawn = byId("marks").querySelector("mark.here");
    drawn?.scrollIntoView({ block: "center", behavior: "smooth" });
    const mark = this.#marks.find((each) => each.id === id);
    if (focus && mark) {
      this.#box.focus({ preventScroll: true });
      this.#box.setSelectionRange(mark.start, mark.end);
    }
  }

  replace(start, end, words) { this.replaceAll([{ start, end, words }]); }

  // As if typed, so that the browser's undo takes it back; focus and view stay where they are. Places
  // are those of the text before, none over another.
  replaceAll(changes) {
    const [focused, top] = [document.activeElement, window.scrollY];
    this.#box.focus({ preventScroll: true });
    this.atOnce(() => [...changes].sort((one, other) => other.start - one.start).forEach((change) => this.#type(change)));
    if (focused !== this.#box) focused?.focus({ preventScroll: true });
    window.scrollTo({ top, behavior: "instant" });
  }

  // Many changes of text and marks, drawn and told when all are done.
  atOnce(work) {
    if (this.#quiet) return void work();
    this.#quiet = true;
    work();
    this.#quiet = false;
    this.#changed();
    return undefined;
  }

  #type({ start, end, words }) {
    if (start === end && !words) return;
    this.#box.setSelectionRange(start, end);
    if (document.execCommand(words ? "insertText" : "delete", false, words)) return;
    this.#box.setRangeText(words, start, end, "end");
    this.#edited();
  }

  insert(words) {
    this.replace(this.#box.selectionStart, this.#box.selectionEnd, words);
    this.#box.focus();
  }

  // Marks keep to their words while the text before them changes; a touched one is gone.
  #edited() {
    const { front, end, by } = change(this.#before, this.text);
    this.#before = this.text;
    const kept = ({ start, end: last }) => last <= front || start >= end;
    this.#marks = this.#marks.filter(kept).map((mark) => (mark.start >= end && mark.start >= front ? { ...mark, start: mark.start + by, end: mark.end + by } : mark));
    if (!this.#quiet) this.#changed();
  }

  #changed() {
    this.#draw();
    this.#grow();
    this.dispatchEvent(new Event("edited"));
  }

  #looked() {
    const at = this.#box.selectionStart;
    const mark = this.#shown.find(({ start, end }) => start <= at && at <= end);
    if (mark && mark.id !== this.#here) this.dispatchEvent(new CustomEvent("looked", { detail: mark.id }));
  }

  #grow() {
    this.#box.style.height = "auto";
    this.#box.style.height = `${this.#box.scrollHeight}px`;
  }

  #draw() {
    if (this.#quiet) return;
    const parts = [];
    let at = 0;
    for (const { start, end, look, id } of this.#shown) {
      if (start < at) continue;
      parts.push(this.text.slice(at, start), element("mark", { class: `${look}${id === this.#here ? " here" : ""}` }, this.text.slice(start, end)));
      at = end;
    }
    byId("marks").replaceChildren(...parts, `${this.text.slice(at)}\n`);
  }
}

// The service counts characters, a string here counts units: they differ after rare characters.
export function toUnits(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (place) => place;
  const units = [0];
  for (const character of text) units.push(units[units.length - 1] + character.length);
  return (place) => units[Math.min(place, units.length - 1)];
}

// And back.
export function toCharacters(text) {
  return (place) => [...text.slice(0, place)].length;
}
