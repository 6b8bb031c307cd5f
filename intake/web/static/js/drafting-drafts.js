// Keeping drafts: saved as they are written, opened again, let go.

import { Problem } from "./api.js";
import { agree } from "./ask.js";
import { button, byId, element, fill, say } from "./element.js";
import { act, look, send } from "./officer.js";
import { guarded, problemNotice } from "./problem.js";
import { dateAndTime } from "./words.js";

const PATH = "/api/v1/gongwen/drafts";
const LULL = 2000;
const RETRY = 5000;
const AWAY = "没有连上服务器，恢复后自动保存";
const NAMELESS = "草稿名称";
const NAMELESS_COPY = "未命名草稿";
const GONE_ON = new Set([404, 412]);
const LAST = "zhiban.draft";

// Tells "other" when another draft is on the sheet than before.
export class DraftKeeper extends EventTarget {
  #sheet;
  #head;
  #id = "";
  #version = 0;
  #kept = "";
  #timer = 0;
  #sending = null;
  #filling = false;
  #refused = false;

  constructor(sheet, head) {
    super();
    [this.#sheet, this.#head] = [sheet, head];
    for (const each of [sheet, head]) each.addEventListener("edited", () => this.#later());
    byId("title").addEventListener("input", () => this.#later());
    byId("drafts").addEventListener("click", () => guarded(byId("trouble"), () => this.#choose()));
    byId("fresh").addEventListener("click", async () => { if (await this.mayLeave()) this.begin("", ""); });
    window.addEventListener("online", () => this.#save());
    window.addEventListener("beforeunload", (event) => { if (this.#dirty) event.preventDefault(); });
  }

  // Empty until the draft is kept.
  get id() { return this.#id; }

  get title() { return byId("title").value.trim(); }

  // Another text in place of the one on the sheet.
  begin(title, text) {
    [this.#id, this.#version] = ["", 0];
    sessionStorage.removeItem(LAST);
    this.#head.set({});
    this.#put(title, text);
    this.#kept = this.#now();
    this.dispatchEvent(new Event("other"));
    if (text) this.#later(0, true);
  }

  // The same draft with other words; its head stays.
  renew(title, text) {
    this.#put(title, text);
    this.#later(0, true);
  }

  async resume() {
    const last = sessionStorage.getItem(LAST);
    if (last) await this.#open(last).catch(() => sessionStorage.removeItem(LAST));
  }

  // Save what is on the sheet before another text takes its place.
  async mayLeave() {
    await this.#save();
    return !this.#dirty || agree({ title: "这份草稿还没有保存", text: "刚才的修改没有保存成功。继续的话，这些修改会丢失。", confirm: "仍然继续" });
  }

  // A sheet that never had anything on it is no draft.
  get #dirty() { return this.#now() !== this.#kept && (this.#id !== "" || this.#sheet.text.trim() !== "" || Object.keys(this.#head.told).length > 0); }

  // Under which name a draft without one is listed.
  #named(title) { byId("title").placeholder = byId("title").value.trim() ? NAMELESS : `未命名，列为“${title}”`; }

  get #told() { return { title: byId("title").value, text: this.#sheet.text, head: this.#head.told }; }

  #now() { return JSON.stringify(this.#told); }

  #put(title, text) {
    this.#filling = true;
    byId("title").placeholder = NAMELESS;
    byId("title").value = title;
    this.#sheet.set(text);
    this.#filling = false;
  }

  #later(wait = LULL, force = false) {
    if (this.#filling) return;
    if (force) this.#kept = "";
    clearTimeout(this.#timer);
    if (!this.#dirty) return;
    byId("saved").textContent = "有改动";
    this.#timer = setTimeout(() => this.#save(), wait);
  }

  async #save() {
    clearTimeout(this.#timer);
    if (this.#sending) await this.#sending;
    if (!this.#dirty) return;
    this.#sending = this.#send().finally(() => { this.#sending = null; });
    await this.#sending;
  }

  async #send() {
    const now = this.#now();
    const told = this.#told;
    byId("saved").textContent = "正在保存…";
    const kept = await this.#putAway(told).catch((problem) => this.#wait(problem));
    if (!kept) return;
    if (this.#refused) fill(byId("trouble"));
    this.#refused = false;
    [this.#id, this.#version, this.#kept] = [kept.id, kept.version, now];
    sessionStorage.setItem(LAST, kept.id);
    this.#named(kept.title);
    byId("saved").textContent = this.#dirty ? "有改动" : "已保存";
    if (this.#dirty) this.#later();
  }

  #putAway(told) {
    if (!this.#id) return act("POST", PATH, told);
    return act("PUT", `${PATH}/${this.#id}`, told, this.#version).catch((problem) => this.#apart(told, problem));
  }

  // While the service is away the text stays here and is sent again; what it refuses is told.
  #wait(problem) {
    if (!(problem instanceof Problem)) throw problem;
    const away = !problem.status || problem.status >= 500;
    byId("saved").textContent = away ? AWAY : "没有保存";
    if (away) this.#timer = setTimeout(() => this.#save(), RETRY);
    else fill(byId("trouble"), problemNotice(problem));
    this.#refused ||= !away;
  }

  // A draft that was changed or deleted elsewhere is not written over; this text is kept beside it.
  async #apart(told, problem) {
    if (!GONE_ON.has(problem.status)) throw problem;
    const title = `${told.title.trim() || NAMELESS_COPY}（另存）`;
    const kept = await act("POST", PATH, { ...told, title });
    byId("title").value = title;
    say("这份草稿在别处改过或删掉了。这里的文字没有覆盖它，已另存为新草稿。");
    return kept;
  }

  // What is typed while a draft is on its way would be lost, or get into it.
  async #alone(work) {
    const boxes = [byId("text"), byId("title")];
    for (const each of boxes) each.readOnly = true;
    return work().finally(() => { for (const each of boxes) each.readOnly = false; });
  }

  async #open(id) {
    const draft = await this.#alone(() => look(`${PATH}/${id}`));
    [this.#id, this.#version] = [draft.id, draft.version];
    this.#head.set(draft.head);
    this.#put(draft.title, draft.text);
    this.#kept = this.#now();
    this.dispatchEvent(new Event("other"));
    sessionStorage.setItem(LAST, id);
    byId("saved").textContent = "已保存";
  }

  async #choose() {
    if (!(await this.mayLeave())) return;
    const { items } = await look(PATH);
    const sheet = byId("sheet");
    const row = ({ id, title, changed_at: at }) => element("li", {},
      element("span", {}, element("button", { type: "button", class: "link", on: { click: () => { sheet.close(); guarded(byId("trouble"), () => this.#open(id)); } } }, title), element("span", { class: "hint" }, `　${dateAndTime(at)}`)),
      button("删除", () => this.#drop(id, title), "button-plain button-small"));
    sheet.onclose = null;
    sheet.replaceChildren(element("h2", { id: "sheet-title" }, "我的草稿"),
      items.length ? element("ul", { class: "draft-list" }, items.map(row)) : element("p", { class: "empty" }, "还没有草稿。"),
      element("div", { class: "sheet-acts" }, button("关闭", () => sheet.close(), "button-plain")));
    sheet.showModal();
  }

  async #drop(id, title) {
    byId("sheet").close();
    if (!(await agree({ title: "删除草稿", text: `“${title}”删除后不能恢复。`, confirm: "删除" }))) return;
    const done = await guarded(byId("trouble"), () => send("DELETE", `${PATH}/${id}`), () => this.#drop(id, title));
    if (!done) return;
    say("草稿已删除。");
    if (id === this.#id) this.begin("", "");
  }
}
