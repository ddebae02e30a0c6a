import { patientName } from "../format.js";
import { Attaching } from "./attaching.js";
import { Composer } from "./composer.js";

/** Everything that a person sends from the chat, and what is said of what became of it. */
export class Writing {
    /** The box for texts. */
    composer;
    #attaching;
    #sending;
    #current;
    #show;
    #sent;
    #keepFocus;

    /**
     * `current()` is the open conversation, `show(conversation)` draws one anew; `sent()` is called once there is something
     * new to see, `keepFocus()` once a button may have gone.
     */
    constructor(dialog, { unsent, attachments, sending, current, show, sent, keepFocus }) {
        this.#sending = sending;
        this.#current = current;
        this.#show = show;
        this.#sent = sent;
        this.#keepFocus = keepFocus;
        this.composer = new Composer(dialog, { unsent, send: (text, quoted) => this.#send(text, quoted) });
        this.#attaching = new Attaching(dialog, {
            attachments,
            composer: this.composer,
            patientId: () => current()?.patientId ?? null,
            patientName: () => (current()?.patient ? patientName(current().patient) : ""),
            obstacle: () => this.composer.obstacle,
            send: (files) => this.#sendFiles(files),
            tell: (text) => this.composer.showError(text),
            focus: () => this.#focus(),
        });
    }

    open(patientId) {
        this.composer.open(patientId);
        this.#attaching.show();
    }

    /** The same person under another id. */
    continueAs(patientId) {
        this.composer.continueAs(patientId);
        this.#attaching.show();
    }

    /** The conversation is left, or another one is opened. */
    leave() {
        this.#attaching.leave();
    }

    retry(message) {
        const conversation = this.#current();
        return this.#report(conversation, this.#sending.retry(conversation, message));
    }

    async cancel(message) {
        const conversation = this.#current();
        await this.#report(conversation, this.#sending.cancel(conversation, message));
        if (conversation.present === this.#current()) this.#focus();
    }

    #send(text, quoted) {
        const conversation = this.#current();
        const sent = this.#sending.send(conversation, text, quoted);
        this.#sent();
        return this.#report(conversation, sent);
    }

    #sendFiles(files) {
        const conversation = this.#current();
        const quoted = this.composer.takeQuote();
        files.forEach((file, index) =>
            this.#report(conversation, this.#sending.sendFile(conversation, file, index === 0 ? quoted : null)));
        this.#sent();
    }

    async #report(sentFrom, sent) {
        const { restored, message } = await sent;
        const conversation = sentFrom.present;
        this.#show(conversation);
        if (conversation !== this.#current()) return;
        if (restored) this.composer.readUnsent();
        if (restored) this.#attaching.show();
        if (message) this.composer.showError(message);
    }

    #focus() {
        this.composer.focus();
        this.#keepFocus();
    }
}
