// The notices of a case: what fits it now, one being written, and those that have a number.

import { agree } from "./ask.js";
import { button, element, fill, say } from "./element.js";
import { NoticeEditor } from "./notice-editor.js";
import { NoticeForm } from "./notice-form.js";
import { noticeList } from "./notice-list.js";
import { act, look } from "./officer.js";

export class CaseNotices {
  #place;
  #desk;
  #offers = element("div", { class: "notice-offers" });
  #writing = element("div");
  #list = element("div");

  // `desk` holds path, version, asked(part), guard(work), changed().
  constructor(place, desk) {
    this.#place = place;
    this.#desk = desk;
  }

  // Resolves with the kinds that fit the case now.
  async show() {
    const { notices, offers } = await look(`${this.#desk.path}/notices`);
    if (!this.#place.contains(this.#list)) this.#place.replaceChildren(this.#offers, this.#writing, this.#list);
    fill(this.#offers, offers.length > 0
      ? [element("p", { class: "hint" }, "现在可以出具："), offers.map(({ kind, name }, at) => button(name, () => this.#desk.guard(() => this.#write(kind, name)), at ? "button-plain" : ""))]
      : element("p", { class: "hint" }, notices.length ? "按目前的结论，没有待出具的文书。" : "作出结论后，可以在这里出具文书。"));
    fill(this.#list, noticeList(notices, { again: () => this.#desk.changed(), guard: this.#desk.guard }));
    return offers;
  }

  async #write(kind, name) {
    const draft = await look(this.#desk.asked("/notices/draft", { kind }));
    const form = new NoticeForm(draft, draft);
    const whom = element("input", { class: "input", id: "notice-whom", maxlength: 200 });
    const editor = new NoticeEditor(`出具《${name}》`, form, {
      previewPath: `${this.#desk.path}/notices/preview`,
      whole: (told) => ({ ...told, recipient: whom.value.trim() }),
      issue: (told) => this.#issue(told, name),
      close: () => fill(this.#writing),
    },
    element("p", {}, `出具机关：${draft.office.name}`),
    draft.recipient ? element("p", {}, `收件人：${draft.recipient}`)
      : element("div", { class: "box" }, element("label", { class: "box-name", for: "notice-whom" }, "收件人"), whom, element("div", { "data-at": "/recipient/name" })),
    draft.masked && element("p", { class: "hint" }, "个人信息已隐藏：没有改动的内容按原文出具。要改含有个人信息的内容，请先点“显示个人信息”。"));
    this.#writing.replaceChildren(editor.place);
    editor.place.querySelector("h3").focus();
  }

  async #issue(told, name) {
    const sure = await agree({ title: `出具《${name}》`, text: "出具后立即编号、加盖印章并告知申请人，不能修改，只能作废。", confirm: "出具" });
    if (!sure) return;
    const issued = await act("POST", `${this.#desk.path}/notices`, told, this.#desk.version);
    fill(this.#writing);
    await this.#desk.changed();
    say(`已出具 ${issued.number}`);
  }
}
