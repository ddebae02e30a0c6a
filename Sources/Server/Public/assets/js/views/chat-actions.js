import { NOT_LOADED } from "../api.js";
import { patientName } from "../format.js";

const UNDO_MS = 60_000;
const TOLD_MS = 10_000;

/** What a person does with the conversation that is open, besides writing. */
export class ChatActions {
    #dialog;
    #api;
    #toast;
    #current;
    #tell;
    #keepFocus;
    #pickTemplate;
    #picker = null;
    #menu = null;

    /** `current()` is the open conversation; `tell(conversation, sentence)` and `keepFocus()` are about what is shown. */
    constructor(dialog, { api, toast, current, tell, keepFocus, pickTemplate }) {
        this.#dialog = dialog;
        this.#api = api;
        this.#toast = toast;
        this.#current = current;
        this.#tell = tell;
        this.#keepFocus = keepFocus;
        this.#pickTemplate = pickTemplate;
    }

    /** Pauses or resumes the assistant. */
    async toggle() {
        const conversation = this.#current();
        this.#report(conversation, await conversation.toggleBot(!conversation.patient.is_bot_paused));
    }

    async markDone() {
        const conversation = this.#current();
        const outcome = await conversation.markDone();
        this.#report(conversation, outcome);
        if (outcome.kind !== "ok") return;
        const undo = { label: "Undo", run: () => this.#undoDone(conversation) };
        this.#toast.show(`${patientName(conversation.patient)}: marked done`, UNDO_MS, undo);
        this.#keepFocus();
    }

    /** Opens the reactions to choose from at this button, or closes them. */
    async pickReaction(message, button) {
        try {
            this.#picker ??= await this.#makePicker();
            this.#picker.toggle(button, message);
        } catch {
            this.#tell(this.#current(), NOT_LOADED);
        }
    }

    /** The conversation is left, or another one is opened. */
    leave() {
        this.#picker?.close();
        this.#menu?.close();
    }

    /** Opens what is rarely done with a conversation, or closes it. */
    async showMenu() {
        const conversation = this.#current();
        try {
            this.#menu ??= await this.#makeMenu();
        } catch {
            return this.#tell(conversation, NOT_LOADED);
        }
        if (conversation === this.#current()) this.#menu.toggle(conversation.patient);
    }

    async #makeMenu() {
        const { ChatMenu } = await import("./chat-menu.js");
        return new ChatMenu(this.#dialog, { pickTemplate: this.#pickTemplate, block: () => this.#block() });
    }

    async #block() {
        const conversation = this.#current();
        const { askToBlock } = await import("./chat-menu.js");
        const block = !conversation.patient.is_blocked;
        if (!(await askToBlock(block, patientName(conversation.patient)))) return;
        const outcome = await conversation.block(block);
        this.#report(conversation, outcome);
        if (outcome.kind === "ok") this.#toast.show(outcome.data.message, TOLD_MS);
    }

    /** Asks WhatsApp for a file once more. */
    async fetchAgain(message) {
        const conversation = this.#current();
        const outcome = await this.#api.fetchMedia(message.id);
        this.#report(conversation, outcome);
        if (outcome.kind === "ok") conversation.present.messageChanged({ ...message, media: outcome.data.media });
    }

    async #makePicker() {
        const modules = [import("./reaction-picker.js"), import("../reacting.js")];
        const [{ ReactionPicker }, { react }] = await Promise.all(modules);
        return new ReactionPicker(this.#dialog, async (message, emoji) => {
            const conversation = this.#current();
            this.#report(conversation, await react(this.#api, conversation, message, emoji));
        });
    }

    async #undoDone(done) {
        const outcome = await done.present.undoDone();
        if (outcome.kind !== "ok") this.#toast.show(outcome.message, TOLD_MS);
        this.#keepFocus();
    }

    #report(conversation, outcome) {
        if (outcome.kind !== "ok") this.#tell(conversation, outcome.message);
    }
}
