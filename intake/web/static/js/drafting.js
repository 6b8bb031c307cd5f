// The drafting desk: one text, and the tools that work on it.

import { DraftKeeper } from "./drafting-drafts.js";
import { CheckPanel } from "./drafting-check.js";
import { byId } from "./element.js";
import { MarkedText } from "./marked-text.js";
import { needOfficer } from "./officer.js";
import { guarded } from "./problem.js";
import { Tabs } from "./tabs.js";

const TITLES = { check: "校对" };

const sheet = new MarkedText();
const keeper = new DraftKeeper(sheet);
const desk = { sheet, keeper, file: null, go: (name) => tabs.go(name) };
const panels = { check: new CheckPanel(desk) };
const tabs = new Tabs(TITLES, (name) => panels[name].shown());
panels.check.counted = (number) => tabs.count("check", number);

function tell() {
  const characters = [...sheet.text.replace(/\s/g, "")].length;
  byId("length").textContent = characters ? `${characters} 字` : "";
}

sheet.addEventListener("edited", tell);
byId("check").addEventListener("click", () => panels.check.run());
await guarded(byId("trouble"), async () => {
  await needOfficer();
  await keeper.resume();
  tabs.go("check");
});
