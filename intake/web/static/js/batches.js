// Notices by the thousand: a list goes in, numbered and sealed notices come out.

import { newKey, pause } from "./api.js";
import { takeFiles } from "./drop.js";
import { button, byId, element, fill } from "./element.js";
import { fetched, look, needOfficer, save, send } from "./officer.js";
import { guarded, problemNotice } from "./problem.js";
import { dateAndTime } from "./words.js";

const PATH = "/api/notices/batches";
const EVERY = 1500;
const STATES = { running: ["chip-own", "正在制作"], done: ["chip-good", "全部出具"], failed_partial: ["chip-bad", "部分没有出具"] };

let kinds = [];
let watching = false;

const chosen = () => kinds.find((kind) => kind.id === byId("kind").value);

function showColumns() {
  byId("columns").textContent = chosen()?.columns.join("、") ?? "";
}

// A byte order mark lets spreadsheet programs read the Chinese heads.
function giveBlank() {
  const blank = new Blob([`\ufeff${chosen().columns.join(",")}\r\n`], { type: "text/csv" });
  save(blank, `${chosen().name}名单.csv`);
}

function progressOf(batch) {
  const issued = (batch.states.issued ?? 0) + (batch.states.void ?? 0);
  return [
    element("progress", { max: batch.total, value: issued, "aria-label": "已出具的份数" }),
    element("p", { class: "hint" }, `共 ${batch.total} 份，已出具 ${issued} 份`),
  ];
}

function batchCard(batch) {
  const [look_, said] = STATES[batch.state];
  return element("div", { class: "card batch", data: { state: batch.state } },
    element("div", { class: "batch-head" },
      element("strong", {}, batch.kind_name), element("span", { class: `chip ${look_}` }, said),
      element("span", { class: "hint" }, `${dateAndTime(batch.opened_at)}　${batch.officer}`)),
    progressOf(batch),
    batch.problem && problemNotice(batch.problem),
    element("div", { class: "batch-acts" },
      batch.states.issued && button("下载全部 PDF", () => download(batch), "button-plain button-small"),
      batch.state === "failed_partial" && button("再试一次", () => retry(batch), "button-small")));
}

async function download(batch) {
  const files = await guarded(byId("trouble"), () => fetched(`${PATH}/${batch.id}/files.zip`));
  if (files) save(files, `${batch.kind_name}.zip`);
}

async function retry(batch) {
  await guarded(byId("trouble"), () => send("POST", `${PATH}/${batch.id}/retry`));
  await watch();
}

async function show() {
  const { batches } = await look(PATH);
  fill(byId("batches"), batches.length ? batches.map(batchCard) : element("p", { class: "hint" }, "还没有出具过。"));
  return batches.some((batch) => batch.state === "running");
}

// Look again and again while something is being made.
async function watch() {
  if (watching) return;
  watching = true;
  try {
    while (await guarded(byId("trouble"), show)) await pause(EVERY);
  } finally {
    watching = false;
  }
}

function faultList(problem) {
  return element("ul", { class: "faults" }, (problem.more.errors ?? []).map((fault) => element("li", {}, fault.message)));
}

async function open([file]) {
  const body = new FormData();
  body.append("kind", byId("kind").value);
  body.append("issuer", byId("issuer").value);
  body.append("file", file, file.name);
  const place = byId("trouble");
  fill(place, element("p", { class: "waiting" }, `正在核对 ${file.name} 并编号…`));
  try {
    await send("POST", PATH, { body, headers: { "Idempotency-Key": newKey() } });
    fill(place);
    await watch();
  } catch (problem) {
    fill(place, problemNotice(problem), faultList(problem));
  }
}

async function begin() {
  await needOfficer();
  const known = await guarded(byId("trouble"), () => look(`${PATH}/kinds`));
  if (!known) return;
  kinds = known.kinds;
  fill(byId("kind"), kinds.map((kind) => element("option", { value: kind.id }, kind.name)));
  fill(byId("issuer"), known.offices.map((office) => element("option", { value: office.id }, office.name)));
  byId("kind").addEventListener("change", showColumns);
  byId("blank").addEventListener("click", giveBlank);
  showColumns();
  takeFiles({ zone: "drop", picks: [["pick", "file"]], take: open });
  await watch();
}

begin();
