// Files into the knowledge base: handed in, read in the background, looked at, kept as drafts.

import { newKey, upload } from "./api.js";
import { takeFiles } from "./drop.js";
import { byId, element, fill, link } from "./element.js";
import { IMPORTS, follow, recentList, showImport } from "./knowledge-import-progress.js";
import { importReport, keptReport } from "./knowledge-import-report.js";
import { beginStaff, options } from "./knowledge-staff.js";
import { act, look, named } from "./officer.js";
import { guarded } from "./problem.js";
import { fileSize } from "./words.js";

let files = [];
let words = null;
let current = "";

const percent = (share) => `正在上传 ${files.length} 个文件… ${Math.round(100 * share)}%`;
const waiting = (text) => fill(byId("progress"), text && element("p", { class: "waiting" }, text));

function choose(next) {
  files = next;
  byId("send").hidden = !files.length;
  byId("chosen").replaceChildren(element("ul", { class: "listing chosen" }, files.map((file) => element("li", { class: "listed listed-plain" },
    element("span", {}, file.name, element("span", { class: "hint" }, `　${fileSize(file.size)}`)),
    link("移除", () => choose(files.filter((one) => one !== file)), `移除 ${file.name}`)))));
}

async function send() {
  waiting(percent(0));
  try {
    const told = await upload(`${IMPORTS}?keep=false`, "files", files, { key: newKey(), headers: named(), onProgress: (share) => waiting(percent(share)) });
    choose([]);
    await open(told.id);
  } finally {
    if (!current) waiting("");
  }
}

// Shows one import from now on, whatever it comes to.
async function open(id) {
  current = id;
  history.replaceState(null, "", `?import=${id}`);
  byId("report").replaceChildren();
  byId("keep").hidden = true;
  const told = await follow(id, (each) => showImport(byId("progress"), each), () => current === id);
  if (told) await showEnd(told);
}

async function showEnd(told) {
  const report = await look(`${IMPORTS}/${told.id}/report`);
  const kept = report.kept.length > 0 && keptReport(report.kept);
  fill(byId("report"), kept, importReport(report, words));
  byId("keep").hidden = !(told.state === "failed" || (told.state === "read" && told.files.some(({ drafts }) => drafts)));
  byId("keep-button").textContent = told.state === "failed" ? "继续导入" : "全部保存为草稿";
  if (told.state !== "reading") byId("progress").scrollIntoView({ block: "nearest" });
  await recent();
}

async function keep() {
  const department = encodeURIComponent(byId("department").value);
  await act("POST", `${IMPORTS}/${current}/keep?department=${department}`);
  await open(current);
}

async function recent() {
  const { imports } = await look(IMPORTS);
  byId("recent").hidden = !imports.length;
  byId("recent-list").replaceChildren(recentList(imports, (id) => guarded(byId("trouble"), () => open(id))));
}

async function begin() {
  words = await beginStaff();
  byId("department").append(...options(words.departments));
  await recent();
  const asked = new URLSearchParams(location.search).get("import");
  if (asked) await open(asked);
}

function submits(form, button, work) {
  byId(form).addEventListener("submit", async (event) => {
    event.preventDefault();
    byId(button).disabled = true;
    await guarded(byId("trouble"), work);
    byId(button).disabled = false;
  });
}

submits("send", "send-button", send);
submits("keep", "keep-button", keep);
takeFiles({ zone: "drop", picks: [["pick", "file"]], take: (more) => choose([...files, ...more]) });
await guarded(byId("trouble"), begin);
