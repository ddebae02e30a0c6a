import { part, setText } from "../dom.js";
import { fullTime } from "../format.js";
import { confirmed } from "./confirm.js";

const QUESTION = {
    title: "Switch on again?",
    text: "Every conversation with a message in the last 30 days is paused first, since takeovers made after the backup are "
        + "not in it. Look through them, and give each back to the AI.",
    yes: "Switch on again",
    no: "Not yet",
};

/** Says that the clinic was brought back from a backup and is held, and switches it on again. */
export class HeldNotice {
    #element = document.getElementById("held");
    #api;
    #released;

    /** `released()` is called once it is on, `failed(sentence)` where that did not work. */
    constructor(api, { released, failed }) {
        this.#api = api;
        this.#released = released;
        part(this.#element, "release").addEventListener("click", () => this.#release(failed));
    }

    get isHeld() {
        return !this.#element.hidden;
    }

    async read() {
        this.#show(await this.#api.held());
    }

    #show(outcome) {
        if (outcome.kind !== "ok") return;
        const { held, held_at: since } = outcome.data;
        this.#element.hidden = !held;
        setText(part(this.#element, "since"), since ? `Since ${fullTime(since)}.` : "");
    }

    async #release(failed) {
        if (!(await confirmed(QUESTION))) return;
        const outcome = await this.#api.release();
        if (outcome.kind !== "ok") return failed(outcome.message);
        this.#show(outcome);
        this.#released();
    }
}
