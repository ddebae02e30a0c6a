import { part, setPart, setText } from "../dom.js";

/**
 * A line that says what has just happened, with a way back, or that calls somebody to an emergency. It moves into the chat
 * while that covers everything.
 */
export class Toast {
    #element = document.getElementById("toast");
    #home = document.getElementById("toast-home");
    #timer = null;
    #shown = null;
    /** Calls that nobody has answered, the newest last. What is shown meanwhile covers them for its time. */
    #calls = [];

    constructor() {
        part(this.#element, "action").addEventListener("click", () => {
            const { id, action } = this.#shown;
            if (id) this.answered(id);
            else this.hide();
            action.run();
        });
    }

    /** For so long, with an optional `{label, run}`. */
    show(text, milliseconds, action = null) {
        this.#present({ text, action, until: performance.now() + milliseconds });
    }

    /** Calls to a patient for so long, until it is answered. */
    call(id, text, milliseconds, action) {
        this.answered(id);
        this.#calls.push({ id, text, action, until: performance.now() + milliseconds });
        this.hide();
    }

    /** Somebody looks at this patient. */
    answered(id) {
        this.#calls = this.#calls.filter((call) => call.id !== id);
        if (this.#shown?.id === id) this.hide();
    }

    /** What waits behind it comes forward. */
    hide() {
        this.#calls = this.#calls.filter((call) => call.until > performance.now());
        this.#present(this.#calls.at(-1) ?? null);
    }

    moveInto(place) {
        (place ?? this.#home).append(this.#element);
    }

    #present(shown) {
        clearTimeout(this.#timer);
        this.#shown = shown;
        this.#element.dataset.tone = shown?.id ? "urgent" : "";
        this.#element.setAttribute("aria-live", shown?.id ? "assertive" : "polite");
        setText(part(this.#element, "text"), shown?.text ?? "");
        setPart(this.#element, "action", shown?.action?.label);
        if (shown) this.#timer = setTimeout(() => this.hide(), shown.until - performance.now());
    }
}
