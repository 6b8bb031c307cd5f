// What is served on the applicant: agree to it, look, download, sign for it or ask for paper.

import { call, newKey, post, read } from "./api.js";
import { button, byId, element, fill } from "./element.js";
import { guarded } from "./problem.js";
import { dateAndTime } from "./words.js";

export const HANDOVER_STATES = {
  waiting: ["等待同意电子送达", "chip-check"],
  sent: ["已送达，未查看", "chip-own"],
  seen: ["已查看", "chip-own"],
  fetched: ["已下载", "chip-own"],
  confirmed: ["已签收", "chip-good"],
  refused: ["已要求书面送达", ""],
  expired: ["已改为书面送达", ""],
};
const ENDED = new Set(["confirmed", "refused", "expired"]);
const LOOKED = new Set(["seen", "fetched"]);

export class Handovers {
  #path;
  #place;
  #name;
  #trouble = element("div", { "aria-live": "polite" });

  // `name()` is who acts for the applicant, as far as the page knows.
  constructor(path, place, name) {
    this.#path = path;
    this.#place = place;
    this.#name = name;
  }

  async load() {
    this.show(await read(`${this.#path}/handovers`));
  }

  show({ consent, handovers }) {
    fill(this.#place, handovers.length > 0 && element("section", { class: "card handovers", "aria-labelledby": "handovers-title" },
      element("h2", { id: "handovers-title", tabindex: -1 }, "送达的文书"),
      this.#consent(consent),
      element("ul", { class: "handover-list" }, handovers.map((each) => this.#line(each))), this.#trouble));
  }

  #consent(consent) {
    if (consent?.agreed) {
      return element("p", { class: "hint" }, `${consent.by} 已于 ${dateAndTime(consent.at)} 同意电子送达。`,
        button("以后改为书面送达", () => this.#agree(false), "button-plain button-small"));
    }
    return element("div", { class: "notice notice-check" },
      element("p", { class: "notice-head" }, consent ? "您已选择书面送达" : "是否同意电子送达？"),
      element("p", {}, "同意后，本件的文书通过本页面送达，到达本页面的日期就是送达日期，复议、诉讼等期限从次日起算。不同意的，由工作人员书面送达。已同意的也可以要求纸质文书。"),
      this.#nameBox("consent-name"),
      element("div", { class: "notice-acts" }, button("同意电子送达", () => this.#agree(true))));
  }

  #nameBox(id) {
    return element("p", { class: "handover-name" }, element("label", { for: id }, "您的姓名"),
      element("input", { class: "input", id, autocomplete: "name", maxlength: 64, value: this.#name() }));
  }

  #line(handover) {
    const [word, look] = HANDOVER_STATES[handover.state];
    const open = handover.state !== "waiting";
    return element("li", { class: "handover", data: { state: handover.state } },
      element("div", {}, element("b", {}, handover.title), " ", element("span", { class: `chip ${look}` }, word),
        element("p", { class: "hint" }, this.#history(handover))),
      open && element("div", { class: "handover-acts" },
        button("查看", () => this.#look(handover), "button-plain"),
        element("a", { class: "button button-plain", href: `${this.#path}/handovers/${handover.id}/file`, download: "", on: { click: () => this.#soon() } }, "下载"),
        !ENDED.has(handover.state) && button("确认签收", () => this.#ask(handover)),
        !ENDED.has(handover.state) && button("要求纸质文书", () => this.#step(handover, "refuse"), "button-plain")));
  }

  #history({ sent_at: sent, confirmed_at: confirmed, by }) {
    return [sent && `送达时间 ${dateAndTime(sent)}`, confirmed && `${by} 于 ${dateAndTime(confirmed)} 签收`].filter(Boolean).join("；");
  }

  // The download itself is what the service notes; its answer goes to the disk, not to this page.
  #soon() {
    setTimeout(() => this.load().catch(() => {}), 1500);
  }

  async #look(handover) {
    const sheet = byId("sheet");
    const picture = element("img", { src: `${this.#path}/handovers/${handover.id}/preview.png`, alt: `${handover.title}的各页，内容见下载的文件` });
    const trouble = element("p", { role: "status" }, "正在打开…");
    picture.addEventListener("load", () => { trouble.textContent = handover.state === "sent" ? "看过以后，请关闭并点“确认签收”。" : ""; this.load(); });
    picture.addEventListener("error", () => { trouble.textContent = "这份文书不能在页面上显示，请下载后查看。"; });
    sheet.replaceChildren(element("h2", { id: "sheet-title" }, handover.title), trouble,
      element("div", { class: "handover-pages", tabindex: 0, role: "group", "aria-label": "文书内容" }, picture),
      element("div", { class: "sheet-acts" }, button("关闭", () => sheet.close())));
    sheet.classList.add("sheet-wide");
    sheet.addEventListener("close", () => sheet.classList.remove("sheet-wide"), { once: true });
    sheet.showModal();
  }

  #ask(handover) {
    const sheet = byId("sheet");
    if (!LOOKED.has(handover.state)) return this.#look(handover);
    sheet.replaceChildren(element("h2", { id: "sheet-title" }, "确认签收"),
      element("p", {}, `确认已收到《${handover.title}》。签收人和时间将记入送达记录，签收后不能撤回；签收不表示同意文书内容。`),
      this.#nameBox("confirm-name"),
      element("div", { class: "sheet-acts" }, button("取消", () => sheet.close(), "button-plain"),
        button("确认签收", async () => {
          const name = byId("confirm-name").value.trim();
          if (!name) return byId("confirm-name").focus();
          sheet.close();
          return this.#step(handover, "confirm", name);
        })));
    return sheet.showModal();
  }

  async #agree(agreed) {
    const name = byId("consent-name")?.value.trim() || this.#name();
    if (!name) return byId("consent-name")?.focus();
    return this.#try(() => post(`${this.#path}/consent`, { agreed, name }, this.#once()));
  }

  #step(handover, step, name = this.#name() || "申请人") {
    const headers = { "If-Match": `"${handover.version}"`, "Idempotency-Key": newKey() };
    return this.#try(() => call("POST", `${this.#path}/handovers/${handover.id}/${step}`, { json: { name }, headers, again: true }));
  }

  #once() {
    return { headers: { "Idempotency-Key": newKey() }, again: true };
  }

  // Somebody else's step is shown at once: what is done next is done knowing it.
  async #try(work) {
    await guarded(this.#trouble, async () => {
      try {
        await work();
      } finally {
        await this.load();
      }
    });
    byId("handovers-title")?.focus();
  }
}
