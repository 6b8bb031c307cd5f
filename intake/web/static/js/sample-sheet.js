// One sample in a dialog: what was learnt from it, what could not be, its pages, and what to do with it.

import { call } from "./api.js";
import { button, byId, element, fill } from "./element.js";
import { FILE_PATIENCE, named } from "./officer.js";
import { pictureOf } from "./page-picture.js";
import { guarded } from "./problem.js";

const PARTS = [
  ["learnt", "学到的样式", "排版时照此设置，没有列出的按国家标准。"],
  ["contradicting", "与国家标准的规定不一致", "已照样例保留；正式行文请核对本单位是否确应如此。"],
  ["unexpressed", "没有学到的", "样例里这样做，但模板没有对应的项，排版时不会照做。"],
  ["unmeasured", "没有量出的", ""],
];

function part(one, [name, title, hint]) {
  const told = one[name] ?? [];
  if (!told.length) return "";
  return element("details", { class: "panel-part", open: name === "learnt" }, element("summary", {}, `${title}（${told.length}）`),
    hint && element("p", { class: "hint" }, hint), element("ul", {}, told.map((each) => element("li", {}, each))));
}

async function draw(one, place) {
  const path = `/api/v1/gongwen/samples/${one.id}/pages`;
  const request = { headers: named(), patience: FILE_PATIENCE, again: false };
  const told = await guarded(place, async () => (await call("GET", path, request)).json());
  if (told) place.replaceChildren(...told.pages.map((page, number) => element("img", { src: pictureOf(page), alt: `样例第 ${number + 1} 页`, loading: "lazy" })));
}

// `deeds`: layOut, begin, save, rename and drop, each done after the dialog is closed.
export function showSample(one, deeds) {
  const sheet = byId("sheet");
  const pages = element("div", { class: "pages-shown" }, element("p", { class: "waiting" }, "正在生成页面图片，请稍候…"));
  // Done once the dialog is closed: the deed may open it with a question.
  const act = (words, deed, look) => button(words, () => { sheet.onclose = () => { sheet.onclose = null; deed(); }; sheet.close(); }, look);
  const same = !one.builtin && !one.learnt.length;
  sheet.onclose = null;
  sheet.oncancel = null;
  fill(sheet);
  sheet.replaceChildren(
    element("h2", { id: "sheet-title" }, one.name),
    element("p", { class: "hint" }, one.builtin ? `${one.form}格式，随产品提供，按国家标准排版；文中机关和人员均为虚构。` : `${one.form}格式　${one.scope === "本人" ? "只有我自己可用" : `${one.scope}${one.holder ? `“${one.holder}”` : ""}可用`}`),
    same ? element("p", { class: "notice notice-good" }, "量出的各项与标准样式相同。") : "",
    ...PARTS.map((each) => part(one, each)),
    element("div", { class: "sheet-acts" },
      act("按此样例排版", deeds.layOut, ""), act("以此样例起草", deeds.begin, "button-plain"), act("下载样例", deeds.save, "button-plain"),
      one.own && act("改名", deeds.rename, "button-plain"), one.own && act("删除", deeds.drop, "button-plain"),
      button("关闭", () => sheet.close(), "button-plain")),
    pages);
  sheet.showModal();
  return draw(one, pages);
}
