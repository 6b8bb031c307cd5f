// Questions to the knowledge base beside the draft: several turns, each answer with its sources,
// taken over into the text with them.

import { Conversation } from "./asking-conversation.js";
import { button, byId, element, say } from "./element.js";
import { markdown } from "./markdown.js";
import { named, officerName } from "./officer.js";

const LONGEST = 500;
const LOOK = "button-plain button-small";

// What is written in the base, as plain lines: a draft has no marks of lists or bold words.
const plain = (text) => [...markdown(text).querySelectorAll("p, li, h4, tr")].map((line) => [...(line.matches("tr") ? line.cells : [line])].map(({ textContent }) => textContent.trim()).join("　")).join("\n");

const titled = ({ source: { title, number }, title: entry }) => (title ? `《${title}》${number ? `（${number}）` : ""}` : `知识库“${entry}”`);
const sourced = (citations) => `（来源：${[...new Set(citations.map(titled))].join("、")}）`;

// An answer whole, as a paragraph with its sources.
function wholeText({ sentences, citations }) {
  const told = sentences.map(({ text }) => plain(text)).filter(Boolean);
  return `${told.join(told.some((each) => each.includes("\n")) ? "\n" : "")}${sourced(citations)}`;
}

export class AskPanel {
  #desk;
  #place = byId("panel-ask");
  #question = element("textarea", { class: "input", id: "desk-question", rows: 2, maxlength: LONGEST, "aria-label": "要问的问题", placeholder: "政策、办理条件、依据等，例如：网约车驾驶员证快到期了怎么换？" });
  #send = element("button", { type: "submit", class: "button button-small" }, "提问");
  #again = button("开始新的对话", () => this.#begin(), LOOK);
  #conversation = null;

  constructor(desk) { this.#desk = desk; }

  async shown() {
    if (this.#conversation) return;
    const turns = element("ol", { class: "turns", "aria-live": "polite", "aria-label": "对话" });
    const form = element("form", { class: "desk-ask", on: { submit: (event) => { event.preventDefault(); this.#put(this.#question.value); } } },
      this.#question, element("div", { class: "panel-acts" }, this.#send, button("问选中的文字", () => this.#putChosen(), LOOK), this.#again));
    this.#question.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#put(this.#question.value);
    });
    this.#again.hidden = true;
    this.#place.replaceChildren(element("p", { class: "hint" }, "向知识库提问，可以接着追问。回答只引用审核发布过的内容，每句都标出处；可以连同出处插入光标处。"), turns, form);
    // Whoever comes after must not see what was asked before.
    this.#conversation = new Conversation({
      turns, trouble: byId("trouble"), key: `zhiban.asked.${officerName()}`, headers: named,
      told: () => ({ source: "desk", channel: "公文起草" }),
      more: (turn) => this.#takeOver(turn), changed: (begun) => { this.#again.hidden = !begun; },
    });
    await this.#conversation.resume();
  }

  async #put(question) {
    this.#send.disabled = true;
    if (await this.#conversation.put(question)) this.#question.value = "";
    this.#send.disabled = false;
  }

  #putChosen() {
    const chosen = this.#desk.sheet.chosen.trim();
    if (!chosen) return void say("请先在文稿中选中要问的文字。");
    return this.#put([...chosen].slice(0, LONGEST).join(""));
  }

  #begin() {
    this.#conversation.forget();
    this.#question.focus();
  }

  #takeOver({ answer }) {
    if (!answer) return "";
    const insert = (text) => { this.#desk.sheet.insert(text); say("已插入，请核对。"); };
    return element("div", { class: "panel-acts" },
      button("插入回答和出处", () => insert(wholeText(answer)), "button-small"),
      answer.citations.length > 1 && answer.citations.map((one) => button(`插入出处 ${one.number} 原文`, () => insert(`${plain(one.quote)}${sourced([one])}`), LOOK)));
  }
}
