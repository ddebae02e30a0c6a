const PREFIX = "draft:";

/** Unsent text per patient, for as long as the tab lives. */
export class Drafts {
    #storage;

    constructor(storage) {
        this.#storage = storage;
    }

    read(patientId) {
        return this.#attempt(() => this.#storage.getItem(PREFIX + patientId)) ?? "";
    }

    write(patientId, text) {
        this.#attempt(() => {
            if (text.trim()) this.#storage.setItem(PREFIX + patientId, text);
            else this.#storage.removeItem(PREFIX + patientId);
        });
    }

    /** Puts back what could not be sent, unless something newer stands there. Tells whether it did. */
    restore(patientId, text) {
        if (this.read(patientId).trim()) return false;
        this.write(patientId, text);
        return true;
    }

    /** Drafts are about patients: nothing of them may outlive the sign-out. */
    clear() {
        this.#attempt(() => {
            const keys = Array.from({ length: this.#storage.length }, (_, index) => this.#storage.key(index));
            keys.filter((key) => key?.startsWith(PREFIX)).forEach((key) => this.#storage.removeItem(key));
        });
    }

    // A full or forbidden storage costs the draft, never the page.
    #attempt(action) {
        try {
            return action();
        } catch {
            return undefined;
        }
    }
}
