// The faults of the text on the sheet: found, taken over, left alone. Each keeps to its words while
// the text around it changes.

import { look } from "./drafting-fault.js";
import { toCharacters, toUnits } from "./marked-text.js";

export const FOUND = "check";
const LEFT = "left";
const TAKEN = "taken";

export const charactersIn = (text) => [...text.replace(/\s/g, "")].length;

const isSame = (fault, mark, other) => fault.rule === other.rule && fault.wrong === other.wrong && mark?.start === other.start;

export class Faults {
  #sheet;
  #report = null;
  #found = [];
  #left = [];
  #taken = [];
  #next = 0;
  #dealt = false;

  constructor(sheet) { this.#sheet = sheet; }

  get report() { return this.#report; }

  get found() { return this.#found; }

  get left() { return this.#left; }

  get canUndo() { return this.#taken.length > 0; }

  // Nothing told of one text holds for another.
  forget() {
    [this.#report, this.#found, this.#left, this.#taken, this.#dealt] = [null, [], [], [], false];
  }

  mark(fault) { return this.#sheet.marks.find((mark) => mark.id === fault.id); }

  // What the service says of the text as it stands; a fault that was told before keeps its id.
  take(report) {
    const unit = toUnits(this.#sheet.text);
    const before = this.#found.map((fault) => [fault, this.mark(fault)]);
    this.#found = report.faults.map((told) => {
      const fault = { ...told, start: unit(told.start), end: unit(told.end) };
      const [known] = before.find(([each, mark]) => isSame(each, mark, fault)) ?? [];
      return { ...fault, id: known?.id ?? (this.#next += 1) };
    });
    [this.#report, this.#dealt] = [report, false];
    this.#sheet.mark(FOUND, this.#found.map((fault) => ({ id: fault.id, start: fault.start, end: fault.end, look: look(fault) })));
  }

  // Let go what was changed by hand or taken back; tells whether anything was.
  prune() {
    const stands = (fault) => this.mark(fault);
    const kept = [this.#found, this.#left, this.#taken].map((faults) => faults.filter(stands));
    const gone = [this.#found, this.#left, this.#taken].some((faults, at) => faults.length !== kept[at].length);
    [this.#found, this.#left, this.#taken] = kept;
    this.#dealt ||= gone;
    return gone;
  }

  // Take over suggestions: [fault, words] of each.
  accept(pairs) {
    const marked = pairs.map(([fault, words]) => ({ fault, words, mark: this.mark(fault) })).filter(({ mark }) => mark);
    for (const { fault } of marked) this.settle(fault);
    this.#sheet.replaceAll(marked.map(({ words, mark: { start, end } }) => ({ start, end, words })));
    let by = 0;
    for (const { fault, words, mark: { start, end } } of marked.sort((one, other) => one.mark.start - other.mark.start)) {
      this.#sheet.add(TAKEN, { id: fault.id, start: start + by, end: start + by + words.length });
      this.#taken.push(fault);
      by += words.length - (end - start);
    }
  }

  // Put back the words before the last suggestion that was taken over, and return them.
  undo() {
    const fault = this.#taken.pop();
    if (!fault) return "";
    const { start, end } = this.mark(fault);
    this.#sheet.drop(fault.id);
    this.#sheet.replace(start, end, fault.wrong);
    this.#dealt = true;
    return fault.wrong;
  }

  ignore(fault) {
    this.#part(fault);
    this.#sheet.move(fault.id, LEFT);
    this.#left.push(fault);
  }

  // Taught to be right: it is no fault, and not left alone either.
  settle(fault) {
    this.#part(fault);
    this.#sheet.drop(fault.id);
  }

  // What was left alone is told again.
  restore() {
    for (const { id } of this.#left) this.#sheet.move(id, FOUND);
    const at = (fault) => this.mark(fault)?.start ?? 0;
    this.#found = [...this.#found, ...this.#left].sort((one, other) => at(one) - at(other));
    [this.#left, this.#dealt] = [[], true];
  }

  // The places left alone, in characters as the service counts them.
  get leftPlaces() {
    const characters = toCharacters(this.#sheet.text);
    return this.#left.map((fault) => [fault, this.mark(fault)]).filter(([, mark]) => mark)
      .map(([{ wrong }, { start, end }]) => ({ start: characters(start), end: characters(end), wrong }));
  }

  // What the service said; once faults were dealt with, what its formula says of those that are left.
  get score() {
    const { score, costs, least_length: least } = this.#report;
    if (!this.#dealt) return score;
    const cost = this.#found.reduce((sum, { severity }) => sum + costs[severity], 0);
    return Math.max(0, Math.round((100 - (cost * 1000) / Math.max(this.characters, least)) * 10) / 10);
  }

  get characters() { return this.#dealt ? charactersIn(this.#sheet.text) : this.#report.characters; }

  #part(fault) {
    this.#found = this.#found.filter((each) => each.id !== fault.id);
    this.#dealt = true;
  }
}
