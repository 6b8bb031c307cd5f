// Confirming the form, signing it, and taking the documents away.

import { call, post } from "./api.js";
import { button, byId, element, fill, link, say } from "./element.js";
import { flagList } from "./flags.js";
import { problemNotice } from "./problem.js";
import { rowsTable } from "./rows.js";
import { fileSize } from "./words.js";

const SEAL = new URL("../img/seal.svg", import.meta.url).href;

export class SignStep {
  #desk;
  #saving;
  #form;
  #ways;
  #trouble = element("div", { "aria-live": "polite" });

  constructor(desk, saving, form, ways) {
    this.#desk = desk;
    this.#saving = saving;
    this.#form = form;
    this.#ways = ways;
  }

  show() {
    const place = byId("sign");
    if (this.#desk.filing.state === "signed") return this.#showDone(place);
    const urgent = this.#desk.filing.state === "confirmed" || this.#desk.corrections.length > 0;
    const box = element("div", { class: `sign-box${urgent ? " first" : ""}` }, this.#box(), this.#trouble);
    place.replaceChildren(element("div", { class: "sign-way" }, this.#preview(), box));
    return undefined;
  }

  #preview() {
    const groups = new Map();
    for (const field of this.#desk.fields) groups.set(field.group || "其他", [...(groups.get(field.group || "其他") ?? []), field]);
    return element("section", { class: "sheet-paper", "aria-label": "申请表预览" },
      element("h3", {}, this.#desk.scenario?.form_title ?? "申请表"),
      element("p", {}, this.#desk.scenario?.name ?? ""),
      [...groups].map(([name, fields]) => this.#table(name, fields)));
  }

  #table(name, fields) {
    const cells = fields.map((field) => [element("th", { scope: "row" }, field.label), this.#cell(field)]);
    const rows = [];
    if (cells.length % 2) cells.at(-1)[1].colSpan = 3;
    for (let at = 0; at < cells.length; at += 2) rows.push(element("tr", {}, cells[at], cells[at + 1] ?? []));
    return element("table", { class: "preview" }, element("caption", {}, name), element("tbody", {}, rows));
  }

  #cell(field) {
    const { value } = field.value;
    const shown = field.type === "image" || field.type === "file" ? this.#desk.paper(value)?.name : value;
    return element("td", { class: shown ? "" : "blank" }, (field.type === "table" && rowsTable(field)) || shown || "（空）");
  }

  #box() {
    const { filing, corrections } = this.#desk;
    if (filing.state === "confirmed") return this.#signBox();
    return corrections.length ? this.#blockedBox(corrections) : this.#confirmBox();
  }

  #blockedBox(corrections) {
    return element("section", { class: "card" },
      element("h3", {}, `请先更正 ${corrections.length} 项`),
      element("p", { class: "hint" }, "点一项，直接到要改的地方。全部改好后才能确认。"),
      flagList(corrections, this.#desk, this.#form.acts));
  }

  #confirmBox() {
    const officer = this.#desk.findings.filter((finding) => finding.severity === "officer").length;
    const pressed = button("确认表单", () => this.#confirm(pressed));
    return element("section", { class: "card" },
      element("h3", {}, "确认表单"),
      element("p", {}, "请再看一遍左边的内容。确认后不能再修改，接着签章。"),
      officer > 0 && element("p", { class: "notice notice-check" }, `有 ${officer} 项将由工作人员核定，不影响您确认。`),
      pressed,
      button("返回修改", this.#ways.toForm, "button-plain"));
  }

  #signBox() {
    const name = element("input", { class: "input", id: "signer", autocomplete: "name", required: true, maxlength: 64, value: this.#desk.filing.subject?.agent_name ?? "" });
    const pressed = button("签章并生成文件", () => this.#sign(name, pressed));
    return element("form", { class: "card", on: { submit: (event) => { event.preventDefault(); pressed.click(); } } },
      element("h3", {}, "签章"),
      element("p", {}, "系统将生成申请表，并加盖您的电子签章。"),
      element("label", { for: "signer" }, "签章人姓名"),
      name,
      element("div", { class: "seal" }, element("img", { src: SEAL, alt: "测试签章样式" }),
        element("p", {}, "这是测试签章，文件上会标明“测试”，不具有法律效力。")),
      pressed);
  }

  #confirm(pressed) {
    return this.#try(pressed, async () => {
      await this.#saving.flush();
      await call("POST", `${this.#desk.path}/confirm`, { json: {}, headers: { "If-Match": this.#desk.etag }, again: false });
      await this.#desk.reload();
      byId("signer")?.focus();
    });
  }

  #sign(name, pressed) {
    if (!name.value.trim()) {
      fill(this.#trouble, problemNotice({ detail: "请填写签章人姓名。", remedy: "" }));
      return name.focus();
    }
    return this.#try(pressed, async () => {
      await post(`${this.#desk.path}/sign`, { signer_name: name.value.trim() }, { headers: { "If-Match": this.#desk.etag } });
      await this.#desk.reload();
      byId("sign-title").focus();
    });
  }

  async #try(pressed, work) {
    const word = pressed.textContent;
    pressed.disabled = true;
    pressed.textContent = "请稍候…";
    fill(this.#trouble);
    try {
      await work();
    } catch (problem) {
      if (problem.detail === undefined) throw problem;
      if (problem.status === 409 || problem.status === 412) await this.#desk.reload();
      fill(this.#trouble, problemNotice(problem));
    } finally {
      pressed.disabled = false;
      pressed.textContent = word;
    }
  }

  #showDone(place) {
    const code = this.#desk.documents.map((made) => made.check_code).find(Boolean);
    fill(place,
      element("div", { class: "done-head" },
        element("span", { class: "done-mark", "aria-hidden": "true" }),
        element("div", {},
          element("h3", {}, "已签章，可以下载"),
          element("p", { class: "hint" }, "签章带“测试”字样，不具有法律效力。"))),
      element("ul", { class: "documents" }, this.#desk.documents.map(documentLine)),
      code && element("div", { class: "card check-code" },
        element("p", {}, "校验码"),
        element("p", {}, element("b", { class: "code" }, code), " ", link("复制", () => copy(code), "复制校验码")),
        element("p", { class: "hint" }, "收到文件的人可以在", element("a", { href: "/verify" }, "查验页"), "放入 PDF 或 OFD，核对签章与内容。")));
  }
}

const KINDS = {
  "application/pdf": ["PDF", "PDF 文件"],
  "application/ofd": ["OFD", "OFD 文件，用国产版式阅读软件打开"],
};
const EDITABLE = ["Word", "Word 文件，可编辑"];

function documentLine(made) {
  const [kind, words] = KINDS[made.media_type] ?? EDITABLE;
  return element("li", { class: "document" },
    element("span", { class: `document-kind ${kind.toLowerCase()}`, "aria-hidden": "true" }, kind),
    element("div", {}, element("b", {}, made.title), element("p", { class: "hint" }, `${words}　${fileSize(made.size)}`)),
    element("a", { class: "button", href: made.url, download: made.name }, `下载 ${kind}`));
}

export async function copy(text) {
  await navigator.clipboard.writeText(text).catch(() => {});
  say("已复制");
}
