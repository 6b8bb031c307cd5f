// The drafting desk: one text, and the tools that work on it.

import { newKey, upload } from "./api.js";
import { DraftKeeper } from "./drafting-drafts.js";
import { AskPanel } from "./drafting-asking.js";
import { AssistPanel } from "./drafting-assist.js";
import { CheckPanel } from "./drafting-check.js";
import { charactersIn } from "./drafting-faults.js";
import { DraftHead } from "./drafting-head.js";
import { LayoutPanel } from "./drafting-layout.js";
import { MaterialPanel } from "./drafting-material.js";
import { SlipPanel } from "./drafting-slip.js";
import { WritePanel } from "./drafting-write.js";
import { takeFiles } from "./drop.js";
import { byId, say } from "./element.js";
import { MarkedText } from "./marked-text.js";
import { named, needOfficer } from "./officer.js";
import { guarded } from "./problem.js";
import { Tabs } from "./tabs.js";

const TITLES = { check: "校对", write: "写作", assist: "助手", layout: "排版", slip: "要素", material: "素材", ask: "问答" };

const sheet = new MarkedText();
const head = new DraftHead();
const keeper = new DraftKeeper(sheet, head);
const desk = { sheet, head, keeper, file: null, go: (name) => tabs.go(name) };
const panels = { check: new CheckPanel(desk), write: new WritePanel(desk), assist: new AssistPanel(desk), layout: new LayoutPanel(desk), slip: new SlipPanel(desk), material: new MaterialPanel(desk), ask: new AskPanel(desk) };
const tabs = new Tabs(TITLES, (name) => panels[name].shown());
panels.check.counted = (number) => tabs.count("check", number);

// What a file says goes into the sheet; the file itself stays at hand.
async function take([file]) {
  if (!(await keeper.mayLeave())) return;
  byId("length").textContent = `正在打开 ${file.name}…`;
  const opened = await guarded(byId("trouble"), () => upload("/api/v1/gongwen/open", "file", [file], { key: newKey(), headers: named() }), () => take([file]));
  tell();
  if (!opened) return;
  keeper.begin(file.name.replace(/\.[^.]+$/, ""), opened.text);
  desk.file = file;
  if (opened.doubts.length) say(opened.doubts.join(""));
  await panels.check.run();
}

// What one person writes must not come under another's name.
async function letGo() {
  const may = await keeper.mayLeave();
  if (may) keeper.begin("", "");
  return may;
}

function tell() {
  const characters = charactersIn(sheet.text);
  byId("length").textContent = characters ? `${characters} 字` : "";
}

sheet.addEventListener("edited", tell);
byId("check").addEventListener("click", () => panels.check.run());
takeFiles({ zone: "drop", picks: [["open", "file"]], take });
await guarded(byId("trouble"), async () => {
  await needOfficer(letGo);
  await keeper.resume();
  tabs.go("check");
});
