// How what was served on the applicant stands, for the officer: what is missing goes on paper.

import { ask } from "./ask.js";
import { button, element, fill } from "./element.js";
import { HANDOVER_STATES } from "./handovers.js";
import { act, look } from "./officer.js";
import { dateAndTime } from "./words.js";

const OPEN = new Set(["waiting", "sent", "seen"]);
const STEPS = [["sent_at", "送达"], ["seen_at", "查看"], ["fetched_at", "下载"], ["confirmed_at", "签收"], ["refused_at", "要求书面送达"], ["expired_at", "改为书面送达"]];

function line(handover, expire) {
  const [word, chip] = HANDOVER_STATES[handover.state];
  const steps = STEPS.filter(([key]) => handover[key]).map(([key, name]) => `${name} ${dateAndTime(handover[key])}`);
  return element("li", { class: "handover", data: { state: handover.state } },
    element("div", {}, element("b", {}, handover.title), " ", element("span", { class: `chip ${chip}` }, word),
      element("p", { class: "hint" }, steps.join("；") || `交付 ${dateAndTime(handover.opened_at)}，受送达人尚未同意电子送达`),
      handover.by && element("p", { class: "hint" }, `经手：${handover.by}${handover.reason ? `，${handover.reason}` : ""}`)),
    OPEN.has(handover.state) && element("div", { class: "handover-acts" }, button("改为书面送达", () => expire(handover), "button-plain button-small")));
}

// Show the handovers of a case in `place`; `path` is the case's address at the desk, `guard` shows
// what goes wrong.
export async function showHandovers(place, path, guard) {
  const { agreed, agreed_at: at, handovers, documents } = await look(`${path}/handovers`);
  const again = () => showHandovers(place, path, guard);
  const doing = (work) => guard(async () => { await work(); await again(); });
  const expire = async (handover) => {
    const reason = await ask({ title: "改为书面送达", text: `《${handover.title}》不再等待电子签收，请另行书面送达并填写送达回证。`, label: "理由", long: true,
      phrases: ["多日未查看，改为邮寄送达", "受送达人没有同意电子送达"], confirm: "确定" });
    if (reason) await doing(() => act("POST", `${path}/handovers/${handover.id}/expire`, { reason }, handover.version));
  };
  const taken = new Set(handovers.map((each) => each.title));
  // An OFD is the same document as the PDF beside it, which everybody can open.
  const left = documents.filter((each) => !taken.has(each.title) && !each.name.endsWith(".ofd"));
  fill(place, element("div", { class: "card handovers" },
    element("p", { class: agreed ? "hint" : "notice notice-check" }, agreed ? `受送达人已于 ${dateAndTime(at)} 同意电子送达。` : "受送达人没有同意电子送达：文书会在其办件页面上等待同意，急需送达的请改为书面送达。"),
    handovers.length ? element("ul", { class: "handover-list" }, handovers.map((each) => line(each, expire))) : element("p", { class: "empty" }, "还没有送达过文书。"),
    left.length > 0 && element("div", { class: "handover-acts" },
      left.map((each) => button(`送达：${each.title}`, () => doing(() => act("POST", `${path}/handovers`, { document: each.name })), "button-plain button-small")))));
}
