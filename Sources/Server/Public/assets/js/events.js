import { Silence } from "./silence.js";

const PATIENCE_MS = 1_500;
const REOPEN_MS = [1_000, 2_000, 5_000, 10_000];
// The server's heart beats every ten seconds. A network can die without a word: two and a half beats are enough.
export const SILENCE_MS = 25_000;
const OPENING_MS = 15_000;
const HASTE_MS = 3_000;

/**
 * The stream of changes. Callbacks: `patient(id)`, `clinic()` (its settings changed), `reset()` (read everything again;
 * also after every connect),
 * `beat()` (the stream, or the attempt to get one, goes on), `away()` once the stream is lost for 1.5 s or silent for
 * 25 s, `live()`, and `refused()` when the server closed it for good, which may mean that the person is signed out.
 */
export class EventStream {
    #callbacks;
    #Source;
    #source = null;
    #patience = null;
    #reopening = null;
    #attempts = 0;
    #askedAt = 0;
    #isAway = false;
    #silence = new Silence(() => this.#silent());

    constructor(callbacks, Source = globalThis.EventSource) {
        this.#callbacks = callbacks;
        this.#Source = Source;
    }

    open() {
        this.close();
        this.#startPatience();
        this.#askedAt = Date.now();
        this.#silence.allow(OPENING_MS);
        const source = new this.#Source("/api/events");
        source.onopen = () => this.#opened();
        source.onerror = () => this.#failed(source);
        const hears = (name, action) => source.addEventListener(name, (event) => {
            this.#silence.allow(SILENCE_MS);
            action(event);
        });
        hears("patient", (event) => this.#patient(event.data));
        hears("clinic", () => this.#callbacks.clinic());
        hears("reset", () => this.#callbacks.reset());
        hears("heartbeat", () => this.#callbacks.beat());
        this.#source = source;
    }

    close() {
        clearTimeout(this.#reopening);
        clearTimeout(this.#patience);
        this.#reopening = null;
        this.#patience = null;
        this.#silence.stop();
        this.#source?.close();
        this.#source = null;
    }

    /** Opens the stream anew, unless it is open or an attempt has only just begun. */
    hasten() {
        const isOpen = this.#source?.readyState === this.#Source.OPEN && !this.#isAway;
        if (!isOpen && Date.now() - this.#askedAt > HASTE_MS) this.open();
    }

    #opened() {
        clearTimeout(this.#patience);
        this.#patience = null;
        this.#silence.allow(SILENCE_MS);
        this.#attempts = 0;
        this.#isAway = false;
        this.#callbacks.live();
        this.#callbacks.reset();
    }

    #failed(source) {
        if (source !== this.#source) return;
        this.#startPatience();
        this.#silence.allow(OPENING_MS);
        this.#callbacks.beat();
        if (source.readyState !== this.#Source.CLOSED) return;
        // The browser reconnects by itself after a lost connection, but never after an answer that was no stream.
        this.#callbacks.refused();
        const delay = REOPEN_MS[Math.min(this.#attempts, REOPEN_MS.length - 1)];
        this.#attempts += 1;
        this.#reopening ??= setTimeout(() => this.open(), delay);
    }

    #silent() {
        this.#lost();
        this.#callbacks.beat();
        this.open();
    }

    #startPatience() {
        if (!this.#isAway) this.#patience ??= setTimeout(() => this.#lost(), PATIENCE_MS);
    }

    #lost() {
        clearTimeout(this.#patience);
        this.#patience = null;
        if (this.#isAway) return;
        this.#isAway = true;
        this.#callbacks.away();
    }

    #patient(data) {
        try {
            this.#callbacks.patient(JSON.parse(data).patient_id);
        } catch {
            this.#callbacks.reset();
        }
    }
}
