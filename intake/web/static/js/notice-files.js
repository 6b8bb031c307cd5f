// Files that only an officer may fetch: asked for with the officer's name, then handed to the browser.

import { element } from "./element.js";
import { answered, fetched } from "./officer.js";

const NAMES = { pdf: "PDF", docx: "Word", ofd: "OFD" };

// Open what was fetched in a tab of its own; return a link for who keeps tabs from opening.
function opened(blob, words, name) {
  const way = element("a", { href: URL.createObjectURL(blob), target: "_blank", rel: "noopener", download: name ?? "预览.pdf" }, words);
  way.click();
  return way;
}

export const openFile = async (notice, kind) =>
  opened(await fetched(`/api/notices/${notice.id}/${kind}`), `${NAMES[kind]} 已下载`, `${notice.name}-${notice.number}.${kind}`);

// Returns the link to a preview, and what should be looked at before the notice leaves.
export async function openPreview(path, told) {
  const { blob, headers } = await answered("POST", path, told);
  return { way: opened(blob, "打开预览"), doubts: decodeURIComponent(headers.get("X-Doubts") ?? "") };
}

export const fileName = (kind) => NAMES[kind] ?? kind;
