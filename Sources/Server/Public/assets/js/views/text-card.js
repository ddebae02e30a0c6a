import { icon, setIcon, setPart, setText, part } from "../dom.js";
import { COUNT_FROM, LONGEST, TOO_LONG, count } from "./composer.js";
import { element } from "./elements.js";

const narrow = matchMedia("(max-width: 767px)");
let cards = 0;

/**
 * A text above the composer that is no message yet: a line that folds, and below it the text with what can be done. It is
 * changed in place. On a phone it is folded at first, so that the conversation keeps its room.
 */
export class TextCard {
    element;
    #parts;
    #buttons;
    #save;
    #saved = "";
    #isBusy = false;

    /**
     * `label` names the card to the ear. `actions` are `{name: {words, run, className?}}`; *Edit* stands behind the first.
     * `save(text)` resolves to a sentence where it was refused, else to "".
     */
    constructor({ label, testid, actions, save, saveWords = "Save" }) {
        this.#save = save;
        cards += 1;
        const id = `text-card-${cards}`;
        const made = Object.entries(actions).map(([name, action]) => [name, button(name, action)]);
        this.#buttons = Object.fromEntries(made);
        const edit = button("edit", { words: "Edit", run: () => this.edit(this.#saved) });
        this.element = element("section", { className: "text-card", hidden: true, "aria-label": label, data: { testid } },
            element("button", { type: "button", className: "text-card-head", "aria-controls": id, data: named("head") },
                element("span", { data: { part: "icon" } }),
                element("strong", { data: named("title") }),
                element("bdi", { className: "text-card-excerpt", data: { part: "excerpt" } }),
                icon("down")),
            element("div", { id, className: "text-card-body", data: { part: "body" } },
                element("div", { className: "text-card-view", data: { part: "view" } },
                    element("p", { data: named("reason") }),
                    element("p", { className: "text-card-text", dir: "auto", data: named("text") }),
                    element("p", { className: "text-card-note", data: named("note") }),
                    element("div", { className: "text-card-actions" }, ...this.#inOrder(edit))),
                this.#form(id, saveWords),
                element("p", { className: "text-card-error", role: "alert", hidden: true, data: named("error") })));
        const names = ["head", "icon", "title", "excerpt", "body", "view", "text", "form", "grow", "field", "counter"];
        this.#parts = Object.fromEntries(names.map((name) => [name, part(this.element, name)]));
        this.#parts.head.addEventListener("click", () => this.#fold(!this.#isFolded));
        this.#parts.form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#submit();
        });
        this.#parts.field.addEventListener("input", () => this.#measure());
        this.#parts.field.addEventListener("keydown", (event) => this.#pressed(event));
        this.#parts.form.addEventListener("keydown", (event) => this.#escaped(event));
        this.#stopEditing();
    }

    /** `{icon, tone, title, reason, text, note, offered}`; `offered` are the names of the actions that can be done now. */
    show({ icon: name, tone, title, reason, text, note, offered }) {
        const isNew = this.element.hidden;
        this.element.hidden = false;
        this.element.dataset.tone = tone;
        setIcon(this.#parts.icon, name);
        setText(this.#parts.title, title);
        setText(this.#parts.excerpt, text.replace(/\s+/g, " "));
        setPart(this.element, "reason", reason);
        setText(this.#parts.text, text);
        setPart(this.element, "note", note);
        const hadFocus = this.hasFocus;
        for (const [action, made] of Object.entries(this.#buttons)) made.hidden = !offered.includes(action);
        // The button that was reached may have gone.
        if (hadFocus && document.activeElement.hidden) this.#focus();
        this.#saved = text;
        if (isNew) this.#fold(narrow.matches && !this.isEditing);
        this.#letScroll();
    }

    hide() {
        this.element.hidden = true;
        this.#stopEditing();
        this.showError("");
    }

    get isEditing() {
        return !this.#parts.form.hidden;
    }

    /** What is being typed and is not the text any more, or null. */
    get changed() {
        const { value } = this.#parts.field;
        return this.isEditing && value.trim() && value.trim() !== this.#saved ? value : null;
    }

    get hasFocus() {
        return this.element.contains(document.activeElement);
    }

    /** Opens the text for another wording. */
    edit(text, { takesFocus = true } = {}) {
        this.showError("");
        this.element.classList.add("is-editing");
        this.#parts.view.hidden = true;
        this.#parts.form.hidden = false;
        this.#parts.head.disabled = true;
        this.#parts.field.value = text;
        this.#fold(false);
        this.#measure();
        if (takesFocus) this.#parts.field.focus();
    }

    showError(text) {
        setPart(this.element, "error", text);
    }

    #focus() {
        Object.values(this.#buttons).find(({ hidden }) => !hidden)?.focus();
    }

    #inOrder(edit) {
        const [first, ...others] = Object.values(this.#buttons);
        this.#buttons.edit = edit;
        return [first, edit, ...others];
    }

    #form(id, saveWords) {
        return element("form", { className: "text-card-form", hidden: true, data: { part: "form" } },
            element("div", { className: "grow", data: { part: "grow" } },
                element("textarea", {
                    rows: 1, "aria-label": "Text", "aria-describedby": `${id}-count`, data: named("field"),
                })),
            element("div", { className: "text-card-actions" },
                element("button", {
                    type: "submit", className: "button button-small button-primary", data: { testid: "card-save" },
                }, saveWords),
                button("cancel", { words: "Cancel", run: () => this.#cancel() }),
                element("span", { id: `${id}-count`, className: "counter", data: { part: "counter" } })));
    }

    get #isFolded() {
        return this.#parts.body.hidden;
    }

    #fold(isFolded) {
        this.#parts.body.hidden = isFolded;
        this.element.classList.toggle("is-folded", isFolded);
        this.#parts.head.setAttribute("aria-expanded", String(!isFolded));
        this.#letScroll();
    }

    // What scrolls is reached with the keyboard.
    #letScroll() {
        const { text } = this.#parts;
        if (text.scrollHeight > text.clientHeight) text.tabIndex = 0;
        else text.removeAttribute("tabindex");
    }

    #measure() {
        const { field, grow, counter } = this.#parts;
        const length = field.value.trim().length;
        grow.dataset.text = field.value;
        counter.classList.toggle("is-over", length > LONGEST);
        setText(counter, length < COUNT_FROM ? "" : `${count(length)} / ${count(LONGEST)}`);
        this.showError("");
    }

    #pressed(event) {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || isComposing(event)) return;
        event.preventDefault();
        this.#submit();
    }

    // The first Escape ends the editing, the next one closes the chat.
    #escaped(event) {
        if (event.key !== "Escape" || isComposing(event)) return;
        event.preventDefault();
        event.stopPropagation();
        this.#cancel();
    }

    #cancel() {
        this.#stopEditing();
        this.showError("");
        this.#buttons.edit.focus();
    }

    #stopEditing() {
        this.element.classList.remove("is-editing");
        this.#parts.form.hidden = true;
        this.#parts.view.hidden = false;
        this.#parts.head.disabled = false;
        this.#parts.field.value = "";
    }

    async #submit() {
        const { field } = this.#parts;
        const text = field.value.trim();
        if (this.#isBusy) return;
        if (!text) return this.showError("Write something, or remove it.");
        if (text.length > LONGEST) return this.showError(TOO_LONG);
        this.#isBusy = true;
        const sentence = await this.#save(text).finally(() => (this.#isBusy = false));
        if (!this.isEditing) return;
        if (sentence) return this.showError(sentence);
        // Whoever has typed on meanwhile goes on.
        if (field.value.trim() !== text) return;
        const hadFocus = this.hasFocus;
        this.#stopEditing();
        if (hadFocus) this.#buttons.edit.focus();
    }
}

/** How a part is found, here and by tests. */
function named(name) {
    return { part: name, testid: `card-${name}` };
}

function button(name, { words, run, className = "button button-small" }) {
    const made = element("button", { type: "button", className, data: { testid: `card-${name}` } }, words);
    let isBusy = false;
    // Pressed twice it is done once. A button that is disabled meanwhile would lose the focus.
    made.addEventListener("click", async () => {
        if (isBusy) return;
        isBusy = true;
        await Promise.resolve(run()).finally(() => (isBusy = false));
    });
    return made;
}

function isComposing({ isComposing: is, keyCode }) {
    return is || keyCode === 229;
}
