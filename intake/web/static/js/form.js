// The form: boxes under their headings, kept in place while answers come in.

import { Box, placesOf } from "./box.js";
import { button, byId, element, fill } from "./element.js";
import { showChecklist } from "./checklist.js";
import { showFlags } from "./flags.js";
import { showDownBanner, showSources } from "./sources.js";
import { sourceName } from "./words.js";

const OTHER = "其他";

export class FormStep {
  #desk;
  #saving;
  #viewer;
  #acts;
  #boxes = new Map();
  #layout = "";
  // Keys of the boxes to put right, while only these are shown.
  #only = null;

  // `ways` holds where the buttons lead: toPapers, toForm, toSign, refill, sendFile.
  constructor(desk, saving, viewer, ways) {
    this.#desk = desk;
    this.#saving = saving;
    this.#viewer = viewer;
    this.ways = ways;
    this.#acts = {
      change: (key, text, settled) => saving.edit(key, text, settled ? 0 : undefined),
      look: (field, places, offer) => this.#look(field, places, offer),
      goTo: (finding) => this.goTo(finding),
      sendFile: (key, file) => this.ways.sendFile(key, file),
      lookAtFinding: (finding, places) => viewer.open({ title: "看原件", value: finding.message, places }),
    };
    saving.addEventListener("merged", (event) => this.#askAboutClashes(event.detail.clashes));
    byId("form").addEventListener("submit", (event) => event.preventDefault());
  }

  get acts() { return this.#acts; }

  show() {
    this.#layOut();
    this.#narrow();
    for (const field of this.#desk.fields) {
      const findings = this.#desk.findings.filter((finding) => finding.keys.includes(field.key));
      this.#boxes.get(field.key).show(field, this.#desk, findings, this.#saving.holds(field.key));
    }
    this.#showLead();
    showDownBanner(byId("sources-banner"), this.#desk, this.ways.refill);
    showFlags(byId("flags"), this.#desk, this.#acts);
    showChecklist(byId("form-checklist"), this.#desk);
    showSources(byId("sources"), this.#desk);
    this.#showNext();
  }

  goTo(finding) {
    const box = finding.keys.map((key) => this.#boxes.get(key)).find(Boolean);
    if (!box) return this.ways.toPapers();
    this.ways.toForm();
    this.#only?.add(box.key);
    this.#narrow();
    return box.jump();
  }

  refuse(key, problem) { this.#boxes.get(key)?.refuse(problem); }

  // Show nothing but the boxes to put right; what is put right stays until everything is shown.
  showOnlyWrong() {
    this.#only = new Set(this.#desk.corrections.flatMap((finding) => finding.keys));
    this.#narrow();
  }

  #showEverything() {
    this.#only = null;
    this.#narrow();
  }

  #narrow() {
    for (const key of this.#desk.corrections.flatMap((finding) => finding.keys)) this.#only?.add(key);
    for (const [key, box] of this.#boxes) box.place.hidden = Boolean(this.#only) && !this.#only.has(key);
    for (const group of byId("form").children) group.hidden = !group.querySelector(".box:not([hidden])");
    const left = this.#desk.corrections.length;
    fill(byId("form-only"), this.#only && element("div", { class: "notice notice-own" },
      element("p", {}, left ? `先改好下面要更正的 ${left} 项，其他内容都已存好。` : "要更正的都已改好。"),
      element("div", { class: "notice-acts" }, button("显示整张表", () => this.#showEverything(), "button-plain button-small"))));
  }

  // Build the headings anew only when the boxes on the form are others; a box that stays is kept,
  // with what is being typed in it.
  #layOut() {
    const layout = this.#desk.fields.map((field) => `${field.group}/${field.key}/${field.type}`).join(" ");
    if (layout === this.#layout) return;
    this.#layout = layout;
    const held = document.activeElement;
    this.#boxes = new Map(this.#desk.fields.map((field) => [field.key, this.#boxes.get(field.key) ?? new Box(field, this.#acts)]));
    byId("form").replaceChildren(...[...groupsOf(this.#desk.fields)].map(([name, fields], index) => this.#group(name, fields, index)));
    if (held !== document.activeElement && byId("form").contains(held)) held.focus({ preventScroll: true });
  }

  #group(name, fields, index) {
    return element("section", { class: "group", role: "group", "aria-labelledby": `group-${index}` },
      element("h3", { class: "group-title", id: `group-${index}` }, name),
      element("div", { class: "boxes" }, fields.map((field) => this.#boxes.get(field.key).place)));
  }

  #showLead() {
    const { fields, editable } = this.#desk;
    const filled = fields.filter((field) => field.value.value).length;
    const doubtful = fields.filter((field) => field.value.to_confirm && field.value.value).length;
    const rest = doubtful ? `，其中 ${doubtful} 项请对照原件核对` : "";
    fill(byId("form-lead"), editable
      ? `共 ${fields.length} 项，已填 ${filled} 项${rest}。可直接修改，改动自动保存。`
      : "表单已确认，不能再修改。");
  }

  #showNext() {
    const { corrections, editable } = this.#desk;
    const word = !editable ? "去签章" : corrections.length ? `还有 ${corrections.length} 项需要更正` : "下一步：确认并签章";
    fill(byId("form-next"),
      button(word, () => (editable && corrections.length ? this.goTo(corrections[0]) : this.ways.toSign()), corrections.length && editable ? "button-plain" : ""),
      button("返回补材料", this.ways.toPapers, "button-plain"));
  }

  #look(field, places, offer) {
    const shown = offer ?? field.value;
    const agree = !offer && field.value.to_confirm && this.#desk.editable && button("与原件一致", () => {
      this.#acts.change(field.key, field.value.value, true);
      this.#viewer.close();
    });
    const change = this.#desk.editable && button("去修改", () => {
      this.#viewer.close();
      this.#boxes.get(field.key).jump();
    }, "button-plain");
    this.#viewer.open({
      title: `看原件：${field.label}`,
      value: shown.value || "（未读出）",
      note: shown.source ? `表单现值 · ${sourceName(shown.source, this.#desk.titles)}` : "表单现值",
      places: places.length ? places : placesOf(field.value),
      back: this.#boxes.get(field.key).input.control,
      acts: [agree, change].filter(Boolean),
    });
  }

  #askAboutClashes(clashes) {
    for (const clash of clashes) {
      this.#boxes.get(clash.key)?.askAboutClash(clash, () => this.#saving.edit(clash.key, clash.mine, 0));
    }
  }
}

function groupsOf(fields) {
  const groups = new Map();
  for (const field of fields) {
    const name = field.group || OTHER;
    groups.set(name, [...(groups.get(name) ?? []), field]);
  }
  return groups;
}
