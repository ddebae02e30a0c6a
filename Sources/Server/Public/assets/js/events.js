const PATIENCE_MS = 1_500;
const REOPEN_MS = [1_000, 2_000, 5_000, 10_000];

/**
 * The stream of changes. Callbacks: `patient(id)`, `reset()` (read everything again; also after every connect),
 * `away()` once nothing has been heard for 1.5 s, `live()`, and `refused()` when the server closed the stream for good,
 * which may mean that the person is signed out.
 */
export class EventStream {
    #callbacks;
    #Source;
    #source = null;
    #patience = null;
    #reopening = null;
    #attempts = 0;
    #isAway = false;

    constructor(callbacks, Source = globalThis.EventSource) {
        this.#callbacks = callbacks;
        this.#Source = Source;
    }

    open() {
        this.close();
        this.#startPatience();
        const source = new this.#Source("/api/events");
        source.onopen = () => this.#opened();
        source.onerror = () => this.#failed(source);
        source.addEventListener("patient", (event) => this.#patient(event.data));
        source.addEventListener("reset", () => this.#callbacks.reset());
        this.#source = source;
    }

    close() {
        clearTimeout(this.#reopening);
        this.#reopening = null;
        this.#source?.close();
        this.#source = null;
    }

    #opened() {
        clearTimeout(this.#patience);
        this.#patience = null;
        this.#attempts = 0;
        this.#isAway = false;
        this.#callbacks.live();
        this.#callbacks.reset();
    }

    #failed(source) {
        if (source !== this.#source) return;
        this.#startPatience();
        if (source.readyState !== this.#Source.CLOSED) return;
        // The browser reconnects by itself after a lost connection, but never after an answer that was no stream.
        this.#callbacks.refused();
        const delay = REOPEN_MS[Math.min(this.#attempts, REOPEN_MS.length - 1)];
        this.#attempts += 1;
        this.#reopening ??= setTimeout(() => this.open(), delay);
    }

    #startPatience() {
        if (this.#isAway) return;
        this.#patience ??= setTimeout(() => {
            this.#patience = null;
            this.#isAway = true;
            this.#callbacks.away();
        }, PATIENCE_MS);
    }

    #patient(data) {
        try {
            this.#callbacks.patient(JSON.parse(data).patient_id);
        } catch {
            this.#callbacks.reset();
        }
    }
}
