import { NOT_LOADED } from "../api.js";
import { loadStyles, part } from "../dom.js";
import { patientName } from "../format.js";
import { Attaching } from "./attaching.js";
import { Composer } from "./composer.js";

const TEMPLATE_STYLES = new URL("../../css/templates.css", import.meta.url).href;
const CARD_STYLES = new URL("../../css/text-card.css", import.meta.url).href;
const TOLD_MS = 10_000;

/** Everything that a person sends from the chat, and what is said of what became of it. */
export class Writing {
    /** The box for texts. */
    composer;
    #dialog;
    #unsent;
    #attaching;
    #sending;
    #toast;
    #current;
    #show;
    #sent;
    #keepFocus;
    #unsentChanged;
    #api;
    #role;
    #picker = null;
    #queued = null;
    #draft = null;

    /**
     * `role` is the person's, `current()` is the open conversation, `show(conversation)` draws one anew; `sent()` is called once there is something
     * new to see, `keepFocus()` once a button may have gone, `unsentChanged()` where a text is put back elsewhere.
     */
    constructor(dialog, { api, role, unsent, attachments, sending, toast, current, show, sent, keepFocus, unsentChanged }) {
        this.#dialog = dialog;
        this.#api = api;
        this.#role = role;
        this.#unsent = unsent;
        this.#sending = sending;
        this.#toast = toast;
        this.#current = current;
        this.#show = show;
        this.#sent = sent;
        this.#keepFocus = keepFocus;
        this.#unsentChanged = unsentChanged;
        this.composer = new Composer(dialog, {
            unsent,
            send: (text, quoted, how) => this.#send(text, quoted, how),
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
        this.#queued?.then((view) => view.leave(), () => {});
        this.#draft?.then((view) => view.leave(), () => {});
    }

    /** Shows the text that waits for the patient. Hardly ever is there one, so what shows it is loaded then. */
    async showQueued() {
        if (!this.#queued && !this.#current()?.patient?.queued) return;
        this.#queued ??= this.#makeQueued();
        const view = await this.#queued.catch(() => null);
        if (view && this.#current()) view.show(this.#current());
        if (view) return;
        this.#queued = null;
        this.composer.showError(NOT_LOADED);
    }

    /** The same for an answer of the assistant that waits for a person. */
    async showDraft() {
        if (!this.#draft && !this.#current()?.patient?.draft) return;
        this.#draft ??= this.#makeDraft();
        const view = await this.#draft.catch(() => null);
        if (view && this.#current()) view.show(this.#current());
        if (view) return;
        this.#draft = null;
        this.composer.showError(NOT_LOADED);
    }

    async #makeDraft() {
        const [{ DraftView }] = await Promise.all([import("./draft.js"), loadStyles(CARD_STYLES)]);
        return new DraftView(part(this.#dialog, "draft"), {
            role: this.#role,
            toast: this.#toast,
            sent: () => this.#sent(),
            keep: (conversation, text) => this.#unsent.add(conversation.patientId, text),
            putBack: (conversation, text) => this.#putBack(conversation, text),
            tell: (sentence) => this.composer.showError(sentence),
            focus: () => this.#focus(),
        });
    }

    async #makeQueued() {
        const [{ QueuedText }] = await Promise.all([import("./queued.js"), loadStyles(CARD_STYLES)]);
        return new QueuedText(part(this.#dialog, "queued"), {
            toast: this.#toast,
            sendNow: (queued) => this.#sendQueued(queued),
            putBack: (conversation, text) => this.#putBack(conversation, text),
            tell: (sentence) => this.composer.showError(sentence),
            focus: () => this.#focus(),
        });
    }

    #sendQueued(queued) {
        const conversation = this.#current();
        const sent = this.#sending.sendQueued(conversation, queued);
        this.#sent();
        return this.#report(conversation, sent);
    }

    #putBack(conversation, text) {
        this.#unsent.add(conversation.patientId, text);
        if (conversation !== this.#current()) return this.#unsentChanged();
        this.composer.readUnsent();
        return this.#focus();
    }

    /** Tries a failed message again, or opens one that was refused to be mended. */
    retry(message) {
        const conversation = this.#current();
        if (message.can_mend) return this.#openAgain(message);
        return this.#report(conversation, this.#sending.retry(conversation, message));
    }

    async cancel(message) {
        const conversation = this.#current();
        await this.#report(conversation, this.#sending.cancel(conversation, message));
        if (conversation.present === this.#current()) this.#focus();
    }

    #send(text, quoted, { isForLater }) {
        const conversation = this.#current();
        const sent = isForLater
            ? this.#sending.queue(conversation, text, quoted)
            : this.#sending.send(conversation, text, quoted);
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
        return new TemplatePicker(this.#api, (filled, refused) => this.#sendTemplate(filled, refused));
    }

    // It takes the place of the message that was refused and is mended in it, if any.
    #sendTemplate(filled, refused) {
        const conversation = this.#current();
        const quoted = refused ? refused.reply_to : this.composer.takeQuote();
        if (refused) this.#sending.cancel(conversation, refused);
        const sent = this.#sending.sendTemplate(conversation, filled, quoted);
        if (refused) this.#focus();
        this.#sent();
        return this.#report(conversation, sent);
    }

    // What was filled in stands in the dialog again, with what the server has against it. Whether it could be opened.
    #openAgain(refused) {
        return this.#picker.openAgain(this.#current().patient, this.#sending.refused(refused), refused);
    }

    async #report(sentFrom, sent) {
        const { restored, message, refused } = await sent;
        const conversation = sentFrom.present;
        this.#show(conversation);
        if (refused && conversation !== this.#current()) this.#tellElsewhere(conversation);
        if (conversation !== this.#current()) return;
        if (refused && this.#openAgain(refused)) return;
        if (restored) this.composer.readUnsent();
        if (restored) this.#attaching.show();
        if (message) this.composer.showError(message);
    }

    #tellElsewhere({ patient }) {
        this.#toast.show(`A template for ${patientName(patient)} was not sent. It is kept in their chat.`, TOLD_MS);
    }

    #focus() {
        this.composer.focus();
        this.#keepFocus();
    }
}
