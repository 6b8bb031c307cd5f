// Layout: the elements of the head, the pages as pictures, what deviates, and the files.

import { headForm } from "./drafting-head-form.js";
import { SampleShelf } from "./drafting-samples.js";
import { button, byId, element, fill, say } from "./element.js";
import { act, answered, save, TEXT_PATIENCE } from "./officer.js";
import { pictureOf } from "./page-picture.js";
import { guarded } from "./problem.js";

const PATH = "/api/v1/gongwen/layout";

export class LayoutPanel {
  #desk;
  #place = byId("panel-layout");
  #made = element("div", { "aria-live": "polite" });
  #turn = 0;
  #shown = "";
  #samples;

  constructor(desk) {
    this.#desk = desk;
    this.#samples = new SampleShelf(desk);
    this.#samples.addEventListener("chosen", () => { this.#turn += 1; fill(this.#made); });
    this.#samples.addEventListener("asked", () => this.#show());
    for (const each of [desk.sheet, desk.head]) each.addEventListener("edited", () => this.#age());
    desk.sheet.addEventListener("replaced", () => { this.#turn += 1; fill(this.#made); });
  }

  shown() {
    if (this.#place.childNodes.length) return;
    this.#place.replaceChildren(
      element("p", { class: "hint" }, "按《党政机关公文格式》（GB/T 9704—2012）排版，并逐项测量。标题、主送、正文、落款从文稿中识别；版头和版记在这里补充。"),
      ...headForm(this.#desk.head),
      this.#samples.place,
      element("div", { class: "panel-acts" }, button("排版预览", () => this.#show()), button("下载 Word", () => this.#fetch("docx"), "button-plain"), button("下载 PDF", () => this.#fetch("pdf"), "button-plain")),
      this.#made);
  }

  get #asked() { return { text: this.#desk.sheet.text, head: this.#desk.head.told }; }

  // Pages of a text that has changed since say so.
  #age() {
    if (!this.#made.querySelector(".pages-shown") || this.#made.querySelector(".aged") || JSON.stringify(this.#asked) === this.#shown) return;
    this.#made.prepend(element("p", { class: "notice notice-check aged" }, "正文或版头后来有改动，下面是改动前的样子；请再点“排版预览”。"));
  }

  async #show() {
    if (!this.#desk.sheet.text.trim()) return void say("还没有正文。");
    fill(this.#made, element("p", { class: "waiting" }, "正在排版和测量，首次需要启动转换程序，请稍候…"));
    this.#look();
    const [turn, asked] = [this.#turn, this.#asked];
    const made = await guarded(byId("trouble"), () => act("POST", `${PATH}/preview`, asked, undefined, TEXT_PATIENCE), () => this.#show());
    if (turn !== this.#turn) return undefined;
    if (!made) return fill(this.#made);
    this.#shown = JSON.stringify(asked);
    const errors = made.deviations.filter(({ error }) => error);
    const line = ({ strength, clause, sentence }) => element("li", { class: "notice-small" }, `［${strength}］${sentence}`);
    this.#made.replaceChildren(
      element("p", { class: `notice ${errors.length ? "notice-bad" : "notice-good"}` }, `${made.sample ? `已按样例“${made.sample}”排版。` : ""}${errors.length ? `有 ${errors.length} 处不符合国家标准的规定。` : "测量结果：符合国家标准的各项规定。"}`),
      made.deviations.length ? element("details", {}, element("summary", {}, `测量说明（${made.deviations.length} 条）`), element("ul", {}, made.deviations.map(line))) : "",
      made.note ? element("p", { class: "hint" }, made.note) : "",
      element("div", { class: "pages-shown" }, made.pages.map((page, number) => element("img", { src: pictureOf(page), alt: `第 ${number + 1} 页`, loading: "lazy" }))));
    this.#look();
    return this.#age();
  }

  // What is shown stands below a list of samples that may fill the screen.
  #look() { this.#made.firstElementChild.scrollIntoView({ block: "nearest" }); }

  async #fetch(kind) {
    if (!this.#desk.sheet.text.trim()) return void say("还没有正文。");
    const made = await guarded(byId("trouble"), () => answered("POST", `${PATH}/file`, { ...this.#asked, kind }), () => this.#fetch(kind));
    if (made) save(made.blob, `${this.#desk.keeper.title || "公文"}.${kind}`);
    return undefined;
  }
}
