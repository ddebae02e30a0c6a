const LOST = "Connection lost. Checking every 3 seconds";
const OFFLINE = "This device is offline. What you send waits here";

/**
 * Whether the server can be reached, from three signs: the stream, the last request, and what the browser says.
 * `changed(words)` gets the sentence that says so, empty while all is well.
 */
export class Connection {
    #signs = { stream: true, requests: true, browser: true };
    #changed;
    #words = "";
    #returned = new EventTarget();

    constructor(changed) {
        this.#changed = changed;
    }

    get isAway() {
        return this.#words !== "";
    }

    note(sign, isGood) {
        this.#signs[sign] = isGood;
        const words = this.#sentence();
        if (words === this.#words) return;
        this.#words = words;
        this.#changed(words);
        if (!words) this.#returned.dispatchEvent(new Event("return"));
    }

    /** An answer has come. A server on the same machine answers where the browser says offline. */
    answered() {
        this.note("browser", true);
        this.note("requests", true);
    }

    /** Resolves when the connection comes back, at the latest after so long. */
    async back(milliseconds) {
        await new Promise((resolve) => {
            const timer = setTimeout(resolve, milliseconds);
            this.#returned.addEventListener("return", () => resolve(clearTimeout(timer)), { once: true });
        });
    }

    /** Makes a call with a signal that ends it when the connection comes back: it may hang in one that is dead. */
    async untilBack(call) {
        const controller = new AbortController();
        const end = () => controller.abort();
        this.#returned.addEventListener("return", end, { once: true });
        try {
            return await call(controller.signal);
        } finally {
            this.#returned.removeEventListener("return", end);
        }
    }

    #sentence() {
        const { stream, requests, browser } = this.#signs;
        if (!browser) return OFFLINE;
        return stream && requests ? "" : LOST;
    }
}
