// Who files: a person or a firm, as the matter allows; what is told here need not be typed again.

import { element } from "./element.js";

const KINDS = {
  个人: {
    idType: "居民身份证",
    facts: [["name", "姓名", "name"], ["id_no", "身份证号码", "off"], ["phone", "手机号码", "tel"]],
  },
  企业: {
    idType: "统一社会信用代码",
    facts: [
      ["name", "企业名称", "organization"], ["id_no", "统一社会信用代码", "off"], ["phone", "企业联系电话", "tel"],
      ["agent_name", "经办人姓名", "name"], ["agent_id_no", "经办人身份证号码", "off"], ["agent_phone", "经办人手机", "tel"],
    ],
  },
};

// Whom a matter is for; one that names neither is open to both.
export function kindsOf({ object }) {
  const kinds = [/企业|单位/.test(object) && "企业", object.includes("个人") && "个人"].filter(Boolean);
  return kinds.length ? kinds : Object.keys(KINDS).reverse();
}

export class SubjectPart {
  #kind;
  #facts = element("div", { class: "subject-facts" });

  constructor(service) {
    const kinds = kindsOf(service);
    [this.#kind] = kinds;
    this.place = element("details", { class: "subject", id: "subject" },
      element("summary", {}, `填写${kinds.length > 1 ? "申请人" : kinds[0]}信息（可不填）`),
      element("p", { class: "hint" }, "填了名称和证件号，系统可以直接从登记库取数据，少传材料。"),
      kinds.length > 1 && this.#choice(kinds),
      this.#facts);
    this.#showFacts();
  }

  // What was told, or nothing.
  get told() {
    const filled = [...this.#facts.querySelectorAll("input")].filter((input) => input.value.trim());
    const facts = Object.fromEntries(filled.map((input) => [input.name, input.value.trim()]));
    return { kind: this.#kind, id_type: KINDS[this.#kind].idType, ...facts };
  }

  #choice(kinds) {
    return element("fieldset", { class: "subject-kind" }, element("legend", { class: "unseen" }, "申请人是个人还是企业"),
      kinds.map((kind) => element("label", {},
        element("input", { type: "radio", name: "kind", checked: kind === this.#kind, on: { change: () => { this.#kind = kind; this.#showFacts(); } } }), kind)));
  }

  #showFacts() {
    this.#facts.replaceChildren(...KINDS[this.#kind].facts.map(([name, label, autocomplete]) => element("label", {}, label,
      element("input", { class: "input", name, autocomplete, type: autocomplete === "tel" ? "tel" : "text", maxlength: 200 }))));
  }
}
