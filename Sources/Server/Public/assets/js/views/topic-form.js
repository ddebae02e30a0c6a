import { setText } from "../dom.js";
import { ANSWER_LIMIT, TITLE_LIMIT, changesTo } from "../knowledge.js";
import { element } from "./elements.js";

let number = 0;

/**
 * A topic that is written. `save(members)` resolves to an error to be shown, or to nothing; `closed()` is called once it is
 * saved or given up.
 */
export class TopicForm {
    #topic;
    #mayApprove;
    #save;
    #closed;
    #title;
    #answer;
    #kind;
    #approves;
    #error;
    #submit = element("button", {
        type: "submit", className: "button button-primary", textContent: "Save", data: { testid: "topic-save" },
    });

    /** `topic` is null for a new one; `title` is what it begins with. */
    constructor({ topic = null, title = "", mayApprove, save, closed }) {
        this.#topic = topic;
        this.#mayApprove = mayApprove;
        this.#save = save;
        this.#closed = closed;
        number += 1;
        const [errorId, prefix] = [`topic-error-${number}`, `topic-${number}`];
        this.#error = element("p", { className: "field-error", role: "alert", id: errorId, data: { testid: "topic-error" } });
        this.#title = element("input", {
            id: `${prefix}-title`, maxLength: TITLE_LIMIT, autocomplete: "off", value: topic?.title ?? title,
            "aria-describedby": errorId,
        });
        this.#answer = element("textarea", {
            id: `${prefix}-answer`, maxLength: ANSWER_LIMIT, rows: 5, value: topic?.answer ?? "", "aria-describedby": errorId,
        });
        this.#kind = element("input", { id: `${prefix}-kind`, type: "checkbox", checked: topic?.kind === "medical" });
        this.#kind.disabled = Boolean(topic) && !mayApprove;
        this.#approves = element("input", {
            id: `${prefix}-approves`, type: "checkbox", checked: mayApprove && topic?.kind !== "medical",
        });
        this.root = this.#form();
    }

    focus() {
        (this.#title.value ? this.#answer : this.#title).focus();
    }

    #form() {
        const cancel = element("button", {
            type: "button", className: "button", textContent: "Cancel", data: { testid: "topic-cancel" },
        });
        const form = element("form", {
            className: "topic-form", noValidate: true, "aria-label": this.#topic ? `Edit ${this.#topic.title}` : "New topic",
            data: { testid: "topic-form" },
        },
        field("Title", this.#title), field("Answer", this.#answer),
        box("About medicine: a doctor approves each wording, and it leaves word for word", this.#kind),
        this.#mayApprove ? box("Approve this wording", this.#approves) : note("A doctor approves it before the assistant uses it."),
        element("div", { className: "settings-actions" }, this.#submit, cancel, this.#error));
        cancel.addEventListener("click", () => this.#closed());
        form.addEventListener("keydown", (event) => event.key === "Escape" && this.#closed());
        form.addEventListener("input", () => setText(this.#error, ""));
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#send();
        });
        return form;
    }

    #members() {
        const kind = this.#kind.checked ? "medical" : "administrative";
        const fields = { title: this.#title.value, answer: this.#answer.value, kind };
        const approves = this.#mayApprove && this.#approves.checked;
        return this.#topic ? changesTo(this.#topic, { ...fields, approves }) : { ...fields, is_approved: approves };
    }

    async #send() {
        const members = this.#members();
        if (Object.keys(members).length === 0) return this.#closed();
        this.#submit.disabled = true;
        const error = await this.#save(members);
        this.#submit.disabled = false;
        if (!error) return this.#closed();
        setText(this.#error, error.replace(/^"title" must be /, "The title must be ").replace(/^"answer" must be /, "The answer must be "));
        (error.startsWith('"title"') ? this.#title : this.#answer).focus();
    }
}

function field(label, input) {
    return element("div", { className: "field" }, element("label", { for: input.id, textContent: label }), input);
}

function box(label, input) {
    return element("div", { className: "field" },
        element("label", { className: "check", for: input.id }, input, element("span", { textContent: label })));
}

function note(text) {
    return element("p", { className: "field-hint", textContent: text });
}
