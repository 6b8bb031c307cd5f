// Material: what the library holds on some words or like a paragraph, ready to be taken over with its source.

import { button, byId, element, fill, say } from "./element.js";
import { endingChip, FacetTabs } from "./library-facets.js";
import { act, look } from "./officer.js";
import { guarded } from "./problem.js";

const PATH = "/api/v1/gongwen/library";
const LONGEST = 500;
const LONGEST_PARAGRAPH = 3000;
const MOSTLY = 0.3;

export class MaterialPanel {
  #desk;
  #place = byId("panel-material");
  #made = element("div", { id: "material-made", "aria-live": "polite" });
  #facets = element("div");
  #tabs = new FacetTabs(this.#facets, "material-made", () => this.#again());
  #again = () => {};
  #words = element("input", { class: "input", id: "material-words", maxlength: LONGEST, "aria-label": "关键词或句子", placeholder: "关键词、文号或一句话" });

  constructor(desk) { this.#desk = desk; }

  shown() {
    if (this.#place.childNodes.length) return;
    const form = element("form", { class: "panel-acts", on: { submit: (event) => { event.preventDefault(); this.#search(this.#words.value.trim()); } } }, this.#words, element("button", { type: "submit", class: "button" }, "检索"), button("找与当前段落相近的", () => this.#near(), "button-plain"));
    this.#place.replaceChildren(element("p", { class: "hint" }, "在公文库里按词句和意思查找，可把摘录连同出处插入光标处。选中文字时，按选中的文字查找；没有选中时，按光标所在的段落查找。"), form, this.#facets, this.#made);
    guarded(byId("trouble"), async () => this.#tabs.make((await look(PATH)).facets));
  }

  #near() {
    const { sheet, keeper } = this.#desk;
    const text = (sheet.chosen.trim() || sheet.paragraph.trim()).slice(0, LONGEST_PARAGRAPH);
    if (!text) return void say("请先选中一段文字，或把光标放进一段文字里。");
    return this.#show("similar", { text, draft: keeper.id });
  }

  #search(words) { return words && this.#show("search", { words }); }

  // Searched words are counted by collection as well; what is like a paragraph is not.
  async #show(how, asked) {
    this.#again = () => this.#list(how, asked);
    this.#tabs.count({});
    await this.#list(how, asked);
    if (how !== "search") return;
    const again = this.#again;
    const told = await guarded(byId("trouble"), () => act("POST", `${PATH}/search/facets`, asked));
    if (told && again === this.#again) this.#tabs.count(told.facets, told.most);
  }

  async #list(how, asked) {
    const facet = this.#tabs.value;
    const again = this.#again;
    const told = await guarded(byId("trouble"), () => act("POST", `${PATH}/${how}`, { ...asked, filters: { facet } }), () => this.#list(how, asked));
    if (!told || facet !== this.#tabs.value || again !== this.#again) return; // something else was asked since
    fill(this.#made, told.items.length ? element("ol", { class: "told" }, told.items.map((each) => this.#hit(each))) : element("p", { class: "empty card" }, "没有找到相近的材料。"));
  }

  #hit({ document: id, title, number, issuer, facet, origin, ending, path, text, share = 0 }) {
    const phrase = this.#tabs.isPhrase(facet);
    const article = path.at(-1)?.startsWith("第") ? path.at(-1) : "";
    const taken = phrase ? `“${text.replace(/[。；，]$/, "")}”（${origin || `《${title}》`}）` : `${text}（摘自《${title}》${number}${article}）`;
    return element("li", { class: "card hit" },
      element("div", { class: "hit-head" }, element("b", {}, element("a", { href: `/drafting/library#${id}`, target: "_blank" }, title)), element("span", { class: "chip chip-flat" }, facet), endingChip(ending), share >= MOSTLY && element("span", { class: "chip" }, `文字相同 ${Math.round(share * 100)}%`)),
      element("p", { class: "hint" }, phrase ? origin : [issuer, number].filter(Boolean).join("　")), element("p", { class: "told-text" }, text),
      element("div", { class: "fault-acts" }, button(phrase ? "原样引用" : "插入", () => this.#desk.sheet.insert(taken), "button-plain button-small")));
  }
}
