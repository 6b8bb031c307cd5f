// The three things that come of a question, as they are shown.

import { button, element } from "./element.js";
import { markdown } from "./markdown.js";

const SECTIONS = { answer: "", steps: "怎么办", materials: "要带什么", conditions: "什么条件", time: "多长时间", fee: "收费", place: "在哪里办", links: "相关链接" };
const MODEL_STATES = {
  model_down: "智能改写暂不可用，以下是原文摘录。",
  model_refused: "以下是原文摘录。",
  model_nonsense: "智能改写的结果没有通过核对，以下是原文摘录。",
};

const mark = (number) => element("a", { class: "cite", href: `#cite-${number}`, "aria-label": `出处 ${number}` }, `[${number}]`);

const ITEM = /^\s*(?:[-*+]|\d+[.、])\s/;

// Sentences as they follow each other; items of a list make one list.
function sentences(some, turn) {
  const groups = [];
  for (const one of some) {
    if (ITEM.test(one.text) && groups.length && ITEM.test(groups.at(-1)[0].text)) groups.at(-1).push(one);
    else groups.push([one]);
  }
  return groups.map((group) => told(group, turn));
}

function told(group, turn) {
  const block = element("div", { class: "told" }, markdown(group.map(({ text }) => text).join("\n")));
  const lines = group.length > 1 ? [...block.querySelectorAll("li")] : [block.querySelector("p:last-child, li:last-child") ?? block];
  lines.forEach((line, place) => line.append(...group[place].cites.map((number) => scoped(mark(number), turn))));
  return block;
}

// Numbers begin anew with every answer; the places they lead to bear the turn's id too.
function scoped(link, turn) {
  link.setAttribute("href", `${link.getAttribute("href")}-${turn}`);
  link.addEventListener("click", () => { document.querySelector(link.getAttribute("href")).closest("details").open = true; });
  return link;
}

// In the order in which the answer comes to them: what is most direct stands first.
function sections(answer, turn) {
  const groups = new Map();
  for (const one of answer.sentences) groups.set(one.section, [...(groups.get(one.section) ?? []), one]);
  return [...groups].map(([name, some]) => element("section", {}, SECTIONS[name] && element("h3", {}, SECTIONS[name]), sentences(some, turn)));
}

function source({ source: { title, issuer, number, url }, version }) {
  const words = [title, issuer, number].filter(Boolean).join("，");
  return element("span", { class: "hint" }, `来源：${words}（第 ${version} 版）`, /^https:\/\//.test(url) && [" ", element("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, "原文")]);
}

function citations(answer, turn, acts) {
  return element("details", { class: "cites", on: { toggle: (event) => event.target.open && acts.opened(answer.citations[0].entry, 1) } },
    element("summary", {}, `出处（${answer.citations.length}）`),
    element("ol", {}, answer.citations.map((one) => element("li", { id: `cite-${one.number}-${turn}`, value: one.number },
      element("b", {}, one.title), one.path.length > 0 && `　${one.path.join(" › ")}`, element("blockquote", {}, one.quote), source(one), element("span", { class: "hint" }, `　责任部门：${one.department}`)))));
}

const views = {
  answer: ({ answer, id }, acts) => [
    !answer.sure && element("p", { class: "notice notice-check" }, "不能确定说的就是您问的情况，请对照出处核对。"),
    MODEL_STATES[answer.composed] && element("p", { class: "hint" }, MODEL_STATES[answer.composed]),
    sections(answer, id), citations(answer, id, acts)],
  ask_back: ({ ask_back: back }, acts) => [
    element("p", {}, back.text),
    element("div", { class: "choices", role: "group", "aria-label": "请选择" }, back.choices.map((choice) => button(choice.label, () => acts.choose(choice), "button-plain")))],
  decline: ({ decline }, acts) => [
    element("p", {}, decline.text),
    element("ul", { class: "words-body" }, decline.turn_to.map((one) => element("li", {}, one))),
    decline.services.length > 0 && [element("p", { class: "hint" }, "可能相关的事项："), element("div", { class: "choices" }, decline.services.map(({ label, value }) => element("a", { class: "button button-plain", href: `/start?q=${encodeURIComponent(label)}#${encodeURIComponent(value)}` }, label)))],
    decline.nearest.length > 0 && [element("p", { class: "hint" }, "最接近的内容（不是对这个问题的回答）："), element("div", { class: "choices" }, decline.nearest.map((one, place) => button(one.title, () => { acts.opened(one.entry, place + 1); acts.choose({ label: one.title }); }, "button-plain button-small")))]],
};

export const answerView = (turn, acts) => element("div", { class: `outcome outcome-${turn.outcome}`, data: { outcome: turn.outcome } }, views[turn.outcome](turn, acts).flat(2).filter(Boolean));
