// The rows of a table box: JSON in the box, one object for each row, by the keys of its columns.

import { element } from "./element.js";

// Returns a table of the rows, or null where the text holds none that can be shown as one.
export function rowsTable(field) {
  const rows = parsed(field.value.value);
  if (!rows?.length) return null;
  return element("table", { class: "rows-table" },
    element("thead", {}, element("tr", {}, field.columns.map((column) => element("th", { scope: "col" }, column.label)))),
    element("tbody", {}, rows.map((row) => element("tr", {}, field.columns.map((column) => element("td", {}, String(row[column.key] ?? "")))))));
}

function parsed(text) {
  try {
    const rows = JSON.parse(text);
    return Array.isArray(rows) ? rows : null;
  } catch {
    return null;
  }
}
