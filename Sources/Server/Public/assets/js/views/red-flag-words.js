import { fieldError } from "../clinic-form.js";
import { setText } from "../dom.js";
import { byCategory, hasWord, withoutWord, withWord, WORD_LIMIT, wordField } from "../red-flag-words.js";
import { CATEGORIES } from "../red-flags.js";
import { button, element } from "./elements.js";

/** The words that this clinic adds to the red-flag gate. Each change is saved at once and can be taken back. */
export class RedFlagWordsView {
    #api;
    #undoable;
    #mayChange;
    /** One change after the other. */
    #last = Promise.resolve("");
    #words = null;
    #state = element("p", { className: "settings-state", role: "status", data: { testid: "words-state" }, textContent: "Loading…" });
    #list = element("div", { className: "words" });
    #text = element("input", {
        id: "word-text", maxLength: WORD_LIMIT, autocomplete: "off", dir: "auto", "aria-describedby": "word-text-error", data: { testid: "word-text" },
    });
    #textError = element("p", { className: "field-error", role: "alert", id: "word-text-error" });
    #category = element("select", { id: "word-category", "aria-describedby": "word-category-error", data: { testid: "word-category" } },
        new Option("Choose…", ""), ...Object.entries(CATEGORIES).map(([category, name]) => new Option(upper(name), category)));
    #categoryError = element("p", { className: "field-error", role: "alert", id: "word-category-error" });
    #error = element("p", { className: "field-error", role: "alert", data: { testid: "words-error" } });
    root;

    /** `undoable(sentence, run)` says what was done, with a way back. */
    constructor(api, undoable, mayChange) {
        [this.#api, this.#undoable, this.#mayChange] = [api, undoable, mayChange];
        const kinds = Object.keys(CATEGORIES).length;
        this.root = element("form", {
            className: "settings-form", noValidate: true, "aria-labelledby": "words-title", data: { testid: "red-flag-words" },
        },
        element("h2", { id: "words-title", textContent: "Alarming words of this clinic" }),
        element("p", { className: "field-hint", textContent: `Every message is read for ${kinds} kinds of emergency. None of them can be switched off. Words added here raise the alarm as well, from the next message on: choose such as patients hardly write otherwise.` }),
        mayChange ? null : element("p", { className: "settings-state", textContent: "Only a doctor of the clinic can change these." }),
        this.#state, this.#list, ...(mayChange ? this.#adding() : []));
        this.root.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#add();
        });
    }

    async read() {
        const outcome = await this.#api.redFlagWords();
        if (outcome.kind === "ok") this.#show(outcome.data.words);
        else setText(this.#state, outcome.message);
    }

    #adding() {
        this.#text.addEventListener("input", () => this.#showError(this.#text, this.#textError, ""));
        this.#category.addEventListener("change", () => this.#showError(this.#category, this.#categoryError, ""));
        const add = element("button", { className: "button button-primary", type: "submit", textContent: "Add", data: { testid: "word-add" } });
        return [
            element("div", { className: "words-new" },
                element("div", { className: "field" }, element("label", { for: "word-text", textContent: "Word or phrase" }), this.#text, this.#textError),
                element("div", { className: "field" }, element("label", { for: "word-category", textContent: "Kind of emergency" }), this.#category, this.#categoryError)),
            element("div", { className: "settings-actions" }, add, this.#error),
        ];
    }

    #show(words) {
        setText(this.#state, words.length === 0 ? "This clinic has added no words of its own." : "");
        // Drawn again, a button would lose the focus.
        if (JSON.stringify(words) === JSON.stringify(this.#words)) return;
        const focused = this.#list.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
        this.#words = words;
        this.#list.replaceChildren(...byCategory(words).map((group) => this.#group(group)));
        if (focused) [...this.#list.querySelectorAll("button")].find((made) => made.getAttribute("aria-label") === focused)?.focus();
    }

    #group({ category, name, words }) {
        const id = `words-${category}`;
        return element("section", { "aria-labelledby": id, data: { testid: id } },
            element("h3", { id, textContent: upper(name) }),
            element("ul", { role: "list" }, ...words.map((word) => this.#word(word))));
    }

    #word(word) {
        const remove = button("Remove", "word-remove", () => this.#remove(word, remove), "button button-small");
        remove.setAttribute("aria-label", `Remove: ${word.text}`);
        return element("li", { className: "word", data: { testid: "word" } },
            element("bdi", { textContent: word.text }), this.#mayChange ? remove : null);
    }

    // MARK: Changes

    async #add() {
        if (!this.#mayChange || !this.#words) return;
        const word = { text: this.#text.value.trim().replace(/\s+/g, " "), category: this.#category.value };
        const problems = [
            [this.#text, this.#textError, word.text ? "" : "Write a word or a phrase."],
            [this.#category, this.#categoryError, word.category ? "" : "Choose a kind of emergency."],
        ];
        if (word.text && word.category && hasWord(this.#words, word)) problems[0][2] = "That is there already.";
        for (const problem of problems) this.#showError(...problem);
        const wrong = problems.find(([, , text]) => text);
        if (wrong) return wrong[0].focus();
        const sentence = await this.#change((words) => withWord(words, word));
        if (sentence) return this.#refused(sentence);
        this.#text.value = "";
        this.#text.focus();
        return this.#undoable(`Added: ${word.text}`, () => this.#back((words) => withoutWord(words, word)));
    }

    async #remove(word, pressed) {
        const place = [...this.#list.querySelectorAll("button")].indexOf(pressed);
        const sentence = await this.#change((words) => withoutWord(words, word));
        if (sentence) return setText(this.#error, sentence);
        const others = this.#list.querySelectorAll("button");
        (others[Math.min(place, others.length - 1)] ?? this.#text).focus();
        return this.#undoable(`Removed: ${word.text}`, () => this.#back((words) => withWord(words, word)));
    }

    async #back(change) {
        setText(this.#error, await this.#change(change));
    }

    /** Resolves to a sentence where it was refused, else to "". */
    #change(change) {
        this.#last = this.#last.then(() => this.#save(change));
        return this.#last;
    }

    // Somebody else may have changed them meanwhile.
    async #save(change) {
        setText(this.#error, "");
        const before = await this.#api.redFlagWords();
        const outcome = before.kind === "ok" ? await this.#api.setRedFlagWords(change(before.data.words)) : before;
        if (outcome.kind !== "ok") return outcome.message;
        this.#show(outcome.data.words);
        return "";
    }

    #refused(sentence) {
        const fields = { text: [this.#text, this.#textError], category: [this.#category, this.#categoryError] };
        const wrong = fields[wordField(sentence)];
        if (!wrong) return setText(this.#error, sentence);
        this.#showError(...wrong, fieldError(sentence));
        return wrong[0].focus();
    }

    #showError(field, place, text) {
        setText(place, text);
        field.setAttribute("aria-invalid", String(Boolean(text)));
        if (!text) setText(this.#error, "");
    }
}

function upper(words) {
    return words[0].toUpperCase() + words.slice(1);
}
