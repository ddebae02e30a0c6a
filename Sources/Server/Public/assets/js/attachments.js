/** How many files of one patient may wait at once. */
export const MOST_FILES = 30;

/**
 * Files that a person has chosen for each patient and not sent, for as long as the page lives. A file is
 * `{id, turn, file, name, size, state, as, mime, label, caption, note, problem, …}`; its `state` is "looking", "ready" or
 * "refused", and `turn` grows with each.
 */
export class Attachments {
    /** Whether a voice note is being recorded: it would be lost with the page as well. */
    isRecording = false;
    #files = new Map();
    /** The ids of patients who go on under another one. */
    #present = new Map();

    of(patientId) {
        return this.#files.get(this.#idOf(patientId)) ?? [];
    }

    /** Adds as many as there is room for. Returns how many found none. */
    add(patientId, files) {
        const known = this.of(patientId);
        const taken = files.slice(0, Math.max(0, MOST_FILES - known.length));
        this.#set(patientId, [...known, ...taken]);
        return files.length - taken.length;
    }

    /** Puts back what could not be sent, in the order in which files were chosen. */
    restore(patientId, file) {
        this.#set(patientId, [...this.of(patientId), file].sort((one, other) => one.turn - other.turn));
    }

    /** Changes a file that may have been removed, or whose patient may go on under another id, meanwhile. */
    change(id, members) {
        for (const [patientId, files] of this.#files) {
            if (!files.some((file) => file.id === id)) continue;
            this.#set(patientId, files.map((file) => (file.id === id ? { ...file, ...members } : file)));
        }
    }

    remove(patientId, id) {
        this.#set(patientId, this.of(patientId).filter((file) => file.id !== id));
    }

    /** Those that can be sent, in order. None is kept: what was refused has said why. */
    take(patientId) {
        const ready = this.of(patientId).filter((file) => file.state === "ready");
        this.#set(patientId, []);
        return ready;
    }

    /** The person goes on under another id. */
    move(formerId, patientId) {
        if (formerId === patientId) return;
        const files = this.of(formerId);
        this.#set(formerId, []);
        this.#present.set(formerId, patientId);
        this.#set(patientId, [...this.of(patientId), ...files]);
    }

    /** The ids of the patients for whom a file is chosen. */
    patients() {
        return [...this.#files.keys()];
    }

    get isAny() {
        return this.#files.size > 0 || this.isRecording;
    }

    #idOf(patientId) {
        const next = this.#present.get(patientId);
        return next === undefined ? patientId : this.#idOf(next);
    }

    #set(patientId, files) {
        const id = this.#idOf(patientId);
        if (files.length > 0) this.#files.set(id, files);
        else this.#files.delete(id);
    }
}
