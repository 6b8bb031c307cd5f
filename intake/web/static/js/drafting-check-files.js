// The result of a proofreading as files: a report, or the Word file that was opened with it inside.

import { button, byId, say } from "./element.js";
import { answered, fetchedFrom, save } from "./officer.js";
import { guarded } from "./problem.js";

export const PATH = "/api/v1/gongwen/proofread";
const LOOK = "button-plain button-small";

async function fetchReport(asked, format) {
  const made = await guarded(byId("trouble"), () => answered("POST", `${PATH}/report`, { ...asked, format }), () => fetchReport(asked, format));
  if (made) save(made.blob, `勘误报告.${format}`);
}

// Remarks or revisions go into the file that was opened, so that its layout stays.
async function writeBack(desk, isPublic, how) {
  const { file } = desk;
  const made = await guarded(byId("trouble"), () => fetchedFrom(`${PATH}/file`, file, { how, public: String(isPublic) }), () => writeBack(desk, isPublic, how));
  if (!made) return;
  save(made.blob, file.name.replace(/\.docx$/i, how === "comments" ? "-批注.docx" : "-修订.docx"));
  if (made.doubts) say(made.doubts);
}

// ``told`` tells, when a file is wanted, what is asked of the service: text, publication, what is left
// alone.
export function fileButtons(desk, told) {
  const report = (format) => fetchReport({ ...told(), title: desk.keeper.title }, format);
  const word = desk.file && /\.docx$/i.test(desk.file.name);
  return [
    button("勘误报告 Word", () => report("docx"), LOOK), button("勘误报告 PDF", () => report("pdf"), LOOK),
    word && button("带批注的原稿", () => writeBack(desk, told().public, "comments"), LOOK), word && button("带修订的原稿", () => writeBack(desk, told().public, "revisions"), LOOK),
  ];
}
