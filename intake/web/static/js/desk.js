// The filing as the service last told it; pages listen for "change" and show it again.

import { read } from "./api.js";

export class Desk extends EventTarget {
  constructor(id) {
    super();
    this.id = id;
    this.path = `/api/filings/${encodeURIComponent(id)}`;
    this.filing = null;
    this.fields = [];
    this.sources = [];
    this.findings = [];
    this.decision = null;
    this.materials = [];
    this.documents = [];
    this.service = null;
    this.scenario = null;
  }

  get editable() { return this.filing?.state === "open"; }
  get papers() { return this.filing?.papers ?? []; }
  // True once papers were handed in and none is still being read: only then is advice worth giving.
  get isRead() {
    return this.editable && this.papers.length > 0 && this.papers.every((paper) => paper.problem || paper.documents.length);
  }
  // True once somebody has done more than open it.
  get isBegun() { return this.isRead || this.fields.some((field) => field.value.source); }
  get etag() { return `"${this.filing.version}"`; }
  get corrections() { return this.findings.filter((finding) => finding.severity === "correct"); }
  get titles() { return new Map(this.sources.map((source) => [source.source, source.title])); }

  field(key) { return this.fields.find((field) => field.key === key); }
  paper(id) { return this.papers.find((paper) => paper.id === id); }

  picture(paper, page) {
    return `${this.path}/papers/${encodeURIComponent(paper)}/pages/${page}.png`;
  }

  async open() {
    const [services] = await Promise.all([read("/api/services"), this.reload()]);
    this.service = services.find((service) => service.scenarios.some((scenario) => scenario.id === this.filing.scenario));
    this.scenario = this.service?.scenarios.find((scenario) => scenario.id === this.filing.scenario);
    this.tell();
  }

  async reload() {
    const [filing, form, judged] = await Promise.all([
      read(this.path), read(`${this.path}/form`), read(`${this.path}/findings`),
    ]);
    this.filing = filing;
    this.#takeForm(form);
    this.#takeFindings(judged);
    if (filing.state === "signed") this.documents = (await read(`${this.path}/documents`)).documents ?? [];
    this.tell();
  }

  // Take the answer to an edit.
  adopt({ form, findings, decision, materials, version }) {
    this.filing = { ...this.filing, version };
    this.#takeForm(form);
    this.#takeFindings({ findings, decision, materials: materials ?? this.materials });
    this.tell();
  }

  tell() { this.dispatchEvent(new Event("change")); }

  #takeForm({ fields, sources }) {
    this.fields = fields;
    this.sources = sources ?? this.sources;
  }

  #takeFindings({ findings, decision, materials }) {
    this.findings = findings;
    this.decision = decision;
    this.materials = materials;
  }
}
