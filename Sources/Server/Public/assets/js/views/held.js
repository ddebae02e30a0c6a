import { noteStanding } from "../clinic-standing.js";
import { coalesce } from "../coalesce.js";
import { part, setText } from "../dom.js";
import { fullTime } from "../format.js";
import { confirmed } from "./confirm.js";

const DELAY_MS = 250;
const GAP_MS = 1_000;
const QUESTION = {
    title: "Switch on again?",
    text: "Every conversation with a message in the last 30 days is paused first, since takeovers made after the backup are "
        + "not in it. Look through them, and give each back to the AI.",
    yes: "Switch on again",
    no: "Not yet",
};

/** Says that the clinic was brought back from a backup and is held, and switches it on again. */
export class HeldNotice {
    readSoon = coalesce(() => this.read(), DELAY_MS, GAP_MS);
    #element = document.getElementById("held");
    #api;
    #released;
    #changed;

    /**
     * `changed()` is called when the clinic is held or on again, or its assistant does something else than before,
     * `released()` once it was switched on here, `failed(sentence)` where that did not work.
     */
    constructor(api, { changed, released, failed }) {
        this.#api = api;
        this.#changed = changed;
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
        if (noteStanding(outcome.data)) this.#changed();
    }

    async #release(failed) {
        if (!(await confirmed(QUESTION))) return;
        const outcome = await this.#api.release();
        if (outcome.kind !== "ok") return failed(outcome.message);
        this.#show(outcome);
        this.#released();
    }
}
