// Where the QR code of a paper leads: the record behind its check code.

import { read } from "./api.js";
import { byId, element, fill } from "./element.js";
import { problemNotice } from "./problem.js";
import { recordCard } from "./record-view.js";

const REFUSED = new Set([404, 422]);
const place = byId("record");

async function show() {
  fill(place, element("p", { class: "waiting" }, "正在查询…"));
  try {
    fill(place, recordCard(await read(`/api/records/${encodeURIComponent(place.dataset.code)}`)));
  } catch (problem) {
    if (problem.detail === undefined) throw problem;
    fill(place, problemNotice(problem, REFUSED.has(problem.status) ? undefined : show));
  }
}

await show();
