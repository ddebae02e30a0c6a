const PREFIX = "unsent:";
// What an earlier version of this page kept its texts under.
const FORMER_PREFIX = "draft:";

/** What a person has typed to each patient and not sent, for as long as the tab lives. */
export class UnsentTexts {
    #storage;

    constructor(storage) {
        this.#storage = storage;
        this.#adoptFormer();
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

    /** Puts back what is not to be lost, below what stands there. */
    add(patientId, text) {
        this.write(patientId, [this.read(patientId), text].filter((one) => one.trim()).join("\n"));
    }

    /** The person goes on under another id. What was typed under both is kept, one below the other. */
    move(formerId, patientId) {
        if (formerId === patientId) return;
        const texts = [this.read(patientId), this.read(formerId)].filter((text) => text.trim());
        this.write(patientId, [...new Set(texts)].join("\n"));
        this.write(formerId, "");
    }

    /** The ids of the patients to whom something is typed. */
    patients() {
        return this.#keys(PREFIX).map((key) => key.slice(PREFIX.length));
    }

    /** The texts are about patients: nothing of them may outlive the sign-out. */
    clear() {
        this.#attempt(() => this.#keys(PREFIX).forEach((key) => this.#storage.removeItem(key)));
    }

    #adoptFormer() {
        this.#attempt(() => {
            for (const key of this.#keys(FORMER_PREFIX)) {
                this.restore(key.slice(FORMER_PREFIX.length), this.#storage.getItem(key));
                this.#storage.removeItem(key);
            }
        });
    }

    #keys(prefix) {
        const all = () => Array.from({ length: this.#storage.length }, (_, index) => this.#storage.key(index));
        return (this.#attempt(all) ?? []).filter((key) => key?.startsWith(prefix));
    }

    // A full or forbidden storage costs the text, never the page.
    #attempt(action) {
        try {
            return action();
        } catch {
            return undefined;
        }
    }
}
