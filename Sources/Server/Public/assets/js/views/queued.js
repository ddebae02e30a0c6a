import { now } from "../clock.js";
import { setText } from "../dom.js";
import { patientName } from "../format.js";
import { isKept, queuedWords, waitingText } from "../queued.js";
import { windowOf } from "../service-window.js";
import { element } from "./elements.js";
import { TextCard } from "./text-card.js";

const UNDO_MS = 60_000;

/** The text that waits until the patient writes: what it says, until when, and what can be done with it. */
export class QueuedText {
    #options;
    #card;
    #status = element("p", { className: "visually-hidden", role: "status" });
    #conversation = null;
    #queued = null;
    /** What was typed and not saved when its chat was left, by patient: `{id, text}`. */
    #typed = new Map();
    /** The text that was here and is not any more: it may be a message now. */
    #gone = null;

    /**
     * `sendNow(queued)` sends it at once; `putBack(conversation, text)` puts a text into the box; `tell(sentence)` and `focus()`
     * are for what is shown below, `toast` for what can be taken back.
     */
    constructor(home, options) {
        this.#options = options;
        this.#card = new TextCard({
            label: "Text that is not sent yet",
            testid: "queued",
            actions: {
                send: { words: "Send now", run: () => this.#send(), className: "button button-small button-primary" },
                remove: { words: "Remove", run: () => this.#remove() },
            },
            save: (text) => this.#save(text),
        });
        home.append(this.#card.element, this.#status);
    }

    /** Shows the text of the conversation that is open, where there is one. */
    show(conversation) {
        const queued = waitingText(conversation);
        if (this.#queued && this.#queued.id !== queued?.id) this.#leaves(conversation);
        this.#conversation = conversation;
        this.#queued = queued;
        if (queued) this.#showCard(conversation.patient, queued);
        if (conversation.patient) this.#takeUp(conversation);
        this.#tellIfSent(conversation);
    }

    /** The chat is left: what is being typed is kept. */
    leave() {
        const { changed } = this.#card;
        if (changed) this.#typed.set(this.#conversation.patientId, { id: this.#queued.id, text: changed });
        this.#card.hide();
        this.#queued = null;
        this.#gone = null;
        setText(this.#status, "");
    }

    #showCard(patient, queued) {
        const at = now();
        const { isOpen } = windowOf(patient, at);
        const name = patientName(patient);
        const isLate = isKept(queued, at);
        this.#card.show({
            ...queuedWords({ queued, name, isPaused: patient.is_bot_paused, isOpen, now: at }),
            icon: isLate ? "alert" : "clock",
            tone: isLate ? "kept" : "waiting",
            text: queued.text,
            offered: ["edit", "remove", ...(isOpen ? ["send"] : [])],
        });
    }

    // What was typed at the last visit goes on, or is put back where its text has gone meanwhile.
    #takeUp(conversation) {
        const typed = this.#typed.get(conversation.patientId);
        if (!typed) return;
        this.#typed.delete(conversation.patientId);
        if (typed.id === this.#queued?.id) this.#card.edit(typed.text, { takesFocus: false });
        else this.#rescue(conversation, typed);
    }

    // Somebody has removed it, or the patient has written.
    #leaves(conversation) {
        const { changed, hasFocus } = this.#card;
        this.#gone = this.#queued.id;
        this.#card.hide();
        if (changed) this.#rescue(conversation, { id: this.#gone, text: changed });
        if (hasFocus) this.#options.focus();
    }

    #rescue(conversation, { id, text }) {
        this.#options.putBack(conversation, text);
        const what = rowOf(conversation.state, id) ? "was sent as it was" : "is not waiting any more";
        this.#options.tell(`The text that waited ${what}. What you have changed is in the box below.`);
    }

    #tellIfSent({ patient, state }) {
        if (!this.#gone || !rowOf(state, this.#gone)) return;
        this.#gone = null;
        setText(this.#status, `The text that waited has been sent to ${patientName(patient)}.`);
    }

    async #save(text) {
        const conversation = this.#conversation;
        setText(this.#status, "");
        const outcome = await conversation.reword(this.#queued.id, text);
        if (outcome.kind === "ok") setText(this.#status, "Saved");
        return outcome.kind === "ok" ? "" : outcome.message;
    }

    #send() {
        this.#options.sendNow(this.#queued);
    }

    async #remove() {
        const [conversation, { id, text }] = [this.#conversation, this.#queued];
        const outcome = await conversation.removeQueued(id);
        if (outcome.kind !== "ok") return this.#refused(id, outcome.message);
        const { toast, putBack } = this.#options;
        const run = () => putBack(conversation.present, text);
        toast.show("Removed. It will not be sent.", UNDO_MS, { label: "Undo", run });
        return undefined;
    }

    #refused(id, sentence) {
        if (this.#queued?.id === id) this.#card.showError(sentence);
        else this.#options.tell(sentence);
    }
}

function rowOf({ rows }, id) {
    return rows.find((row) => row.id === id || row.client_message_id === id);
}
