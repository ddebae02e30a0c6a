import { now } from "../clock.js";
import { setText } from "../dom.js";
import { approvalWords, kindWords, usedWords } from "../knowledge.js";
import { button, element, iconButton } from "./elements.js";

/** One topic in the list, with what can be done with it. The form that changes it stands in its `formPlace`. */
export class TopicRow {
    #topic = null;
    #title = element("h3", { className: "topic-title", dir: "auto", data: { testid: "topic-title" } });
    #answer = element("p", { className: "topic-answer", dir: "auto" });
    #kind = element("span", { className: "topic-kind", data: { testid: "topic-kind" } });
    #approval = element("span", { className: "topic-approval", data: { testid: "topic-approval" } });
    #used = element("span", { className: "topic-used" });
    #approve;
    #edit;
    #up;
    #down;
    #remove;
    formPlace = element("div", {});
    #root;

    /** `approve`, `edit`, `remove` are called with the topic, `move` with it and by how many places. */
    constructor({ approve, edit, move, remove }) {
        this.#approve = button("Approve", "topic-approve", () => approve(this.#topic), "button button-small button-primary");
        this.#edit = button("Edit", "topic-edit", () => edit(this.#topic), "button button-small");
        this.#up = iconButton("up", "topic-up", () => move(this.#topic, -1));
        this.#down = iconButton("down", "topic-down", () => move(this.#topic, 1));
        this.#remove = iconButton("bin", "topic-remove", () => remove(this.#topic));
        this.#root = element("li", { className: "topic", data: { testid: "topic" } },
            this.#title, this.#answer,
            element("p", { className: "topic-facts" }, this.#kind, this.#approval, this.#used),
            element("div", { className: "topic-actions" }, this.#approve, this.#edit, this.#up, this.#down, this.#remove),
            this.formPlace);
    }

    show(topic, { mayApprove, isFirst, isLast }) {
        this.#topic = topic;
        setText(this.#title, topic.title);
        setText(this.#answer, topic.answer);
        setText(this.#kind, kindWords(topic));
        setText(this.#approval, approvalWords(topic, now()));
        setText(this.#used, usedWords(topic, now()));
        this.#root.dataset.approved = String(topic.is_approved);
        this.#root.dataset.kind = topic.kind;
        this.#approve.hidden = !mayApprove || topic.is_approved;
        // Disabled in a way that keeps the focus.
        this.#up.setAttribute("aria-disabled", String(isFirst));
        this.#down.setAttribute("aria-disabled", String(isLast));
        const names = [[this.#approve, "Approve"], [this.#edit, "Edit"], [this.#up, "Move up"], [this.#down, "Move down"], [this.#remove, "Remove"]];
        for (const [control, words] of names) control.setAttribute("aria-label", `${words}: ${topic.title}`);
        return this.#root;
    }

    /** Leads to it. */
    reveal() {
        this.#root.scrollIntoView({ block: "center" });
        (this.#approve.hidden ? this.#edit : this.#approve).focus({ preventScroll: true });
    }

    focusMove(by) {
        (by < 0 ? this.#up : this.#down).focus();
    }
}
