// Notices that have a number, with what an officer can do with each.

import { ask } from "./ask.js";
import { button, element, fill, say } from "./element.js";
import { fileName, openFile } from "./notice-files.js";
import { act } from "./officer.js";
import { dateAndTime } from "./words.js";

const STATES = {
  numbered: ["已编号，待制作", "chip-check"], made: ["已制作，待出具", "chip-check"],
  issued: ["已出具", "chip-good"], void: ["已作废", "chip-bad"],
};

// `acts` holds again(), to be called after a change, and guard(work).
export function noticeList(notices, acts) {
  if (!notices.length) return element("p", { class: "empty card" }, "还没有文书。");
  return element("ul", { class: "numbered" }, notices.map((notice) => line(notice, acts)));
}

function line(notice, acts) {
  const [word, look] = STATES[notice.state];
  const told = element("div", { "aria-live": "polite" });
  const guarded = (work) => () => acts.guard(work);
  return element("li", { class: "card" },
    element("p", { class: "numbered-head" }, element("b", {}, notice.name), element("span", { class: "number" }, notice.number), element("span", { class: `chip ${look}` }, word)),
    element("p", { class: "hint" }, `${notice.officer}　${dateAndTime(notice.issued_at ?? notice.opened_at)}`, notice.check_code && `　校验码 ${notice.check_code}`),
    element("div", { class: "numbered-acts" },
      notice.files.map((kind) => button(fileName(kind), guarded(async () => fill(told, element("p", { class: "hint" }, await openFile(notice, kind)))), "button-plain button-small")),
      (notice.state === "numbered" || notice.state === "made") && button("继续出具", guarded(() => goOn(notice, acts)), "button-small"),
      notice.state !== "void" && button("作废", guarded(() => cancel(notice, acts)), "button-plain button-small button-bad")),
    told);
}

async function goOn(notice, acts) {
  await act("POST", `/api/notices/${notice.id}/issue`, {});
  await acts.again();
  say(`已出具 ${notice.number}`);
}

async function cancel(notice, acts) {
  const reason = await ask({
    title: `作废 ${notice.number}`, text: "作废后文书不再有效，编号保留、不再使用，申请人不再看到它。", label: "理由", long: true,
    phrases: ["当事人名称写错", "内容有误，需要重新出具"], confirm: "作废",
  });
  if (!reason) return;
  await act("POST", `/api/notices/${notice.id}/void`, { reason }, notice.version);
  await acts.again();
  say(`已作废 ${notice.number}`);
}
