// Markdown of knowledge entries as page elements: headings, paragraphs, lists, tables, bold, links
// to https pages. Text always goes in as text; HTML in it is shown as it was written.

import { element } from "./element.js";

const MARKS = /\*\*([^*]+)\*\*|\[([^\]]+)\]\((https:\/\/[^\s)]+)\)/g;
const ROW = /^\s*\|(.*)\|\s*$/;
const RULE = /^\s*\|[\s|:-]+\|\s*$/;
const ITEM = /^\s*(?:[-*+]|(\d+)[.、])\s+(.*)$/;
const HEADING = /^(#{1,6})\s+(.+?)\s*$/;

function marked(text) {
  const parts = [];
  let last = 0;
  for (const found of text.matchAll(MARKS)) {
    parts.push(text.slice(last, found.index));
    parts.push(found[1] ? element("b", {}, found[1]) : element("a", { href: found[3], rel: "noopener noreferrer", target: "_blank" }, found[2]));
    last = found.index + found[0].length;
  }
  return [...parts, text.slice(last)];
}

const cells = (line) => line.match(ROW)[1].split("|").map((cell) => cell.trim());

function table(lines) {
  const [head, ...rows] = lines.filter((line) => !RULE.test(line)).map(cells);
  return element("div", { class: "words-table" }, element("table", { class: "rows-table" },
    element("thead", {}, element("tr", {}, head.map((cell) => element("th", { scope: "col" }, marked(cell))))),
    element("tbody", {}, rows.map((row) => element("tr", {}, row.map((cell) => element("td", {}, marked(cell))))))));
}

function list(lines) {
  const found = lines.map((line) => line.match(ITEM));
  return element(found[0][1] ? "ol" : "ul", {}, found.map((item) => element("li", {}, marked(item[2]))));
}

const kindOf = (line) => (!line.trim() ? "gap" : HEADING.test(line) ? "heading" : ROW.test(line) ? "table" : ITEM.test(line) ? "list" : "text");

// Lines of one kind that follow each other; a heading and a paragraph's line stand alone.
function blocks(body) {
  const found = [];
  for (const line of body.split(/\r?\n/)) {
    const kind = kindOf(line);
    const last = found.at(-1);
    const orderly = last && kind === "list" && Boolean(last.lines[0].match(ITEM)?.[1]) === Boolean(line.match(ITEM)[1]);
    if (last?.kind === kind && (kind === "table" || orderly)) last.lines.push(line);
    else found.push({ kind, lines: [line] });
  }
  return found;
}

const MAKERS = {
  gap: () => null,
  table,
  list,
  heading: ([line]) => element("h4", {}, marked(line.match(HEADING)[2])),
  text: ([line]) => element("p", {}, marked(line.trim())),
};

export const markdown = (body) => element("div", { class: "words-body" }, blocks(body).map(({ kind, lines }) => MAKERS[kind](lines)));
