import { part, setPart, setText } from "../dom.js";

/**
 * A line that says what has just happened, with a way back, or that calls somebody to an emergency. It moves into the chat
 * while that covers everything.
 */
export class Toast {
    #element = document.getElementById("toast");
    #home = document.getElementById("toast-home");
    #timer = null;
    /** What is told: one thing that has happened, and calls that nobody has answered. The last is shown, the others wait. */
    #told = [];

    constructor() {
        part(this.#element, "action").addEventListener("click", () => {
            const shown = this.#told.at(-1);
            this.#keep((told) => told !== shown);
            shown.action.run();
        });
    }

    /** For so long, with an optional `{label, run}`, in place of what was said before. */
    show(text, milliseconds, action = null) {
        this.#tell({ id: null, text, action, until: performance.now() + milliseconds });
    }

    /** Calls to a patient for so long, until it is answered. */
    call(id, text, milliseconds, action) {
        this.#tell({ id, text, action, until: performance.now() + milliseconds });
    }

    /** Somebody looks at this patient. */
    answered(id) {
        this.#keep((told) => told.id !== id);
    }

    moveInto(place) {
        (place ?? this.#home).append(this.#element);
    }

    #tell(told) {
        this.#told = [...this.#told.filter(({ id }) => id !== told.id), told];
        this.#keep(() => true);
    }

    #keep(isKept) {
        this.#told = this.#told.filter((told) => isKept(told) && told.until > performance.now());
        this.#present(this.#told.at(-1) ?? null);
    }

    #present(shown) {
        clearTimeout(this.#timer);
        this.#element.dataset.tone = shown?.id ? "urgent" : "";
        this.#element.setAttribute("aria-live", shown?.id ? "assertive" : "polite");
        setText(part(this.#element, "text"), shown?.text ?? "");
        setPart(this.#element, "action", shown?.action?.label);
        if (shown) this.#timer = setTimeout(() => this.#keep(() => true), shown.until - performance.now());
    }
}
