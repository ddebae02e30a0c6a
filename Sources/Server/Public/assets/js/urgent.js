import { coalesce } from "./coalesce.js";
import { patientName } from "./format.js";
import { newestFlags, newlyUrgent } from "./red-flags.js";

const DELAY_MS = 100;
const GAP_MS = 1_000;
const LIMIT = 20;

/** Calls somebody to every patient who writes of an emergency, whatever they are looking at. `raised(patient)` for each. */
export class UrgentWatch {
    #api;
    #raised;
    #known = null;
    #read = coalesce(() => this.#load(), DELAY_MS, GAP_MS);

    constructor(api, raised) {
        this.#api = api;
        this.#raised = raised;
    }

    /** How many are urgent now. */
    counted(count) {
        if (count > 0) this.#read();
        else this.#known = new Map();
    }

    async #load() {
        const outcome = await this.#api.patients({ filter: "urgent", search: "", limit: LIMIT });
        if (outcome.kind !== "ok") return;
        const patients = outcome.data.patients;
        newlyUrgent(this.#known, patients).forEach(this.#raised);
        this.#known = newestFlags(patients, this.#known ?? undefined);
    }
}

/** A desktop notice for a tab that nobody sees, where that was allowed. It names nobody: it may be seen by others. */
export function notify(open) {
    if (document.visibilityState === "visible" || globalThis.Notification?.permission !== "granted") return;
    try {
        const notice = new Notification("A patient may have an emergency", { tag: "red-flag", renotify: true, requireInteraction: true });
        notice.addEventListener("click", () => {
            focus();
            notice.close();
            open();
        });
    } catch {
        // On a phone a page cannot show one: the toast, the tone and the list say it.
    }
}

/** Two short tones. A page that nobody has touched yet may not sound. */
export function sound() {
    try {
        const context = new AudioContext();
        [0, 0.3].forEach((start) => beep(context, context.currentTime + start));
        setTimeout(() => context.close(), 1_500);
    } catch {
        // No sound on this device: the toast and the list say it.
    }
}

function beep(context, start) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = 880;
    volume.gain.setValueAtTime(0.2, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.25);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.25);
}

export function urgentWords(patient) {
    return `May be an emergency: ${patientName(patient)}`;
}
