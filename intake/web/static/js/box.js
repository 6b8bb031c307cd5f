// One box of the form: its label, its input, where the value came from, and what is wrong with it.

import { element, fill, link } from "./element.js";
import { makeInput } from "./input.js";
import { disagreement } from "./offers.js";
import { sourceKind, sourceName, trust } from "./words.js";

const WIDE = new Set(["text", "image", "file", "list", "table", "seal", "daterange", "address"]);

const isWide = (field) => WIDE.has(field.type) || (field.type === "bool" && !field.question) || field.multiple;

export class Box {
  #acts;
  #head = element("div", { class: "box-head" });
  #foot = element("div", { class: "box-foot" });
  #flags = element("div", { class: "box-flags", "aria-live": "polite" });
  #aside = element("div");
  #clash = element("div");

  // `acts` holds what a person can do here: change(key, text, settled), look(field, places, offer),
  // sendFile(key, file).
  constructor(field, acts) {
    this.key = field.key;
    this.#acts = acts;
    this.input = makeInput(field, (text, settled) => acts.change(this.key, text, settled), acts.sendFile);
    this.#flags.id = `flags-${field.key}`;
    const hint = element("p", { class: "box-hint hint", id: `hint-${field.key}` }, field.hint && `填写格式：${field.hint}`);
    this.input.control.setAttribute("aria-describedby", `${hint.id} ${this.#flags.id}`);
    this.place = element("div", { class: `box${isWide(field) ? " box-wide" : ""}`, id: `box-${field.key}` },
      this.#head, this.input.place, hint, this.#foot, this.#clash, this.#flags, this.#aside);
  }

  show(field, desk, findings, keepTyped) {
    if (!keepTyped) this.input.show(field, desk);
    this.input.control.disabled = !desk.editable;
    this.#showHead(field, desk);
    this.#showFlags(findings);
    this.place.classList.toggle("wrong", Boolean(field.value.value) && findings.some((finding) => finding.severity === "correct"));
    this.#showFoot(field, desk);
    fill(this.#aside, disagreement(field, desk, this.#acts));
  }

  askAboutClash({ mine, theirs }, keepMine) {
    const done = () => this.#clash.replaceChildren();
    fill(this.#clash, element("div", { class: "offers", role: "alert" },
      element("p", {}, `这一项刚在别处改为“${theirs || "空"}”，您填的是“${mine || "空"}”。`),
      element("div", { class: "offers-acts" },
        link("用我填的", () => { done(); keepMine(); }),
        link("用新的值", done))));
  }

  // Say why a file was not taken.
  refuse({ message, remedy }) {
    fill(this.#clash, element("div", { class: "notice notice-bad", role: "alert" },
      element("p", { class: "notice-head" }, message), element("p", {}, remedy)));
  }

  jump() {
    this.place.scrollIntoView({ block: "center" });
    this.place.classList.remove("lit");
    void this.place.offsetWidth; // restart the animation
    this.place.classList.add("lit");
    this.input.control.focus({ preventScroll: true });
  }

  #showHead(field, desk) {
    const [word, look] = trust(field, desk.sources);
    const name = field.type === "bool" || this.input.isGroup
      ? element("span", { class: "box-name", id: `name-${field.key}` }, field.label)
      : element("label", { for: `input-${field.key}` }, field.label);
    if (field.required) name.append(element("span", { class: "must", "aria-hidden": "true" }, "*"), element("span", { class: "unseen" }, "（必填）"));
    fill(this.#head, name, element("span", { class: `chip ${look}` }, word));
  }

  #showFlags(findings) {
    fill(this.#flags, findings.map((finding) => element("p", { class: `flag flag-${finding.severity}` }, element("span", {}, finding.message))));
    const wrong = findings.some((finding) => finding.severity === "correct");
    this.input.control.setAttribute("aria-invalid", String(wrong));
  }

  #showFoot(field, desk) {
    const { value } = field;
    const from = value.source && element("span", { class: "box-from" },
      element("span", { class: "chip chip-flat", title: sourceName(value.source, desk.titles) }, sourceKind(value.source, desk.titles)));
    const was = value.changed_from && element("span", {}, `原为：${value.changed_from}`);
    // A register's own codes say nothing to a person; what a paper prints does.
    const printed = value.evidence && value.original && value.original !== value.value && element("span", {}, `原文：${value.original}`);
    const places = placesOf(value);
    const look = places.length > 0 && link("看原件", () => this.#acts.look(field, places), `看原件：${field.label}`);
    const agree = value.to_confirm && value.value && desk.editable && link("无误", () => this.#acts.change(this.key, value.value, true), `确认无误：${field.label}`);
    fill(this.#foot, from, look, agree, was, printed);
  }
}

// Where the value was read: its own place, or else what a paper offered.
export function placesOf(value) {
  if (value.evidence?.paper) return [value.evidence];
  return value.offers.map((offer) => offer.evidence).filter((place) => place?.paper);
}
