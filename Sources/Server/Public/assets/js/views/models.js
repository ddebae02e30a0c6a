import { fieldError } from "../clinic-form.js";
import { setText } from "../dom.js";
import { modelChanges, modelFields, modelNote, useWords } from "../models-form.js";
import { element } from "./elements.js";

/** Which models may read what patients write, how much they may do in a day, and what they did today. */
export class ModelsView {
    #api;
    #saved;
    #clinic = null;
    #note = element("p", { className: "field-error", role: "status", data: { testid: "models-note" } });
    #use = element("p", { className: "field-hint", data: { testid: "models-use" } });
    #models = element("select", { id: "models-field", name: "models" },
        new Option("Any that is set up", "any"), new Option("Only one that runs in our own house", "house"));
    #calls = number("models-calls", "calls");
    #tokens = number("models-tokens", "tokens");
    #save = element("button", {
        type: "submit", className: "button button-primary", textContent: "Save", data: { testid: "models-save" },
    });
    #error = element("p", { className: "field-error", role: "alert", data: { testid: "models-error" } });
    root = element("form", {
        className: "settings-form", noValidate: true, "aria-labelledby": "models-title", data: { testid: "models-form" },
    },
    element("h2", { id: "models-title", textContent: "AI models" }), this.#note,
    field("models-field", "Models that may read what patients write", this.#models),
    field("models-calls", "Calls a day at most", this.#calls),
    field("models-tokens", "Tokens a day at most", this.#tokens),
    element("p", { className: "field-hint", textContent: "Empty means without a bound. Beyond it a person answers." }),
    this.#use, element("div", { className: "settings-actions" }, this.#save, this.#error));

    constructor(api, saved, mayChange) {
        this.#api = api;
        this.#saved = saved;
        for (const part of [this.#models, this.#calls, this.#tokens]) part.disabled = !mayChange;
        this.#save.hidden = !mayChange;
        this.root.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#change();
        });
        this.root.addEventListener("input", () => setText(this.#error, ""));
    }

    async read(clinic) {
        // What is typed and not saved stays.
        const isTouched = this.#clinic && Object.keys(modelChanges(this.#fields(), this.#clinic)).length > 0;
        this.#clinic = clinic;
        if (!isTouched) this.#show();
        const outcome = await this.#api.modelsToday();
        setText(this.#use, outcome.kind === "ok" ? useWords(outcome.data) : outcome.message);
        setText(this.#note, outcome.kind === "ok" ? modelNote(outcome.data, this.#clinic) : "");
    }

    async #change() {
        if (!this.#clinic) return;
        this.#save.disabled = true;
        const outcome = await this.#api.changeClinic(modelChanges(this.#fields(), this.#clinic));
        this.#save.disabled = false;
        if (outcome.kind !== "ok") return setText(this.#error, fieldError(outcome.message));
        this.#clinic = outcome.data.clinic;
        this.#show();
        this.#saved();
        await this.read(this.#clinic);
    }

    #show() {
        const { models, calls, tokens } = modelFields(this.#clinic);
        this.#models.value = models;
        this.#calls.value = calls;
        this.#tokens.value = tokens;
    }

    #fields() {
        return { models: this.#models.value, calls: this.#calls.value, tokens: this.#tokens.value };
    }
}

function number(id, name) {
    return element("input", { id, name, inputMode: "numeric", autocomplete: "off" });
}

function field(id, label, input) {
    return element("div", { className: "field" }, element("label", { for: id, textContent: label }), input);
}
