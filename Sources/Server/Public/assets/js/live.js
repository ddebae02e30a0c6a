import { onReached } from "./api.js";
import { Connection } from "./connection.js";
import { SharedEvents } from "./shared-events.js";

const POLL_MS = 3_000;
const HIDDEN_MS = 60_000;

/**
 * Keeps the page up to date: by the stream of changes, and by asking while there is none. Callbacks: `patient(id)`,
 * `clinic()`, `everything()`, `words(sentence)` of the connection, and `refused()`.
 *
 * A tab that nobody sees gives its turn at the stream up after a minute, and reads everything once it is seen. Where
 * another tab has the stream it goes on hearing what comes.
 */
export class Live {
    connection = new Connection((words) => this.#connectionChanged(words));
    #callbacks;
    #events;
    #polling = null;
    #leaving = null;

    constructor(callbacks) {
        this.#callbacks = callbacks;
        this.#events = new SharedEvents({
            patient: (id) => callbacks.patient(id),
            clinic: () => callbacks.clinic(),
            reset: () => callbacks.everything(),
            beat() {},
            live: () => this.connection.note("stream", true),
            away: () => this.connection.note("stream", false),
            refused: () => callbacks.refused(),
        });
    }

    start() {
        onReached((isReached) => (isReached ? this.#answered() : this.connection.note("requests", false)));
        addEventListener("online", () => this.connection.note("browser", true));
        addEventListener("offline", () => this.connection.note("browser", false));
        addEventListener("pagehide", () => this.#events.leave());
        addEventListener("pageshow", (event) => event.persisted && this.#seen());
        document.addEventListener("freeze", () => this.#events.leave());
        document.addEventListener("resume", () => this.#visibilityChanged());
        document.addEventListener("visibilitychange", () => this.#visibilityChanged());
        if (!navigator.onLine) this.connection.note("browser", false);
        this.#events.join();
        if (document.visibilityState !== "visible") this.#visibilityChanged();
    }

    #visibilityChanged() {
        clearTimeout(this.#leaving);
        if (document.visibilityState === "visible") this.#seen();
        else this.#leaving = setTimeout(() => this.#events.leave(), HIDDEN_MS);
    }

    #seen() {
        this.#events.join();
        this.#callbacks.everything();
    }

    #answered() {
        this.connection.answered();
        if (this.connection.isAway) this.#events.hasten();
    }

    #connectionChanged(words) {
        this.#callbacks.words(words);
        clearInterval(this.#polling);
        this.#polling = null;
        if (!words) return this.#callbacks.everything();
        this.#polling = setInterval(() => this.#poll(), POLL_MS);
        return this.#poll();
    }

    #poll() {
        if (document.visibilityState === "visible") this.#callbacks.everything();
    }
}
