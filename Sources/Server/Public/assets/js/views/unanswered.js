import { now } from "../clock.js";
import { arrange, setText } from "../dom.js";
import { askedWords } from "../knowledge.js";
import { button, element } from "./elements.js";

/** What nobody could answer. `turn(question)` makes a topic of it; `told(sentence)` is shown. */
export class Unanswered {
    #api;
    #callbacks;
    #rows = new Map();
    #list = element("ul", { className: "questions", data: { testid: "unanswered" } });
    #state = element("p", { className: "settings-state", data: { testid: "unanswered-state" } });
    root = element("section", { className: "knowledge-card", "aria-labelledby": "unanswered-title" },
        element("h2", { id: "unanswered-title", textContent: "Nobody could answer" }), this.#state, this.#list);

    constructor(api, callbacks) {
        this.#api = api;
        this.#callbacks = callbacks;
    }

    async read() {
        const outcome = await this.#api.unanswered();
        if (outcome.kind !== "ok") setText(this.#state, outcome.message);
        else this.#show(outcome.data.questions);
    }

    #show(questions) {
        setText(this.#state, questions.length === 0 ? "There is nothing that the assistant was not sure of." : "");
        const known = new Set(questions.map(({ id }) => id));
        for (const id of this.#rows.keys()) if (!known.has(id)) this.#rows.delete(id);
        arrange(this.#list, questions.map((question) => this.#row(question)));
    }

    #row(question) {
        const row = this.#rows.get(question.id) ?? questionRow({
            turn: (question) => this.#callbacks.turn(question), dismiss: (question) => this.#dismiss(question),
        });
        this.#rows.set(question.id, row);
        return row.show(question);
    }

    async #dismiss(question) {
        const outcome = await this.#api.removeUnanswered(question.id);
        if (outcome.kind !== "ok" && outcome.status !== 404) return this.#callbacks.told(outcome.message);
        await this.read();
        return this.#callbacks.told("Dismissed");
    }
}

function questionRow({ turn, dismiss }) {
    let shown = null;
    const text = element("p", { className: "question-text", dir: "auto", data: { testid: "question-text" } });
    const asked = element("p", { className: "field-hint" });
    const make = button("Make a topic", "question-topic", () => turn(shown), "button button-small");
    const away = button("Dismiss", "question-dismiss", () => dismiss(shown), "button button-small");
    const root = element("li", { className: "question", data: { testid: "question" } }, text, asked,
        element("div", { className: "topic-actions" }, make, away));
    return {
        show(question) {
            shown = question;
            setText(text, question.question);
            setText(asked, askedWords(question, now()));
            make.setAttribute("aria-label", `Make a topic: ${question.question}`);
            away.setAttribute("aria-label", `Dismiss: ${question.question}`);
            return root;
        },
    };
}
