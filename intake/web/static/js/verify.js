// Checking a signed file: drop a PDF, see the verdict.

import { upload } from "./api.js";
import { takeFiles } from "./drop.js";
import { byId, element, fill } from "./element.js";
import { guarded } from "./problem.js";

async function check([file]) {
  const place = byId("verdict");
  fill(place, element("p", { class: "waiting" }, `正在查验 ${file.name}…`));
  const verdict = await guarded(place, () => upload("/api/verify", "file", [file]));
  if (verdict) show(place, verdict, file);
}

function show(place, verdict, file) {
  fill(place, element("pre", {}, JSON.stringify(verdict)), file.name);
}

takeFiles({ zone: "drop", picks: [["pick", "file"]], take: check });
