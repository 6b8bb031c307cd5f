// The landing page: filings opened on this machine.

import { byId, element, fill } from "./element.js";
import { forgetAll, recentFilings } from "./recent.js";
import { dateAndTime } from "./words.js";

function show() {
  const filings = recentFilings();
  byId("recent").hidden = filings.length === 0;
  fill(byId("recent-list"), filings.map((filing) =>
    element("li", {}, element("a", { href: `/filings/${encodeURIComponent(filing.id)}` },
      element("b", {}, filing.matter),
      element("span", { class: "number" }, `办件编号 ${filing.caseNo}`),
      element("span", {}, `上次打开 ${dateAndTime(filing.at)}`)))));
}

byId("forget").addEventListener("click", () => { forgetAll(); show(); });
show();
