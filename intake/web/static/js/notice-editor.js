// Writing one notice: its form, a preview, issuing it.

import { button, element, fill } from "./element.js";
import { openPreview } from "./notice-files.js";
import { problemNotice } from "./problem.js";

export class NoticeEditor {
  #form;
  #acts;
  #trouble = element("div", { "aria-live": "polite" });
  #preview = element("div", { "aria-live": "polite" });

  // `form` has told and showFaults; `acts` holds previewPath, whole(told), issue(told), close.
  constructor(title, form, acts, ...above) {
    this.#form = form;
    this.#acts = acts;
    this.place = element("section", { class: "card notice-editor", "aria-label": title },
      element("h3", { tabindex: -1 }, title), above, form.place, this.#trouble, this.#preview,
      element("div", { class: "step-acts" },
        this.#pressed("预览", () => this.#show(), "button-plain"), this.#pressed("出具", () => this.#issue()),
        acts.close && button("取消", acts.close, "button-plain")));
  }

  #pressed(word, work, look) {
    const pressed = button(word, async () => {
      pressed.disabled = true;
      await this.#told(work);
      pressed.disabled = false;
    }, look);
    return pressed;
  }

  async #show() {
    const { way, doubts } = await openPreview(this.#acts.previewPath, this.#acts.whole(this.#form.told));
    fill(this.#preview, element("div", { class: `notice ${doubts ? "notice-check" : "notice-own"}` },
      element("p", {}, "预览没有编号和印章，不作为文书使用。", way), doubts && element("p", {}, `请核对：${doubts}`)));
  }

  #issue() { return this.#acts.issue(this.#acts.whole(this.#form.told)); }

  // Run some work; what the service finds wrong with the notice is shown at its place.
  async #told(work) {
    fill(this.#trouble);
    this.#form.showFaults([]);
    try {
      await work();
    } catch (problem) {
      if (problem.detail === undefined) throw problem;
      const faults = problem.more?.errors ?? [];
      const left = this.#form.showFaults(faults);
      const placed = faults.length > 0 && left.length === 0;
      fill(this.#trouble, problemNotice(placed ? { detail: `有 ${faults.length} 处需要补充或更正，已标在相应栏目旁。`, remedy: "" } : problem));
    }
  }
}
