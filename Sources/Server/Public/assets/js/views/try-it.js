import { setText } from "../dom.js";
import { triedWords } from "../knowledge.js";
import { element } from "./elements.js";

/** What the assistant would say to a question. Nothing is sent or kept. */
export class TryIt {
    #api;
    #question = element("input", {
        id: "try-question", autocomplete: "off", maxLength: 4096, placeholder: "What are your hours?", data: { testid: "try-question" },
    });
    #ask = element("button", { type: "submit", className: "button", textContent: "Try it", data: { testid: "try-ask" } });
    #answer = element("blockquote", { className: "try-answer", dir: "auto", data: { testid: "try-answer" } });
    #verdict = element("p", { className: "field-hint", data: { testid: "try-verdict" } });
    root = element("section", { className: "knowledge-card", "aria-labelledby": "try-title" },
        element("h2", { id: "try-title", textContent: "Try it" }),
        element("p", { className: "field-hint", textContent: "What the assistant would say to a patient. Nothing is sent." }),
        this.#form(),
        element("div", { role: "status" }, this.#answer, this.#verdict));

    constructor(api) {
        this.#api = api;
    }

    #form() {
        const form = element("form", { className: "try-form", noValidate: true },
            element("label", { for: "try-question", className: "visually-hidden", textContent: "A patient's question" }),
            this.#question, this.#ask);
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#try();
        });
        return form;
    }

    async #try() {
        const question = this.#question.value.trim();
        if (!question) return this.#question.focus();
        this.#ask.disabled = true;
        setText(this.#answer, "");
        setText(this.#verdict, "Asking…");
        const outcome = await this.#api.askAssistant(question);
        this.#ask.disabled = false;
        setText(this.#answer, outcome.kind === "ok" ? outcome.data.answer : "");
        setText(this.#verdict, outcome.kind === "ok" ? triedWords(outcome.data) : outcome.message);
    }
}
