import { fieldError } from "../clinic-form.js";
import { setText } from "../dom.js";
import { modelChanges, modelFields, modelNote, readingNote, useWords } from "../models-form.js";
import { element } from "./elements.js";

/** Which models may read what patients write, how much they may do in a day, and what they did today. */
export class ModelsView {
    #api;
    #saved;
    #clinic = null;
    #today = null;
    #note = element("p", { className: "field-error", role: "status", data: { testid: "models-note" } });
    #use = element("p", { className: "field-hint", data: { testid: "models-use" } });
    #models = element("select", { id: "models-field", name: "models" },
        new Option("Any that is set up", "any"), new Option("Only one that runs in our own house", "house"));
    #calls = number("models-calls", "calls");
    #tokens = number("models-tokens", "tokens");
    #transcribe = check("transcribe-field", "transcribe");
    #describe = check("describe-field", "describe_pictures");
    #transcribeNote = element("p", { id: "transcribe-note", className: "field-hint", data: { testid: "transcribe-note" } });
    #describeNote = element("p", { id: "describe-note", className: "field-hint", data: { testid: "describe-note" } });
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
    this.#use,
    checkField("Write down what is said in voice notes", this.#transcribe, this.#transcribeNote),
    element("p", {
        className: "field-hint",
        textContent: "A machine may mishear: an answer to a voice note always waits for a person.",
    }),
    checkField("Describe pictures, for the clinic alone", this.#describe, this.#describeNote),
    element("div", { className: "settings-actions" }, this.#save, this.#error));

    constructor(api, saved, mayChange) {
        this.#api = api;
        this.#saved = saved;
        const parts = [this.#models, this.#calls, this.#tokens, this.#transcribe, this.#describe];
        for (const part of parts) part.disabled = !mayChange;
        this.#save.hidden = !mayChange;
        this.root.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#change();
        });
        this.root.addEventListener("input", () => {
            setText(this.#error, "");
            this.#sayWhoReads();
        });
    }

    async read(clinic) {
        // What is typed and not saved stays.
        const isTouched = this.#clinic && Object.keys(modelChanges(this.#fields(), this.#clinic)).length > 0;
        this.#clinic = clinic;
        if (!isTouched) this.#show();
        const outcome = await this.#api.modelsToday();
        this.#today = outcome.kind === "ok" ? outcome.data : null;
        this.#sayWhoReads();
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
        const { models, calls, tokens, transcribe, describe } = modelFields(this.#clinic);
        this.#models.value = models;
        this.#calls.value = calls;
        this.#tokens.value = tokens;
        this.#transcribe.checked = transcribe;
        this.#describe.checked = describe;
        this.#sayWhoReads();
    }

    // Said before it is chosen as well: that is when it is wanted.
    #sayWhoReads() {
        setText(this.#transcribeNote, readingNote("transcribe", this.#today, this.#models.value));
        setText(this.#describeNote, readingNote("describe", this.#today, this.#models.value));
    }

    #fields() {
        return {
            models: this.#models.value, calls: this.#calls.value, tokens: this.#tokens.value,
            transcribe: this.#transcribe.checked, describe: this.#describe.checked,
        };
    }
}

function number(id, name) {
    return element("input", { id, name, inputMode: "numeric", autocomplete: "off" });
}

function check(id, name) {
    return element("input", { id, name, type: "checkbox" });
}

function checkField(label, input, note) {
    input.setAttribute("aria-describedby", note.id);
    return element("div", { className: "field" }, element("label", { className: "check" }, input, label), note);
}

function field(id, label, input) {
    return element("div", { className: "field" }, element("label", { for: id, textContent: label }), input);
}
