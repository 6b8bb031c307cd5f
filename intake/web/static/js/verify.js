// Checking a signed file: drop a PDF or an OFD, see the verdict and what it rests on.

import { upload } from "./api.js";
import { takeFiles } from "./drop.js";
import { byId, element, fill } from "./element.js";
import { guarded } from "./problem.js";
import { dateAndTime, fileSize } from "./words.js";

const HEADS = {
  trusted: ["good", "签章有效，内容未被改动"],
  untrusted: ["unsure", "内容未被改动，但签章人身份未经证实"],
  altered: ["bad", "文件在签章后被改动过"],
  unsigned: ["bad", "文件上没有电子签章"],
  encrypted: ["bad", "文件设有密码，无法查验"],
  unchecked: ["unsure", "签名采用暂不支持的格式，无法查验"],
  unsupported: ["bad", "这不是 PDF 或 OFD 文件"],
  damaged: ["bad", "文件已损坏，无法查验"],
};

const CERTIFICATES = {
  trusted: "可信",
  unknown_issuer: "颁发者不在信任名单中",
  out_of_term: "不在有效期内",
  revoked: "已被吊销",
  unfit: "不能用于签署文件",
  seal_out_of_term: "可信，但印章签署时不在有效期内",
  weak: "可信，但摘要算法已不安全",
};

const yesOrNo = (holds, yes, no) => element("span", { class: `chip ${holds ? "chip-good" : "chip-bad"}` }, holds ? yes : no);

function facts(signature, alone) {
  return [
    ...(signature.seal ? [["电子印章", signature.seal]] : []),
    ["签章人", [signature.signer || "不详", signature.test && element("span", { class: "chip chip-check" }, "测试证书")]],
    ["签署时间", signature.signed_at ? `${dateAndTime(signature.signed_at)}（按签章人电脑的时间）` : "未注明"],
    ["签名核对", yesOrNo(signature.intact, "与文件相符", "与文件不符")],
    ["签署以后", yesOrNo(signature.whole, "没有添加内容", "添加过内容")],
    ...(signature.findings.length ? [["不符之处", signature.findings.join("；")]] : []),
    ["证书", `${CERTIFICATES[signature.certificate] ?? signature.certificate}（颁发者：${signature.issuer || "不详"}）`],
    ["算法", signature.algorithm],
    ...(alone ? [] : [["结论", signature.sentence]]),
  ];
}

function signaturePart(signature, _index, all) {
  return element("dl", { class: "verdict-facts" }, facts(signature, all.length === 1).map(([name, said]) => [
    element("dt", {}, name), element("dd", {}, said)]));
}

function show(place, verdict, file) {
  const [look, head] = HEADS[verdict.outcome] ?? ["bad", "无法得出结论"];
  fill(place, element("div", { class: `card verdict verdict-${look}`, data: { outcome: verdict.outcome } },
    element("div", { class: "verdict-head" },
      element("span", { class: "verdict-mark", "aria-hidden": "true" }),
      element("div", {}, element("h2", {}, head), element("p", {}, verdict.sentence))),
    element("p", { class: "verdict-file hint" }, `${file.name}　${fileSize(file.size)}`),
    verdict.signatures.map(signaturePart)));
  place.scrollIntoView({ block: "nearest" });
}

async function check([file]) {
  const place = byId("verdict");
  const verdict = await guarded(place, () => {
    fill(place, element("p", { class: "waiting" }, `正在查验 ${file.name}…`));
    return upload("/api/verify", "file", [file]);
  });
  if (verdict) show(place, verdict, file);
}

takeFiles({ zone: "drop", picks: [["pick", "file"]], take: check });
