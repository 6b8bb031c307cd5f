// Taking files: dropped, picked or photographed.

import { byId } from "./element.js";

// Calls `take(files)` with every non-empty choice.
export function takeFiles({ zone, picks, take }) {
  for (const [pressed, input] of picks) {
    byId(pressed).addEventListener("click", () => byId(input).click());
    byId(input).addEventListener("change", () => {
      const files = [...byId(input).files];
      byId(input).value = ""; // so that choosing the same file again is a change
      if (files.length) take(files);
    });
  }
  catchDrops(byId(zone), take);
}

function catchDrops(zone, take) {
  const lit = (on) => zone.classList.toggle("over", on);
  // A file that misses the zone must not replace the page.
  for (const event of ["dragover", "drop"]) window.addEventListener(event, (missed) => missed.preventDefault());
  zone.addEventListener("dragover", () => lit(true));
  zone.addEventListener("dragleave", (event) => { if (!zone.contains(event.relatedTarget)) lit(false); });
  zone.addEventListener("drop", (event) => {
    lit(false);
    const files = [...event.dataTransfer.files];
    if (files.length) take(files);
  });
}
