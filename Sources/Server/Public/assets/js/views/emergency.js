import { fieldError } from "../clinic-form.js";
import { setText } from "../dom.js";
import { emergencyText, FORMS, keptTexts, KINDS, textIn, textsOf } from "../emergency-form.js";
import { button, element } from "./elements.js";

/** What a patient reads who writes of an emergency, in the clinic's words or the shipped ones. A receptionist reads it. */
export class EmergencyView {
    #api;
    #saved;
    #mayChange;
    #before = null;
    #shipped = textsOf(null);
    #texts = new Map();
    #save = element("button", {
        className: "button button-primary", type: "submit", textContent: "Save texts", data: { testid: "emergency-save" },
    });
    #error = element("p", { className: "field-error", role: "alert", data: { testid: "emergency-error" } });
    root;

    constructor(api, saved, mayChange) {
        [this.#api, this.#saved, this.#mayChange] = [api, saved, mayChange];
        this.root = element("form", {
            className: "settings-form emergency", noValidate: true, "aria-labelledby": "emergency-title", data: { testid: "emergency" },
        },
        element("h2", { id: "emergency-title", textContent: "Emergency texts" }),
        element("p", { className: "field-hint", textContent: "Sent immediately when a message sounds like an emergency, in the language of that message, and not again before somebody of the clinic has looked. No model has a part in it. The clinic is called at the same time." }),
        mayChange ? null : element("p", { className: "settings-state", textContent: "Only a doctor of the clinic can change these." }),
        ...Object.entries(KINDS).map(([kind, words]) => this.#kind(kind, words)),
        mayChange ? element("div", { className: "settings-actions" }, this.#save, this.#error) : null);
        this.root.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#submit();
        });
    }

    /** What is typed and not saved stays. `shipped` is what counts where the clinic has no words of its own. */
    read(clinic, shipped) {
        const now = textsOf(clinic);
        const shown = this.#before ? keptTexts(this.#typed(), this.#before, now) : now;
        [this.#before, this.#shipped] = [now, textsOf(shipped)];
        for (const [key, text] of this.#texts) text.show(shown[key], this.#shipped[key]);
    }

    #kind(kind, { title, rule }) {
        const hint = `emergency-${kind}-rule`;
        const set = element("fieldset", { className: "hours-set", data: { testid: `emergency-${kind}` } },
            element("legend", { textContent: title }), element("p", { className: "field-hint", id: hint, textContent: rule }));
        for (const [form, language] of Object.entries(FORMS)) {
            const text = new EmergencyText({ key: `${kind}.${form}`, form, language, hint, mayChange: this.#mayChange });
            this.#texts.set(`${kind}.${form}`, text);
            set.append(text.root);
        }
        return set;
    }

    #typed() {
        return Object.fromEntries([...this.#texts].map(([key, text]) => [key, text.value]));
    }

    async #submit() {
        if (!this.#before || !this.#mayChange || this.#save.disabled) return;
        setText(this.#error, "");
        for (const text of this.#texts.values()) text.showError("");
        this.#save.disabled = true;
        const outcome = await this.#api.changeClinic({ emergency_text: emergencyText(this.#typed(), this.#shipped) });
        this.#save.disabled = false;
        if (outcome.kind !== "ok") return this.#refused(outcome.message);
        this.read(outcome.data.clinic, outcome.data.shipped);
        this.#saved();
        return this.#save.focus();
    }

    #refused(sentence) {
        const wrong = this.#texts.get(textIn(sentence));
        if (!wrong) return setText(this.#error, sentence);
        wrong.showError(fieldError(sentence));
        return wrong.focus();
    }
}

/** One text in one language. It unfolds; the shipped words stand below words of the clinic's own. */
class EmergencyText {
    #shipped = "";
    #field;
    #mark = element("span", { className: "emergency-mark", data: { testid: "emergency-mark" } });
    #error;
    #shippedText;
    #default;
    root;

    constructor({ key, form, language, hint, mayChange }) {
        const id = `emergency-${key.replace(".", "-")}`;
        const lang = form.replace("_", "-");
        this.#error = element("p", { className: "field-error", role: "alert", id: `${id}-error` });
        this.#field = element("textarea", {
            id, lang, dir: "auto", rows: 6, readOnly: !mayChange, "aria-describedby": `${hint} ${id}-error`, "aria-label": `${language} text`,
        });
        this.#shippedText = element("p", { lang, dir: "auto", className: "emergency-shipped-text", data: { testid: "emergency-shipped" } });
        this.#default = element("div", { className: "emergency-shipped", hidden: true },
            element("p", { className: "field-hint", textContent: "The default:" }), this.#shippedText,
            mayChange ? this.#again(language) : null);
        this.root = element("details", { className: "emergency-text", open: form === "en", data: { testid: id } },
            element("summary", {}, element("span", { textContent: language }), this.#mark),
            element("div", { className: "field" }, this.#field, this.#error, this.#default));
        this.#field.addEventListener("input", () => {
            this.showError("");
            this.#showDefault();
        });
    }

    get value() {
        return this.#field.value;
    }

    show(text, shipped) {
        this.#shipped = shipped;
        // Writing the same text again would move the cursor.
        if (this.#field.value !== text) this.#field.value = text;
        setText(this.#shippedText, shipped);
        this.#showDefault();
    }

    showError(text) {
        setText(this.#error, text);
        this.#field.setAttribute("aria-invalid", String(Boolean(text)));
    }

    focus() {
        this.root.open = true;
        this.#field.focus();
    }

    #again(language) {
        const words = "Use the default again";
        const again = button(words, "emergency-default", () => {
            this.show(this.#shipped, this.#shipped);
            this.showError("");
            this.#field.focus();
        }, "button button-small");
        again.setAttribute("aria-label", `${words}: ${language}`);
        return element("div", {}, again);
    }

    #showDefault() {
        const isOwn = this.#field.value !== this.#shipped;
        this.#default.hidden = !isOwn || !this.#shipped;
        setText(this.#mark, isOwn ? "Own words" : "Default");
        this.#mark.dataset.own = String(isOwn);
    }
}
