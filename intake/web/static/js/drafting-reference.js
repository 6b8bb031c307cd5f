// Writing after another text: what it tells is shown with where it stands, and filled in when agreed.

import { newKey, upload } from "./api.js";
import { button, byId, element, fill, say } from "./element.js";
import { act, named } from "./officer.js";
import { guarded } from "./problem.js";

const path = (kind) => `/api/v1/gongwen/kinds/${kind}/reference`;

export function referencePart(desk, kind, boxes, changed) {
  const made = element("div", { "aria-live": "polite" });
  const file = element("input", { type: "file", id: "reference", class: "unseen", tabindex: -1, "aria-label": "参照文件" });
  const show = async (work) => {
    fill(made, element("p", { class: "hint" }, "正在阅读参照文…"));
    const told = await guarded(byId("trouble"), work, () => show(work));
    fill(made);
    if (told) made.replaceChildren(...offered(told, boxes, changed, () => { root.open = false; }));
  };
  file.addEventListener("change", () => {
    const [chosen] = file.files;
    if (chosen) show(() => upload(`${path(kind)}/file`, "file", [chosen], { key: newKey(), headers: named() }));
    file.value = "";
  });
  const own = () => (desk.sheet.text.trim() ? show(() => act("POST", path(kind), { text: desk.sheet.text })) : say("左边还没有文稿。"));
  const root = element("details", { class: "reference" }, element("summary", {}, "以文写文：从另一份文件取用事实"),
    element("p", { class: "hint" }, "来文、去年的同类文件都可以。只取用文中写明的内容，逐项注明出处，由您勾选后填入。"),
    element("div", { class: "panel-acts" }, button("选参照文件", () => file.click(), "button-plain button-small"), button("用左边的文稿", own, "button-plain button-small"), file), made);
  return root;
}

function offered({ title, offers, sections, doubts }, boxes, changed, done) {
  const ticks = offers.map((offer, at) => tickOf(offer, offers.findIndex(({ fact }) => fact === offer.fact) === at, boxes));
  // Of several readings of one fact, one is taken.
  const others = (at) => ticks.forEach((tick, place) => { if (place !== at && offers[place].fact === offers[at].fact && ticks[at].checked) tick.checked = false; });
  ticks.forEach((tick, at) => tick.addEventListener("change", () => others(at)));
  const take = () => {
    const taken = offers.filter((_, at) => ticks[at].checked);
    taken.forEach(({ fact, value, places }) => boxes.put(fact, value, `取自参照文${places.length ? `第 ${places[0].paragraph} 段` : ""}，请核对。`));
    changed();
    done();
    say(`已填入 ${taken.length} 项，请核对。`);
  };
  const found = offers.length
    ? [element("p", {}, title ? `参照文：${title}` : "参照文"), element("ul", { class: "taken-list" }, offers.map((offer, at) => offerRow(offer, ticks[at]))), element("div", { class: "panel-acts" }, button("填入勾选的内容", take, "button-small"))]
    : [element("p", { class: "empty" }, "没有认出可以取用的事实；可以从下面的正文各部分取用。")];
  return [...doubts.map((each) => element("p", { class: "hint" }, each)), ...found, sectionList(sections, boxes, changed)];
}

function tickOf({ fact, sure }, first, boxes) {
  return element("input", { type: "checkbox", checked: sure && first && !boxes.filled(fact) });
}

const words = (value) => {
  if (!Array.isArray(value)) return value;
  return value.map((each) => (typeof each === "string" ? each : Object.values(each).join("　"))).join("\n");
};

function offerRow({ question, value, sign, places }, tick) {
  const [place] = places;
  const quote = place && element("p", { class: "hint" }, `${sign}，${place.page ? `第 ${place.page} 页` : ""}第 ${place.paragraph} 段：${place.before && `…${place.before}`}`, element("mark", {}, place.words), place.behind && `${place.behind}…`);
  return element("li", {}, element("label", { class: "tick" }, tick, element("span", {}, element("b", {}, question), "　", element("span", { class: "offer-value" }, words(value)))), quote);
}

const bare = (text) => text.replace(/[。；;，,、\s]+$/u, "").trim();

// The body paragraph by paragraph, each with the fact it seems to tell: it can be put elsewhere.
function sectionList(sections, boxes, changed) {
  if (!sections.length) return "";
  const row = ({ heading, items, fact, confidence }) => {
    const where = element("select", { class: "input", "aria-label": `“${heading || "开头"}”填入` }, element("option", { value: "" }, "不填入"), boxes.listed().map(({ name, question }) => element("option", { value: name, selected: name === fact }, question)));
    const put = () => {
      if (!where.value) return;
      const before = boxes.read(where.value);
      const kept = Array.isArray(before) ? before : before.split("\n").filter(Boolean);
      const more = items.filter((item) => !kept.some((each) => bare(each) === bare(item)));
      boxes.put(where.value, [...kept, ...more], `取自参照文“${heading || "开头"}”，请核对。`);
      changed();
      say(`已填入“${where.selectedOptions[0].text}”，请核对。`);
    };
    return element("li", {}, element("b", {}, heading || "开头"), element("p", { class: "offer-value hint" }, items.join("\n")), fact && element("p", { class: "hint" }, `按小标题、语句和位置判断，把握 ${Math.round(confidence * 100)}%；不对可以改选。`), element("div", { class: "figure" }, where, button("填入", put, "button-plain button-small")));
  };
  return element("details", { class: "panel-part" }, element("summary", {}, `正文各部分（${sections.length}）`), element("ul", { class: "taken-list" }, sections.map(row)));
}
