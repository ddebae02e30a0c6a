/** Calls `noticed` once nothing was heard for as long as was agreed the last time. */
export class Silence {
    #noticed;
    #timer = null;

    constructor(noticed) {
        this.#noticed = noticed;
    }

    /** Something was heard, or is expected: from now on it may be silent for so long. */
    allow(milliseconds) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(this.#noticed, milliseconds);
    }

    stop() {
        clearTimeout(this.#timer);
    }
}
