// Upkeep of the knowledge base: one tab for each kind of work, loaded when it is looked at.

import { beginCorrections } from "./care-corrections.js";
import { beginGaps } from "./care-gaps.js";
import { beginInspections } from "./care-inspections.js";
import { beginRegressions } from "./care-regressions.js";
import { beginUsage } from "./care-usage.js";
import { byId } from "./element.js";
import { beginStaff } from "./knowledge-staff.js";
import { guarded } from "./problem.js";
import { Tabs } from "./tabs.js";

const NAMES = { gaps: "待补知识", corrections: "纠错", inspections: "巡检", usage: "使用情况", regressions: "回归问题" };
const BEGIN = { gaps: beginGaps, corrections: beginCorrections, inspections: beginInspections, usage: beginUsage, regressions: beginRegressions };
const shows = {};

const words = await guarded(byId("trouble"), beginStaff);
const tabs = new Tabs(NAMES, (name) => {
  history.replaceState(null, "", `#${name}`);
  shows[name] ??= BEGIN[name](words);
  return guarded(byId("trouble"), shows[name]);
});
if (words) tabs.go(location.hash.slice(1) in NAMES ? location.hash.slice(1) : "gaps");
