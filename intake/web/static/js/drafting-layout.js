// Layout: the elements of the head, the pages as pictures, what deviates, and the files.

import { calendarInput } from "./day.js";
import { button, byId, element, fill, say } from "./element.js";
import { act, answered, save } from "./officer.js";
import { guarded } from "./problem.js";

const PATH = "/api/v1/gongwen/layout";
const FORMS = ["公文", "信函", "命令", "纪要", "普通"];
const HEAD = [
  ["issuers", "发文机关（联合行文一行一个，主办在前）", true], ["number", "发文字号"], ["signatories", "签发人（上行文）", true], ["copy_number", "份号"],
  ["urgency", "紧急程度"], ["copies_to", "抄送机关"], ["printer", "印发机关"], ["printed", "印发日期"], ["note", "附注"],
];

const plain = (tag, said) => { const control = element(tag, said); return { place: control, control }; };
const picture = (data) => URL.createObjectURL(new Blob([Uint8Array.from(atob(data), (each) => each.charCodeAt(0))], { type: "image/png" }));

export class LayoutPanel {
  #desk;
  #place = byId("panel-layout");
  #boxes = new Map();
  #made = element("div", { "aria-live": "polite" });
  #form = null;

  constructor(desk) {
    this.#desk = desk;
    desk.sheet.addEventListener("replaced", () => fill(this.#made));
    desk.keeper.addEventListener("other", () => this.#forget());
  }

  shown() {
    if (!this.#form) this.#draw();
    this.#offer(this.#desk.head ?? {});
  }

  #draw() {
    this.#form = element("select", { class: "input", id: "form" }, element("option", { value: "" }, "按文种自动选择"), FORMS.map((each) => element("option", { value: each }, `${each}${each === "普通" ? "文稿" : "格式"}`)));
    const row = ([name, title, many]) => {
      const said = { class: "input", id: `head-${name}`, rows: many && 2, maxlength: 1000, autocomplete: "off" };
      // A day is typed as it is spoken; the browser's own box would speak the browser's language.
      const { place, control } = name === "printed" ? calendarInput({ ...said, placeholder: "如 2026年11月29日" }, "date", title, () => {}) : plain(many ? "textarea" : "input", said);
      this.#boxes.set(name, { box: control, many });
      return element("div", {}, element("label", { for: `head-${name}` }, title), place);
    };
    this.#place.replaceChildren(
      element("p", { class: "hint" }, "按《党政机关公文格式》（GB/T 9704—2012）排版，并逐项测量。标题、主送、正文、落款从文稿中识别；版头和版记在这里补充。"),
      element("label", { class: "box-name", for: "form" }, "格式"), this.#form,
      element("details", { class: "panel-part" }, element("summary", {}, "版头和版记"), element("div", { class: "asked panel-part" }, HEAD.map(row), element("label", { class: "tick" }, element("input", { type: "checkbox", id: "sealed" }), element("span", {}, "加盖印章（留出用印位置）")))),
      element("div", { class: "panel-acts" }, button("排版预览", () => this.#show()), button("下载 Word", () => this.#fetch("docx"), "button-plain"), button("下载 PDF", () => this.#fetch("pdf"), "button-plain")),
      this.#made);
  }

  // The head of one document must not stand on another.
  #forget() {
    this.#desk.head = null;
    if (!this.#form) return;
    for (const { box } of this.#boxes.values()) box.value = "";
    [this.#form.value, byId("sealed").checked] = ["", false];
  }

  #offer(head) {
    for (const [name, { box }] of this.#boxes) if (!box.value && head[name]?.length) box.value = [head[name]].flat().join("\n");
    if (head.form) this.#form.value = head.form;
    if (head.sealed) byId("sealed").checked = true;
  }

  #asked() {
    const told = Object.fromEntries([...this.#boxes].map(([name, { box, many }]) => [name, many ? box.value.split("\n").map((line) => line.trim()).filter(Boolean) : box.value.trim()]));
    const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value.length));
    return { text: this.#desk.sheet.text, head: { ...given, sealed: byId("sealed").checked, ...(this.#form.value && { form: this.#form.value }) } };
  }

  async #show() {
    if (!this.#desk.sheet.text.trim()) return void say("还没有正文。");
    fill(this.#made, element("p", { class: "waiting" }, "正在排版和测量，首次需要启动转换程序，请稍候…"));
    const made = await guarded(byId("trouble"), () => act("POST", `${PATH}/preview`, this.#asked()));
    if (!made) return fill(this.#made);
    const errors = made.deviations.filter(({ error }) => error);
    const line = ({ strength, clause, sentence }) => element("li", { class: "notice-small" }, `［${strength}］${sentence}`);
    this.#made.replaceChildren(
      element("p", { class: `notice ${errors.length ? "notice-bad" : "notice-good"}` }, errors.length ? `有 ${errors.length} 处不符合国家标准的规定。` : "测量结果：符合国家标准的各项规定。"),
      made.deviations.length ? element("details", {}, element("summary", {}, `测量说明（${made.deviations.length} 条）`), element("ul", {}, made.deviations.map(line))) : "",
      made.note ? element("p", { class: "hint" }, made.note) : "",
      element("div", { class: "pages-shown" }, made.pages.map((page, number) => element("img", { src: picture(page), alt: `第 ${number + 1} 页`, loading: "lazy" }))));
    return undefined;
  }

  async #fetch(kind) {
    if (!this.#desk.sheet.text.trim()) return void say("还没有正文。");
    const made = await guarded(byId("trouble"), () => answered("POST", `${PATH}/file`, { ...this.#asked(), kind }));
    if (made) save(made.blob, `${this.#desk.keeper.title || "公文"}.${kind}`);
    return undefined;
  }
}
