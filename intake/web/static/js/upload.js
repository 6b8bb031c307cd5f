// A picture or a document for one box: one already handed in, or a new one.

import { button, element, fill } from "./element.js";
import { named } from "./named.js";

const KINDS = {
  image: { accept: "image/*", word: "上传图片" },
  file: { accept: "image/*,application/pdf,.pdf,.ofd,.tif,.tiff", word: "上传文件" },
};

export function uploadInput(field, changed, sendFile) {
  const { accept, word } = KINDS[field.type];
  const control = element("select", named(field));
  const picture = element("img", { alt: `所选的${field.label}`, hidden: true, class: "photo" });
  const state = element("p", { class: "hint", role: "status" });
  const file = element("input", { type: "file", accept, class: "unseen", tabindex: -1, "aria-label": `上传${field.label}` });
  const send = button(word, () => file.click(), "button-plain");
  control.addEventListener("change", () => changed(control.value, true));
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    send.disabled = true;
    state.textContent = `正在上传并读取“${chosen.name}”…`;
    await sendFile(field.key, chosen);
    state.textContent = "";
    send.disabled = false;
  });
  const show = ({ value }, desk) => {
    const papers = desk.papers.filter((paper) => !paper.problem);
    fill(control,
      element("option", { value: "" }, papers.length ? "从已传的文件中选" : "还没有上传文件"),
      papers.map((paper) => element("option", { value: paper.id }, paper.name)));
    control.value = value.value;
    if (!state.textContent) send.disabled = !desk.editable;
    picture.hidden = !desk.paper(value.value)?.pages.length;
    if (!picture.hidden) picture.src = desk.picture(value.value, 1);
  };
  const kinds = field.type === "file" && element("p", { class: "hint" }, "可传 PDF、OFD 或图片；Word 文件请先另存为 PDF。");
  return { place: element("div", {}, element("div", { class: "pick-photo" }, control, send, file), kinds, state, picture), control, show };
}
