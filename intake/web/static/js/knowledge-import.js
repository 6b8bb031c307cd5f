// Files into the knowledge base: chosen, looked at, kept as drafts.

import { newKey, upload } from "./api.js";
import { takeFiles } from "./drop.js";
import { byId, element, fill, link } from "./element.js";
import { importReport, keptReport } from "./knowledge-import-report.js";
import { beginStaff, options } from "./knowledge-staff.js";
import { named } from "./officer.js";
import { guarded } from "./problem.js";
import { fileSize } from "./words.js";

const IMPORTS = "/api/v1/knowledge/imports";
let files = [];
let words = null;

const waiting = (text) => fill(byId("progress"), text && element("p", { class: "waiting" }, text));

function showChosen() {
  byId("chosen").replaceChildren(element("ul", { class: "listing chosen" }, files.map((file) => element("li", { class: "listed listed-plain" },
    element("span", {}, file.name, element("span", { class: "hint" }, `　${fileSize(file.size)}`)),
    link("移除", () => choose(files.filter((one) => one !== file)), `移除 ${file.name}`)))));
}

async function send(address, text) {
  waiting(text);
  try {
    return await upload(address, "files", files, { key: newKey(), headers: named() });
  } finally {
    waiting("");
  }
}

function choose(next) {
  files = next;
  showChosen();
  byId("report").replaceChildren();
  byId("keep").hidden = true;
  return files.length ? guarded(byId("trouble"), preview) : fill(byId("trouble"));
}

async function preview() {
  const asked = files;
  const told = await send(`${IMPORTS}/preview`, `正在读取 ${files.length} 个文件…`);
  if (asked !== files) return; // others were chosen meanwhile, and their report comes too
  byId("report").replaceChildren(importReport(told, words));
  byId("keep").hidden = !told.files.some(({ drafts }) => drafts.length);
}

async function keep() {
  const told = await send(`${IMPORTS}?department=${encodeURIComponent(byId("department").value)}`, "正在保存草稿…");
  files = [];
  showChosen();
  byId("keep").hidden = true;
  byId("report").replaceChildren(keptReport(told.kept));
  byId("report").scrollIntoView({ block: "nearest" });
}

async function begin() {
  words = await beginStaff();
  byId("department").append(...options(words.departments));
}

byId("keep").addEventListener("submit", async (event) => {
  event.preventDefault();
  byId("keep-button").disabled = true;
  await guarded(byId("trouble"), keep);
  byId("keep-button").disabled = false;
});
await guarded(byId("trouble"), begin);
takeFiles({ zone: "drop", picks: [["pick", "file"]], take: (more) => choose([...files, ...more]) });
