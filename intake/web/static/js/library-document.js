// One document of the library: its facts, summary, outline that leads to its places, what it cites, its relatives.

import { button, element, link } from "./element.js";
import { endingChip } from "./library-facets.js";

const HEADING = /^#{1,6}\s+/;

export const facts = ({ facet, sort, level, issuer, number, issued_on: on }) => [facet, facet === sort ? "" : sort, level, issuer, number, on].filter(Boolean).join("　");

function part(title, items) {
  return items.length > 0 && element("section", { class: "panel-part" }, element("h3", {}, title), element("ul", { class: "editions" }, items));
}

// The text as it stands, in pieces that begin where the outline's lines do; places count characters, not UTF-16.
function pieces(body, outline) {
  const signs = [...body];
  const starts = [0, ...outline.map(({ start }) => signs.lastIndexOf("\n", start) + 1), signs.length];
  return starts.slice(0, -1).map((start, at) => signs.slice(start, starts[at + 1]).join(""));
}

function piece(text) {
  const lines = text.trim().split("\n").map((line) => (HEADING.test(line) ? element("b", {}, line.replace(HEADING, "")) : line));
  return element("div", { class: "document-piece", tabindex: "-1" }, lines.flatMap((line) => [line, "\n"]).slice(0, -1));
}

function go(place) {
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

// `acts`: back, show(id), drop(id, title), sort(id, facet) and the titles of all collections.
export function documentView(one, acts) {
  const [opening, ...rest] = pieces(one.body, one.outline).map(piece);
  const outlined = one.outline.map(({ text, level }, at) => element("li", { class: level > 1 ? "outline-deep" : "" }, link(text, () => go(rest[at]), `转到“${text}”`)));
  const cited = one.citations.map(({ title, number, document: id }) => {
    const name = title ? `《${title}》` : number;
    return element("li", {}, id ? link(name, () => acts.show(id), `打开${name}`) : name);
  });
  const related = one.related.map(({ document: id, title }) => element("li", {}, link(title, () => acts.show(id), `打开《${title}》`)));
  const readers = one.readers.includes("everybody") ? "全体工作人员可以阅读。" : `可以阅读：${one.readers.join("、")}`;
  return [
    element("p", { class: "panel-acts" }, button("返回检索结果", acts.back, "button-plain button-small")),
    element("h2", { tabindex: "-1" }, one.title), element("p", { class: "hint" }, facts(one)),
    one.ending && element("p", { class: "hint" }, endingChip(one.ending), one.ending.by && ` 依据：${one.ending.by}`),
    one.origin && element("p", { class: "hint" }, `出处：${one.origin}`),
    element("p", { class: "hint" }, readers),
    one.own && element("p", { class: "panel-acts" }, sorting(one, acts), button("删除", () => acts.drop(one.id, one.title), "button-plain button-small")),
    part("摘要", one.summary.map(({ text }) => element("li", {}, text))), part("提纲", outlined), part("引用的文件", cited), part("相关文件", related),
    element("div", { class: "told-text panel-part document-text" }, opening.textContent && opening, rest),
  ].filter(Boolean);
}

// Whoever brought a document may put it into another collection.
function sorting({ id, facet }, acts) {
  const select = element("select", { class: "input", on: { change: () => acts.sort(id, select.value) } }, acts.titles.map((each) => element("option", { value: each, selected: each === facet }, each)));
  return element("label", { class: "hint" }, "维度 ", select);
}
