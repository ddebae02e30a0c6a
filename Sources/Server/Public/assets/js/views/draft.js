import { now } from "../clock.js";
import { setText } from "../dom.js";
import { draftWords, maySend } from "../drafts.js";
import { patientName } from "../format.js";
import { element } from "./elements.js";
import { TextCard } from "./text-card.js";

const UNDO_MS = 60_000;

/** The assistant's answer that waits for a person, who accepts, changes or discards it. */
export class DraftView {
    #options;
    #card;
    #status = element("p", { className: "visually-hidden", role: "status" });
    #conversation = null;
    #draft = null;
    /** What this page has sent or discarded: it goes by itself. */
    #settled = null;

    /**
     * `putBack(conversation, text)` puts a text into the box, `keep` for the next time that it is seen; `tell(sentence)` and `focus()` are for what is shown below,
     * `toast` for what can be taken back, `role` is the person's; `sent()` is called once there is something new to see.
     */
    constructor(home, options) {
        this.#options = options;
        this.#card = new TextCard({
            label: "AI draft that is not sent yet",
            testid: "draft",
            saveWords: "Send",
            actions: {
                send: { words: "Send", run: () => this.#accept(), className: "button button-small button-primary" },
                discard: { words: "Discard", run: () => this.#discard() },
            },
            save: (text) => this.#send(text),
        });
        this.#card.element.addEventListener("keydown", (event) => this.#pressed(event));
        home.append(this.#card.element, this.#status);
    }

    /** Shows the draft of the conversation that is open, where there is one. */
    show(conversation) {
        const draft = conversation.patient?.draft ?? null;
        if (this.#draft && this.#draft.id !== draft?.id) this.#leaves(conversation);
        const isNew = draft && draft.id !== this.#draft?.id;
        this.#conversation = conversation;
        this.#draft = draft;
        if (!draft) return;
        this.#card.show({
            ...draftWords(draft, now(), this.#options.role), icon: "spark", tone: "draft", text: draft.text,
            offered: this.#maySend ? ["send", "edit", "discard"] : ["discard"],
        });
        if (isNew) setText(this.#status, `An AI draft for ${patientName(conversation.patient)} waits.`);
    }

    /** The chat is left: another wording that was typed stays in its box. */
    leave() {
        const { changed } = this.#card;
        if (changed) this.#options.keep(this.#conversation, changed);
        this.#card.hide();
        this.#draft = null;
        setText(this.#status, "");
    }

    // Somebody has written, or has decided about it elsewhere.
    #leaves(conversation) {
        const { changed, hasFocus } = this.#card;
        const isOurs = this.#settled === this.#draft.id;
        this.#card.hide();
        if (changed && !isOurs) {
            this.#options.putBack(conversation, changed);
            this.#options.tell("The AI draft does not fit any more. What you have changed is in the box below.");
        }
        if (hasFocus) this.#options.focus();
    }

    get #maySend() {
        return maySend(this.#draft, this.#options.role);
    }

    async #accept() {
        const { id } = this.#draft;
        const sentence = await this.#send();
        if (sentence) this.#refused(id, sentence);
    }

    /** Resolves to a sentence where it was refused, else to "". */
    async #send(text) {
        const [conversation, { id }] = [this.#conversation, this.#draft];
        this.#settled = id;
        const outcome = await conversation.sendDraft(id, text);
        if (outcome.kind === "ok") {
            setText(this.#status, "Sent");
            this.#options.sent();
            return "";
        }
        this.#settled = null;
        // What was typed is kept in the box, where the draft itself is gone.
        if (text && conversation.present.patient?.draft?.id !== id) {
            this.#options.putBack(conversation.present, text);
            this.#options.tell(outcome.message);
        }
        return outcome.message;
    }

    async #discard() {
        const [conversation, { id, text }] = [this.#conversation, this.#draft];
        this.#settled = id;
        const outcome = await conversation.discardDraft(id);
        if (outcome.kind !== "ok") return this.#refused(id, outcome.message);
        const { toast, putBack } = this.#options;
        const run = () => putBack(conversation.present, text);
        toast.show("Discarded. It will not be sent.", UNDO_MS, { label: "Undo", run });
        return undefined;
    }

    #refused(id, sentence) {
        if (this.#draft?.id === id) this.#card.showError(sentence);
        else this.#options.tell(sentence);
    }

    // In the editor the same key sends what stands there.
    #pressed(event) {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || this.#card.isEditing || !this.#draft) return;
        event.preventDefault();
        if (this.#maySend) this.#accept();
        else this.#card.showError("A doctor must send it.");
    }
}
