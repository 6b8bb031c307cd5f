// The picture of a paper with every place that was read on it; one of them may be lit.

import { button, byId, element, fill, link } from "./element.js";
import { picture } from "./officer.js";
import { guarded } from "./problem.js";

const CLOSEST = 6;
const STEP = 1.4;

const samePlace = (one, other) => Boolean(one?.box && other?.box) && one.paper === other.paper && one.page === other.page && String(one.box) === String(other.box);

export class EvidenceSheet {
  #desk;
  #pictures = new Map();
  #shown = null;
  #lit = null;
  #zoom = 1;

  // `desk` has papers, pagePath(paper, page) and chosen(place), which is told what was clicked.
  constructor(desk) {
    this.#desk = desk;
  }

  // Every page of every paper that could be opened.
  get #pages() {
    return this.#desk.papers.flatMap((paper) => paper.pages.map((page) => ({ paper, page })));
  }

  begin() {
    const [first] = this.#pages;
    if (first && !this.#shown) return this.#show(first);
    if (!first) {
      this.#empty("没有可以显示的材料。");
      byId("panes").classList.add("folded");
    }
    return this.#bar();
  }

  // Show a place; several are shown one after another with the buttons of the caller.
  light(place, title = "") {
    byId("panes").classList.remove("folded");
    const found = this.#pages.find(({ paper, page }) => paper.id === place.paper && page.number === place.page);
    if (!found) return this.#empty("这一处没有图片。");
    this.#lit = { place, title };
    return this.#show(found);
  }

  #empty(text) {
    this.#shown = null;
    fill(byId("evidence-window"), element("p", { class: "empty" }, text));
    byId("evidence-note").textContent = "";
  }

  async #show(found) {
    this.#shown = found;
    if (this.#lit && (this.#lit.place.paper !== found.paper.id || this.#lit.place.page !== found.page.number)) this.#lit = null;
    this.#bar();
    await guarded(byId("trouble"), async () => {
      const source = await this.#picture(found);
      if (this.#shown !== found) return;
      const image = element("img", { src: source, alt: `${found.paper.name} 第 ${found.page.number} 页的图片`, draggable: "false" });
      byId("evidence-window").replaceChildren(element("div", { class: "evidence-page" }, image, this.#marks(found), this.#litMark(found)));
      this.#fit();
    });
  }

  async #picture({ paper, page }) {
    const path = this.#desk.pagePath(paper.id, page.number);
    if (!this.#pictures.has(path)) this.#pictures.set(path, await picture(path));
    return this.#pictures.get(path);
  }

  #marks({ paper, page }) {
    return paper.documents.filter((document) => document.page === page.number).flatMap((document) =>
      document.fields.filter((field) => field.evidence.box && field.evidence.page === page.number).map((field) => {
        const place = { ...field.evidence, paper: paper.id };
        if (samePlace(place, this.#lit?.place)) return null;
        const text = typeof field.value === "string" ? field.value : "";
        return this.#mark(place, page, "evidence-mark", {
          title: `${field.title}：${text || "未读出"}`,
          on: { click: () => this.#desk.chosen(place, field.title) },
        });
      }));
  }

  #litMark({ page }) {
    if (!this.#lit?.place.box) return null;
    return this.#mark(this.#lit.place, page, "evidence-mark lit", { title: this.#lit.title });
  }

  #mark({ box: [left, top, right, bottom] }, page, look, more) {
    const margin = 0.2 * (bottom - top);
    const made = element("button", { type: "button", class: look, tabindex: -1, "aria-label": more.title || "读取的位置", ...more });
    made.style.left = `${(100 * (left - margin)) / page.width}%`;
    made.style.top = `${(100 * (top - margin)) / page.height}%`;
    made.style.width = `${(100 * (right - left + 2 * margin)) / page.width}%`;
    made.style.height = `${(100 * (bottom - top + 2 * margin)) / page.height}%`;
    return made;
  }

  #bar() {
    const pages = this.#pages;
    const now = pages.findIndex(({ paper, page }) => paper.id === this.#shown?.paper.id && page.number === this.#shown?.page.number);
    const select = element("select", { class: "input", "aria-label": "选择材料", on: { change: (event) => this.#turn(pages[event.target.value]) } },
      pages.map(({ paper, page }, index) => element("option", { value: index, selected: index === now },
        `${this.#title(paper, page)}${paper.pages.length > 1 ? `（第 ${page.number} 页）` : ""}`)));
    byId("evidence-bar").replaceChildren(select,
      element("span", { class: "evidence-tools" },
        button("放大", () => this.#scale(this.#zoom * STEP), "button-plain button-small"),
        button("缩小", () => this.#scale(this.#zoom / STEP), "button-plain button-small"),
        button("整页", () => this.#scale(1), "button-plain button-small")));
    this.#note(pages, now);
  }

  #note(pages, now) {
    const turn = (to, name) => to >= 0 && to < pages.length && link(name, () => this.#turn(pages[to]));
    fill(byId("evidence-note"),
      element("span", {}, this.#lit?.title || (this.#shown ? `文件：${this.#shown.paper.name}。点框可找到对应的栏目。` : "")),
      element("span", { class: "evidence-turn" }, turn(now - 1, "上一份"), turn(now + 1, "下一份")));
  }

  #title(paper, page) {
    const titles = paper.documents.filter((document) => document.page === page.number).map((document) => document.title);
    return [...new Set(titles)].join("、") || paper.name;
  }

  #turn(found) {
    this.#lit = null;
    return this.#show(found);
  }

  // Zoom so that the lit place can be read, and centre it.
  #fit() {
    const { page } = this.#shown;
    const frame = byId("evidence-window");
    if (!this.#lit?.place.box) return this.#scale(1);
    const [left, top, right, bottom] = this.#lit.place.box;
    const whole = this.#wholePage(frame, page);
    const byWidth = (0.6 * frame.clientWidth) / (whole * Math.max(1, right - left));
    const byHeight = (0.2 * frame.clientHeight) / (whole * Math.max(1, bottom - top));
    return this.#scale(Math.min(byWidth, byHeight, CLOSEST));
  }

  #wholePage(frame, page) {
    return Math.min(frame.clientWidth / page.width, frame.clientHeight / page.height);
  }

  #scale(zoom) {
    const frame = byId("evidence-window");
    const sheet = frame.querySelector(".evidence-page");
    if (!sheet || !this.#shown) return;
    const { page } = this.#shown;
    this.#zoom = Math.min(Math.max(zoom, 1), 8);
    const scale = this.#wholePage(frame, page) * this.#zoom;
    sheet.style.width = `${page.width * scale}px`;
    sheet.style.height = `${page.height * scale}px`;
    const [left, top, right, bottom] = this.#lit?.place.box ?? [0, 0, page.width, page.height];
    frame.scrollTo((scale * (left + right)) / 2 - frame.clientWidth / 2, (scale * (top + bottom)) / 2 - frame.clientHeight / 2);
  }
}
