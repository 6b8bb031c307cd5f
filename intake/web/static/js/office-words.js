// The desk's plain words for codes in the service's answers.

export const STAGES = { todo: "待办理", returned: "已退回补正", drafting: "申请人填写中", done: "已办结" };
export const OUTCOMES = { pass: ["预检通过", "chip-good"], correct: ["需补正", "chip-bad"], officer: ["待核定", "chip-check"] };
export const VERDICTS = { pass: ["通过", "chip-good"], correct: ["退回补正", "chip-check"], refuse: ["不予受理", "chip-bad"] };
export const FLAG_KINDS = { correct: ["需更正", "chip-bad"], officer: ["待核定", "chip-check"], advice: ["提示", "chip-own"] };
export const HANDLINGS = { accept: ["已采纳", "chip-own"], override: ["不采纳", ""] };
export const TRUST = { authentic: ["权威来源印证", "chip-good"], read: ["证件读出", "chip-own"], unproven: ["未印证", "chip-check"] };
export const RULE_STATES = { held: ["符合", "chip-good"], broken: ["不符合", "chip-bad"], idle: ["不适用", ""], silent: ["无从判断", "chip-check"] };
export const ROW_STATES = { agreed: ["一致", "chip-good"], disputed: ["不一致", "chip-bad"], alone: ["仅一处", ""] };
export const ACTS = { flag: "核定提示", notice: "保存告知书", decision: "作出结论", check: "重新核对", reveal: "查看个人信息", issue: "出具文书", void: "作废文书" };
