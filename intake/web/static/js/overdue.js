// What nobody fetched in time, on the officers' queue: to be served on paper.

import { element, fill } from "./element.js";
import { look } from "./officer.js";
import { dateAndTime } from "./words.js";

export async function showOverdue(place) {
  const { workdays, handovers } = await look("/api/desk/handovers/overdue");
  fill(place, handovers.length > 0 && element("details", { class: "notice notice-check" },
    element("summary", {}, `${handovers.length} 份文书送出 ${workdays} 个工作日仍无人领取，请改为书面送达`),
    element("ul", {}, handovers.map((each) => element("li", {},
      element("a", { href: `/desk/cases/${encodeURIComponent(each.filing)}`, class: "number" }, each.case_no),
      `　${each.title}　${dateAndTime(each.opened_at)} 交付`)))));
}
