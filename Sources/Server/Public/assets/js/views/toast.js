import { part, setPart, setText } from "../dom.js";

/** A line that says what has just happened, with a way back. It moves into the chat while that covers everything. */
export class Toast {
    #element = document.getElementById("toast");
    #home = document.getElementById("toast-home");
    #timer = null;
    #action = null;

    constructor() {
        part(this.#element, "action").addEventListener("click", () => {
            const action = this.#action;
            this.hide();
            action();
        });
    }

    /** For so long, with an optional `{label, run}`. */
    show(text, milliseconds, action = null) {
        clearTimeout(this.#timer);
        this.#action = action?.run;
        setText(part(this.#element, "text"), text);
        setPart(this.#element, "action", action?.label);
        this.#timer = setTimeout(() => this.hide(), milliseconds);
    }

    hide() {
        clearTimeout(this.#timer);
        setText(part(this.#element, "text"), "");
        setPart(this.#element, "action", "");
    }

    moveInto(place) {
        (place ?? this.#home).append(this.#element);
    }
}
