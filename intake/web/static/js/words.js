// The page's plain words for codes in the service's answers.

export const STATES = { open: "办理中", confirmed: "已确认，待签章", signed: "已签章" };

// A service with one way through it gives both the same name.
export const matterName = (service, scenario) => (service.name === scenario.name ? service.name : `${service.name} · ${scenario.name}`);

export const SEVERITIES = { correct: "需要更正", officer: "由工作人员核定", advice: "提示" };

const KINDS = {
  account: "账户信息",
  cert: "电子证照",
  db: "登记库",
  ocr: "材料识别",
  history: "历史办件",
  derived: "自动推算",
  applicant: "本人填写",
};

// A source of no such kind, such as the library of addresses, goes by its own title.
export const sourceKind = (source, titles) => KINDS[source.split(".")[0]] ?? titles.get(source) ?? "其他来源";

export const sourceName = (source, titles) => {
  const kind = sourceKind(source, titles);
  const title = titles.get(source);
  return title && title !== kind ? `${kind} · ${title}` : kind;
};

export const SOURCE_STATES = {
  answered: ["已取得", "chip-good"],
  empty: ["没有记录", ""],
  down: ["暂时连不上", "chip-bad"],
  unconnected: ["尚未接入", ""],
  not_asked: ["未用到", ""],
};

export const MATERIAL_STATES = {
  provided: ["已提供", "chip-good"],
  waived: ["免交", "chip-own"],
  missing: ["缺少", "chip-bad"],
};

export const READ_STATES = {
  sure: ["已核实", "chip-good"],
  confirm: ["请核对", "chip-check"],
  unread: ["未读出", "chip-bad"],
};

// A box stays empty beside a paper that has it: then reading failed.
function wasUnread({ value, sources = [] }, reports) {
  const tried = (report) => report.source.startsWith("ocr.") && report.state === "answered";
  return value.source === "" && reports.some((report) => tried(report) && sources.includes(report.source));
}

// How far the value in one box of the form can be relied on, given the state of the sources.
export function trust(field, reports) {
  const { value } = field;
  if (!value.value && wasUnread(field, reports)) return ["未读出", "chip-bad"];
  if (!value.value) return [field.required ? "待填写" : "选填", ""];
  if (value.to_confirm) return ["请核对", "chip-check"];
  if (value.source === "applicant") return ["本人填写", "chip-own"];
  if (value.confirmed_by) return ["本人已核对", "chip-good"];
  return ["已核实", "chip-good"];
}

const CITY = { timeZone: "Asia/Shanghai" };
const clock = new Intl.DateTimeFormat("zh-CN", { ...CITY, hour: "2-digit", minute: "2-digit" });
const moment = new Intl.DateTimeFormat("zh-CN", { ...CITY, dateStyle: "short", timeStyle: "short" });

const day = new Intl.DateTimeFormat("sv-SE", { ...CITY, dateStyle: "short" });

// The day in the city as 2026-12-01.
export const cityDay = (date) => day.format(date);
export const timeOfDay = (date) => clock.format(date);
export const dateAndTime = (text) => (text ? moment.format(new Date(text)) : "");

export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
