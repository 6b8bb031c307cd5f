// The samples: those of the product and those that were brought; looked at, laid out like, begun with.

import { newKey, upload } from "./api.js";
import { agree, ask } from "./ask.js";
import { button, byId, element, link, say } from "./element.js";
import { act, belongTo, departments, download, look, named, send } from "./officer.js";
import { guarded } from "./problem.js";
import { showSample } from "./sample-sheet.js";

const PATH = "/api/v1/gongwen/samples";
const STANDARD = "样式：国家标准";

// Tells "chosen" when drafts are to be laid out like another sample, or like none.
export class SampleShelf extends EventTarget {
  #desk;
  #list = element("ul", { class: "draft-list" });
  #scope = element("select", { class: "input", id: "sample-scope" });
  #holder = element("input", { class: "input", id: "sample-holder", maxlength: 64, autocomplete: "off", placeholder: "如 道路科", on: { change: () => this.#belong() } });
  #file = element("input", { type: "file", accept: ".docx", hidden: true, id: "sample-file", on: { change: () => this.#bring() } });
  #waiting = element("p", { class: "waiting", hidden: true, role: "status" }, "正在读取样例，测量版面，首次需要启动转换程序，请稍候…");
  #now = element("p", { class: "hint", id: "sample-now", role: "status" }, STANDARD);

  constructor(desk) {
    super();
    this.#desk = desk;
    this.place = element("div", {},
      element("details", { class: "panel-part", on: { toggle: ({ target }) => target.open && this.#draw() } }, element("summary", {}, "样例库"),
        element("p", { class: "hint" }, "点名称可以预览；上传本单位的公文（DOCX），系统量出它的字体、字号、页边距、行距等，之后可以按它排版。"),
        this.#list, this.#waiting,
        element("div", { class: "asked panel-part" },
          element("label", {}, "我的科室或单位（查看、上传它的样例时填写）", this.#holder),
          element("label", {}, "上传的样例给谁用", this.#scope)),
        element("div", { class: "panel-acts" }, button("上传样例", () => this.#file.click(), "button-plain button-small"), this.#file)),
      this.#now);
    // It is kept with the head of a draft, and goes with it.
    desk.head.addEventListener("set", () => this.#tell());
    this.#tell();
  }

  get #chosen() { return this.#desk.head.told.sample ?? ""; }

  // Says which sample the draft is laid out like; of a draft from before only the id is known.
  async #tell(name = "") {
    const id = this.#chosen;
    if (id && !name) {
      const told = await look(PATH).catch(() => null);
      if (id !== this.#chosen) return;
      name = told ? told.items.find((each) => each.id === id)?.name ?? "" : "（名称没有取到）";
    }
    const words = name ? `样式：样例“${name}”　` : "样式：选用的样例已删除，或者不再对您开放　";
    this.#now.replaceChildren(id ? words : STANDARD, id ? link("改回国家标准", () => this.#choose("", "")) : "");
  }

  async #draw() {
    const told = await guarded(byId("trouble"), () => look(PATH));
    if (!told) return;
    if (!this.#scope.childNodes.length) {
      this.#scope.append(...told.scopes.map((each) => element("option", { value: each }, each)));
      this.#holder.value = departments()[0] ?? "";
    }
    this.#list.replaceChildren(...told.items.map((each) => this.#row(each)));
  }

  #row(each) {
    const from = each.builtin ? "随产品提供" : `${each.form}格式　${each.holder && each.scope !== "本人" ? each.holder : each.scope}　学到 ${each.counts.learnt} 项`;
    return element("li", {},
      element("span", {}, link(each.name, () => this.#show(each), `预览样例“${each.name}”`), element("span", { class: "hint" }, `　${from}`)),
      button("按此样例排版", () => this.#layOut(each), "button-plain button-small"));
  }

  async #show(one) {
    const whole = one.builtin ? one : await guarded(byId("trouble"), () => look(`${PATH}/${one.id}`));
    if (!whole) return;
    showSample(whole, {
      layOut: () => this.#layOut(whole),
      begin: () => this.#begin(whole),
      save: () => guarded(byId("trouble"), () => download(`${PATH}/${whole.id}/file`)),
      rename: () => this.#rename(whole),
      drop: () => this.#drop(whole),
    });
  }

  #choose(id, name) {
    if (id === this.#chosen) return;
    this.#desk.head.change("sample", id);
    this.#tell(name);
    this.dispatchEvent(new Event("chosen"));
  }

  #layOut({ id, name }) {
    if (!this.#desk.sheet.text.trim()) return void say("还没有正文；可以先用“以此样例起草”。");
    this.#choose(id, name);
    this.dispatchEvent(new Event("asked"));
    return undefined;
  }

  async #begin({ id, name }) {
    const made = await guarded(byId("trouble"), () => look(`${PATH}/${id}/draft`));
    if (!made || !(await this.#desk.keeper.mayLeave())) return;
    this.#desk.keeper.begin(made.title, made.text);
    this.#desk.file = null;
    this.#desk.head.offer(made.head);
    this.#choose(id, name);
    say("已按样例新建草稿，请逐项改写；发文字号、份号、印发日期没有带过来。");
  }

  #belong() {
    const name = this.#holder.value.trim();
    if (name && !departments().includes(name)) belongTo([name, ...departments()].slice(0, 10));
    return this.#draw();
  }

  async #bring() {
    const [file] = this.#file.files;
    this.#file.value = "";
    if (!file) return;
    this.#waiting.hidden = false;
    const fields = { scope: this.#scope.value, holder: this.#holder.value.trim() };
    const made = await guarded(byId("trouble"), () => upload(PATH, "file", [file], { key: newKey(), headers: named(), fields }));
    this.#waiting.hidden = true;
    if (!made) return;
    await this.#draw();
    await this.#show(made);
  }

  async #rename(one) {
    const name = await ask({ title: "样例改名", label: "样例名称", value: one.name, least: 1, most: 80, confirm: "改名" });
    const done = name && await guarded(byId("trouble"), () => act("PUT", `${PATH}/${one.id}`, { name }, one.version));
    if (!done) return;
    if (one.id === this.#chosen) this.#tell(done.name);
    await this.#draw();
  }

  async #drop(one) {
    if (!(await agree({ title: "删除样例", text: `“${one.name}”删除后，能用它的人都不能再用，也不能恢复。`, confirm: "删除" }))) return;
    if (!(await guarded(byId("trouble"), () => send("DELETE", `${PATH}/${one.id}`)))) return;
    say("样例已删除。");
    if (one.id === this.#chosen) this.#choose("", "");
    await this.#draw();
  }
}
