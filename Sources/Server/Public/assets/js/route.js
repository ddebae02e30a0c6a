const CHAT = /^#\/chat\/([\w-]+)$/;

/** The patient whose chat the address names, or null. */
export function chatInAddress(hash) {
    return CHAT.exec(hash)?.[1] ?? null;
}

export function isSettings(hash) {
    return hash === "#/settings";
}

export function isKnowledge(hash) {
    return hash === "#/knowledge";
}

/** Chats are places in the browser's history: its back button closes them. */
export class ChatRoute {
    #window;
    #opened;
    #pushed = false;

    constructor(window, opened) {
        this.#window = window;
        this.#opened = opened;
        window.addEventListener("hashchange", () => this.follow());
    }

    follow() {
        const patientId = chatInAddress(this.#window.location.hash);
        if (!patientId) this.#pushed = false;
        this.#opened(patientId);
    }

    open(patientId) {
        this.#pushed = true;
        this.#window.location.hash = `#/chat/${patientId}`;
    }

    /** The chat that is open goes on under another id. */
    replace(patientId) {
        this.#window.history.replaceState(null, "", `#/chat/${patientId}`);
    }

    /** Away from any other page, back to the patients. */
    leave() {
        if (!this.#window.location.hash || chatInAddress(this.#window.location.hash)) return;
        this.#window.location.hash = "";
    }

    close() {
        if (!chatInAddress(this.#window.location.hash)) return;
        if (this.#pushed) return this.#window.history.back();
        this.#window.history.replaceState(null, "", this.#window.location.pathname);
        this.follow();
    }
}
