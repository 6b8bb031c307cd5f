// The step in which papers are handed in, read, looked at, replaced and removed.

import { newKey, post, remove, upload } from "./api.js";
import { showChecklist } from "./checklist.js";
import { takeFiles } from "./drop.js";
import { button, byId, element, fill } from "./element.js";
import { follow } from "./jobs.js";
import { paperCard, sendingCard } from "./paper.js";
import { guarded, problemNotice } from "./problem.js";
import { showProgress } from "./progress.js";

const UPLOADS = new Set(["image", "file"]);

export class PapersStep {
  #desk;
  #viewer;
  #ways;
  #sending = new Map();
  #previews = new Map();
  #cards = new Map();
  #working = 0;

  constructor(desk, viewer, ways) {
    this.#desk = desk;
    this.#viewer = viewer;
    this.#ways = ways;
    takeFiles({ zone: "drop", picks: [["pick", "files"], ["camera-pick", "camera"]], take: (files) => this.send(files) });
  }

  get #jobKey() { return `zhiban.job.${this.#desk.id}`; }

  show() {
    const { papers, editable } = this.#desk;
    byId("drop").hidden = !editable;
    byId("papers-count").hidden = papers.length + this.#sending.size === 0;
    byId("papers-count").textContent = `已传材料（${papers.length}）`;
    byId("papers").replaceChildren(
      ...[...this.#sending.values()].map((file) => sendingCard(file)),
      ...papers.map((paper) => this.#card(paper)));
    showChecklist(byId("checklist"), this.#desk);
    this.#showNext();
  }

  // Send files, follow the reading, show what was found; resolves to the new papers' ids, to none
  // when sending failed and is offered again.
  async send(files) {
    const key = newKey();
    return (await guarded(byId("trouble"), () => this.#deliver(files, key))) ?? [];
  }

  // Show a job's progress until it ends, then what it brought.
  watch(job, count) {
    return guarded(byId("trouble"), () => this.#follow(job, count));
  }

  async #deliver(files, key) {
    for (const file of files) this.#expect(file);
    this.show();
    const sent = await upload(`${this.#desk.path}/papers`, "files", files, { key, onProgress: (share) => this.#sent(files, share) })
      .finally(() => { for (const file of files) this.#sending.delete(file); this.show(); });
    sent.papers.forEach(({ id }, index) => this.#previews.set(id, preview(files[index])));
    await this.#desk.reload();
    await this.#follow(sent.job.id, files.length);
    return sent.papers.map(({ id }) => id);
  }

  async #follow(job, count) {
    const place = byId("progress");
    sessionStorage.setItem(this.#jobKey, JSON.stringify({ job, count }));
    this.#working += 1;
    const last = await follow(job, (state) => showProgress(place, state, count)).finally(() => {
      this.#working -= 1;
      sessionStorage.removeItem(this.#jobKey);
    });
    if (!this.isWorking) fill(place);
    place.hidden = !this.isWorking;
    await this.#desk.reload();
    if (last.error) this.#showEnd(last);
  }

  // Papers that could not be read say so themselves; only work that stopped is worth another try.
  #showEnd({ state, error }) {
    const stopped = state === "failed";
    byId("progress").hidden = false;
    fill(byId("progress"), stopped ? problemNotice(error, () => this.#ways.refill()) : problemNotice(error, undefined, "notice-check"));
  }

  get isWorking() { return this.#working > 0; }

  // Take up a job that was running when the page was closed.
  resume() {
    const kept = sessionStorage.getItem(this.#jobKey);
    if (kept) { const { job, count } = JSON.parse(kept); this.watch(job, count); }
  }

  #expect(file) {
    this.#sending.set(file, { name: file.name, size: file.size, preview: preview(file), sent: 0, state: "等待上传" });
  }

  #sent(files, share) {
    for (const file of files) {
      Object.assign(this.#sending.get(file), { sent: share, state: share < 1 ? `正在上传 ${Math.round(100 * share)}%` : "已传完，等待读取" });
    }
    this.show();
  }

  // A card is kept while its paper is the same, so that opened details stay open.
  #card(paper) {
    const print = JSON.stringify([paper, this.#desk.editable, this.#usesOf(paper), this.#placesOf(paper)]);
    const kept = this.#cards.get(paper.id);
    if (kept?.print === print) return kept.card;
    const card = paperCard(paper, this.#actsFor(paper));
    this.#cards.set(paper.id, { print, card });
    return card;
  }

  #actsFor(paper) {
    const acts = {
      preview: this.#faceOf(paper),
      enlarge: () => this.#viewer.open({ title: paper.name, places: paper.pages.map((page) => ({ paper: paper.id, page: page.number, box: null })) }),
      standsIn: this.#placesOf(paper),
      of: (document) => ({ look: (field) => this.#look(paper, document, field), uses: this.#usesOf(paper) }),
    };
    if (!this.#desk.editable) return acts;
    return { ...acts, readAgain: () => this.#readAgain(paper), replace: () => this.#replace(paper), remove: () => this.#remove(paper) };
  }

  // The file as chosen is at hand already; the upright page has to be fetched.
  #faceOf({ id, pages: [first] }) {
    const chosen = this.#previews.get(id);
    return chosen && !first?.turned ? chosen : first && this.#desk.picture(id, first.number);
  }

  // Names of the boxes of the form in which a paper stands already.
  #placesOf(paper) {
    return this.#desk.fields.filter((field) => UPLOADS.has(field.type) && field.value.value === paper.id).map(({ label }) => label);
  }

  // The empty boxes of the form in which a file such as this can stand.
  #usesOf(paper) {
    if (!this.#desk.editable) return [];
    const open = this.#desk.fields.filter((field) => UPLOADS.has(field.type) && !field.value.value);
    return open.map(({ key, label }) => ({ label, use: () => this.#ways.useFile(key, paper.id) }));
  }

  #look(paper, document, field) {
    this.#viewer.open({
      title: `看原件：${field.title ?? field.key}`,
      value: Array.isArray(field.value) ? `共 ${field.value.length} 行` : field.value || "（未读出）",
      note: `读作 · ${document.title}`,
      places: [{ ...field.evidence, paper: paper.id }],
    });
  }

  #readAgain(paper) {
    return guarded(byId("trouble"), async () => {
      const { job } = await post(`${this.#desk.path}/papers/${encodeURIComponent(paper.id)}/read`, {});
      await this.#desk.reload();
      await this.#follow(job.id, 1);
    });
  }

  #remove(paper) {
    return guarded(byId("trouble"), async () => {
      await remove(`${this.#desk.path}/papers/${encodeURIComponent(paper.id)}`);
      this.#viewer.close();
      await this.#desk.reload();
    });
  }

  // The old paper goes only once the new one has come.
  #replace(paper) {
    const input = element("input", { type: "file", accept: "image/*,application/pdf,.pdf,.tif,.tiff" });
    input.addEventListener("change", async () => {
      if (!input.files.length) return;
      const came = await this.send([...input.files]);
      if (came.length) await this.#remove(paper);
    });
    input.click();
  }

  #showNext() {
    const { papers, corrections, editable } = this.#desk;
    const found = papers.length > 0 && !this.isWorking && editable;
    const hint = !found ? "" : corrections.length ? `表单已自动填写，有 ${corrections.length} 项需要更正。` : "表单已自动填写，没有需要更正的。";
    fill(byId("papers-next"),
      button("下一步：核对表单", this.#ways.toForm, papers.length ? "" : "button-plain"),
      element("span", { class: "hint" }, hint || (papers.length ? "" : "材料不在手边？也可以先填表单，回头再传。")));
  }
}

const preview = (file) => (file.type.startsWith("image/") ? URL.createObjectURL(file) : "");
