// A fact that is a table: a row of boxes for each row; rows can be pasted from a spreadsheet.

import { button, element, link } from "./element.js";

const MOST = 50;

export function tableBox(fact) {
  const rows = element("tbody", {});
  const first = `fact-${fact.name}`;
  const cell = (column, at) => element("input", {
    class: "input", id: rows.rows.length === 0 && at === 0 ? first : undefined, autocomplete: "off",
    "aria-label": `第 ${rows.rows.length + 1} 行 ${column.head}`, inputmode: column.type === "text" ? undefined : "decimal",
    placeholder: column.worked_out ? "自动算" : "" });
  const add = () => {
    const made = element("tr", {}, fact.columns.map((column, at) => element("td", {}, cell(column, at))));
    made.append(element("td", {}, link("删", () => drop(made), "删除这一行")));
    rows.append(made);
    return made;
  };
  const drop = (made) => {
    if (rows.rows.length > 1) made.remove();
    else boxesOf(made).forEach((box) => { box.value = ""; });
  };
  rows.addEventListener("paste", (event) => spread(event, rows, add));
  add();
  const summed = fact.columns.some((column) => column.sum);
  const place = element("div", { class: "fact-table" },
    element("div", { class: "fact-table-rows" }, element("table", {}, element("thead", {}, element("tr", {}, fact.columns.map((column) => element("th", { scope: "col" }, column.head)), element("td", {}))), rows)),
    element("div", { class: "panel-acts" }, button("加一行", () => { if (rows.rows.length < MOST) boxesOf(add())[0].focus(); }, "button-plain button-small"),
      element("span", { class: "hint" }, `可以从表格软件复制后粘贴${summed ? "；合计自动算" : ""}。`)));
  const told = (row) => Object.fromEntries(boxesOf(row).map((box, at) => [fact.columns[at].name, box.value.trim()]).filter(([, value]) => value));
  const write = (told) => {
    rows.replaceChildren();
    for (const row of told.length ? told : [{}]) boxesOf(add()).forEach((box, at) => { box.value = row[fact.columns[at].name] ?? ""; });
  };
  return { place, write, read: () => [...rows.rows].map(told).filter((row) => Object.keys(row).length) };
}

const boxesOf = (row) => [...row.querySelectorAll("input")];

// Put what was copied from a spreadsheet into the boxes from the one with the cursor on.
function spread(event, rows, add) {
  const lines = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
  if (lines.length === 1 && lines[0].length === 1) return;
  event.preventDefault();
  const [from, column] = [[...rows.rows].indexOf(event.target.closest("tr")), boxesOf(event.target.closest("tr")).indexOf(event.target)];
  lines.slice(0, MOST - from).forEach((cells, at) => {
    const boxes = boxesOf(rows.rows[from + at] ?? add());
    cells.forEach((words, place) => { if (boxes[column + place]) boxes[column + place].value = words.trim(); });
  });
}
