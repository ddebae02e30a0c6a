import { NOT_LOADED } from "../api.js";
import { loadStyles } from "../dom.js";
import { patientName } from "../format.js";
import { Attaching } from "./attaching.js";
import { Composer } from "./composer.js";

const TEMPLATE_STYLES = new URL("../../css/templates.css", import.meta.url).href;

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
    #api;
    #picker = null;

    /**
     * `current()` is the open conversation, `show(conversation)` draws one anew; `sent()` is called once there is something
     * new to see, `keepFocus()` once a button may have gone.
     */
    constructor(dialog, { api, unsent, attachments, sending, current, show, sent, keepFocus }) {
        this.#api = api;
        this.#sending = sending;
        this.#current = current;
        this.#show = show;
        this.#sent = sent;
        this.#keepFocus = keepFocus;
        this.composer = new Composer(dialog, {
            unsent,
            send: (text, quoted) => this.#send(text, quoted),
            pickTemplate: () => this.pickTemplate(),
        });
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
        this.#picker?.close();
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

    /** Opens the dialog in which a template is chosen and filled in. */
    async pickTemplate() {
        const conversation = this.#current();
        try {
            this.#picker ??= await this.#makePicker();
        } catch {
            return this.composer.showError(NOT_LOADED);
        }
        if (conversation === this.#current()) this.#picker.open(conversation.patient);
    }

    async #makePicker() {
        const [{ TemplatePicker }] = await Promise.all([import("./template-picker.js"), loadStyles(TEMPLATE_STYLES)]);
        return new TemplatePicker(this.#api, (filled) => this.#sendTemplate(filled));
    }

    // What was filled in is not lost: where it is refused, it stands in the dialog again.
    #sendTemplate(filled) {
        const conversation = this.#current();
        const takeBack = (outcome) => {
            const isHere = conversation.present === this.#current();
            return isHere && this.#picker.openAgain(conversation.present.patient, filled, outcome);
        };
        const quoted = this.composer.takeQuote();
        const sent = this.#sending.sendTemplate(conversation, { ...filled, takeBack }, quoted);
        this.#sent();
        return this.#report(conversation, sent);
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
