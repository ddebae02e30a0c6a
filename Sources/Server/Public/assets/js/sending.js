import { now } from "./clock.js";
import { newIdentifier } from "./identifiers.js";
import { optimisticMedia } from "./media.js";
import {
    addPending, dropPending, failPending, failRetry, markRetrying, mergeRow, refusePending, waitPending,
} from "./messages.js";

const IN_ORDER_MS = 1_000;
const SOON_MS = 500;
const AGAIN_MS = 5_000;
const FILE_AGAIN_MS = 1_000;
const FILE_AGAIN_MOST_MS = 30_000;
const SHOWN_MS = 5_000;
// After an outage the browser may still use a connection that is dead; the same call on another one is the same message.
const AGAIN_LIMIT_MS = 8_000;
// Who wrote ten minutes ago should say whether it is still to be sent.
const GIVE_UP_MS = 10 * 60_000;
const UNCONFIRMED = "The server did not confirm this message.";
const PUT_BACK = "Not sent. Your text is back in the box below.";
const ON_ITS_WAY = "It is already on its way to WhatsApp.";

/**
 * Sends what the doctor writes and attaches. Nothing is lost: it is confirmed by a row, or failed with Retry, or back in
 * the box, or kept to be mended. While the server cannot be reached a message waits where one sees it, and goes out
 * under the same identifier. Where a conversation goes on in another one meanwhile, the outcome belongs to that one.
 *
 * `progress(id, share)` tells how much of a file has left.
 */
export class Sending {
    #api;
    #unsent;
    #attachments;
    #accountName;
    #connection;
    #progress;
    #calls = [];
    /** What was to be sent, by identifier, until a row confirms it. */
    #files = new Map();
    #templates = new Map();

    constructor({ api, unsent, attachments, accountName, connection, progress = () => {} }) {
        this.#api = api;
        this.#unsent = unsent;
        this.#attachments = attachments;
        this.#accountName = accountName;
        this.#connection = connection;
        this.#progress = progress;
    }

    /** Whether anything has not been answered yet, or a file is kept only here: it would be lost with the page. */
    get isWaiting() {
        return this.#calls.length > 0 || this.#files.size > 0;
    }

    /** Whether a send of this conversation has not been answered yet. A file takes over once all of it has left. */
    isBusy(conversation) {
        return this.#callsOf(conversation).some(({ content, share }) => !content.file?.file || share === 1);
    }

    /** How much of a file has left, from 0 to 1; null where none is on its way. */
    progressOf(id) {
        return this.#calls.find((call) => call.id === id)?.share ?? null;
    }

    /** Resolves to `{restored, message}`: whether the text is back in the box, and what to tell the doctor. */
    async send(conversation, text, quoted = null) {
        return this.#start(conversation, { text, quoted }, { message_body: text });
    }

    /** The same for a text that is to wait until the patient writes; it is a bubble only until the server has it. */
    async queue(conversation, text, quoted = null) {
        return this.#start(conversation, { text, quoted, queue: "in" }, { message_body: text, queue: "in" });
    }

    /** Sends a text that waits at once. Where that is refused it goes on waiting. */
    async sendQueued(conversation, { id, text }) {
        return this.#start(conversation, { text, queue: "out" }, { message_body: text, queue: "out" }, id);
    }

    /** The same for a file of `Attachments`; it is back among them where it is refused. */
    async sendFile(conversation, file, quoted = null) {
        const caption = file.caption.trim();
        const members = { message_type: file.as, message_body: caption, media: optimisticMedia(file) };
        return this.#start(conversation, { file: { ...file, caption }, quoted }, members);
    }

    /**
     * The same for a template: `{id, variables, text, …}`, with `file` where it begins with one, as it has been looked
     * at. Where it is refused it is kept, and what this resolves to has the message as `refused`.
     */
    async sendTemplate(conversation, template, quoted = null) {
        const { text, file } = template;
        const members = { message_type: "template", message_body: text };
        if (!file) return this.#start(conversation, { template, quoted }, members);
        return this.#start(conversation, { template, file, quoted }, { ...members, media: optimisticMedia(file) });
    }

    /** What a refused message was to say: its template, with the `refusal`; null where nothing is kept. */
    refused({ client_message_id: id }) {
        const template = this.#templates.get(id);
        return template?.refusal ? template : null;
    }

    /** Tries a failed message again under its old identifier, so that it can never become two. */
    async retry(conversation, message) {
        const { client_message_id: id, message_body: text, reply_to: quoted, media, queue } = message;
        const { patientId } = conversation;
        const asked = conversation.nextAsked();
        conversation.change(markRetrying(conversation.state, patientId, id, asked));
        // Once there is a row the server has the file, and what the template was filled in with.
        const template = message.id ? null : this.#templates.get(id);
        const file = (!message.id && this.#files.get(id)) || {};
        const content = media ? { file, template, quoted } : template ? { template, quoted } : { text, quoted, queue };
        const outcome = await this.#call(conversation, content, id);
        return this.#settle(conversation.present, content, id, outcome, failRetry, asked);
    }

    /** Takes back what has not left, or was refused. Resolves like `send`: a text is back in the box. */
    async cancel(conversation, message) {
        if (message.id) return this.#cancelRow(conversation, message);
        const call = this.#calls.find(({ id }) => id === message.client_message_id);
        call?.cancel();
        this.#release(message.client_message_id);
        const { present } = conversation;
        present.change(dropPending(present.state, present.patientId, message.client_message_id));
        if (!call?.mayHaveArrived) return NOTHING;
        await present.refresh();
        const { client_message_id: name } = message;
        const row = present.state.rows.find((other) => other.client_message_id === name || other.id === name);
        return row ? this.#cancelRow(present, row) : NOTHING;
    }

    async #cancelRow(conversation, { id, media, message_body: text }) {
        const asked = conversation.nextAsked();
        const outcome = await this.#api.cancel(id);
        const { present } = conversation;
        const row = outcome.row ?? outcome.data?.data;
        if (row) present.change(mergeRow(present.state, present.patientId, row, conversation.nextAsked()));
        if (outcome.kind === "ok") present.answered(outcome.data, asked);
        present.refreshSoon();
        const isBack = outcome.kind === "ok" && !media && this.#unsent.restore(present.patientId, text);
        if (outcome.kind === "ok") return { restored: isBack, message: null };
        return { restored: false, message: outcome.status === 409 ? ON_ITS_WAY : outcome.message };
    }

    async #start(conversation, content, members, id = newIdentifier()) {
        const message = {
            client_message_id: id,
            created_at: now().toISOString(),
            account_name: this.#accountName,
            reply_to: content.quoted,
            ...members,
        };
        if (content.file) this.#files.set(id, content.file);
        if (content.template) this.#templates.set(id, content.template);
        conversation.change(addPending(conversation.state, conversation.patientId, message));
        const asked = conversation.nextAsked();
        const outcome = await this.#call(conversation, content, id);
        return this.#settle(conversation.present, content, id, outcome, failPending, asked);
    }

    #settle(conversation, content, id, outcome, fail, asked) {
        const { patientId } = conversation;
        if (outcome.kind === "cancelled") return NOTHING;
        if (outcome.kind === "ok" || outcome.row) {
            const row = outcome.row ?? outcome.data.data;
            if (outcome.kind === "ok") conversation.answered(outcome.data, asked);
            // There is none while it waits for the patient.
            const next = row
                ? mergeRow(conversation.state, patientId, row, conversation.nextAsked())
                : dropPending(conversation.state, patientId, id);
            conversation.change(next);
            conversation.refreshSoon();
            this.#release(id);
            // The row of a file or a template keeps it.
            if (outcome.kind === "ok" || outcome.canRetry || content.file || content.template) return NOTHING;
            const restored = this.#unsent.restore(patientId, content.text);
            return { restored, message: restored ? PUT_BACK : null };
        }
        if (outcome.kind === "offline" || outcome.kind === "unavailable") {
            const reason = `${UNCONFIRMED} ${outcome.message}`;
            conversation.change(fail(conversation.state, patientId, id, reason, true));
            return NOTHING;
        }
        if (content.template) return this.#keep(conversation, content.template, id, outcome);
        const restored = this.#restore(patientId, content);
        if (restored) this.#forget(id);
        // It may be that another text waits already, or that this one does no more.
        if (content.queue) conversation.refreshSoon();
        const next = restored
            ? dropPending(conversation.state, patientId, id)
            : fail(conversation.state, patientId, id, outcome.message, outcome.kind === "limited");
        conversation.change(next);
        return { restored, message: outcome.message };
    }

    // The doctor may be elsewhere by now, and its file is nowhere else.
    #keep(conversation, template, id, refusal) {
        this.#templates.set(id, { ...template, refusal });
        conversation.change(refusePending(conversation.state, conversation.patientId, id, refusal.message));
        const refused = conversation.state.pending.find((message) => message.client_message_id === id);
        return { restored: false, message: refusal.message, refused };
    }

    #restore(patientId, { text, file, queue }) {
        // The server keeps it.
        if (queue === "out") return true;
        if (!file) return this.#unsent.restore(patientId, text);
        // What the server keeps has its own bubble.
        if (file.file) this.#attachments.restore(patientId, file);
        return Boolean(file.file);
    }

    #release(id) {
        const file = this.#files.get(id);
        this.#forget(id);
        // The bubble that shows it from here is drawn once more first.
        if (file?.url) setTimeout(() => URL.revokeObjectURL(file.url), SHOWN_MS);
    }

    #forget(id) {
        this.#files.delete(id);
        this.#templates.delete(id);
    }

    async #call(conversation, content, id) {
        const before = this.#callsOf(conversation.present).at(-1);
        const call = new Call(conversation, content, id);
        this.#calls.push(call);
        call.answered = Promise.race([this.#deliver(call, before), call.cancelled]);
        const outcome = await call.answered;
        call.isAnswered = true;
        this.#calls = this.#calls.filter((other) => other !== call);
        return outcome;
    }

    #callsOf(conversation) {
        return this.#calls.filter((call) => call.conversation.present === conversation);
    }

    async #deliver(call, before) {
        const end = Date.now() + GIVE_UP_MS;
        for (let limit, attempts = 1; ; limit = AGAIN_LIMIT_MS, attempts += 1) {
            await this.#inOrder(call, before);
            if (call.isCancelled) return CANCELLED;
            const outcome = await this.#connection.untilBack((signal) => this.#attempt(call, { signal, limit }));
            const isBusy = call.content.file && outcome.waitSeconds > 0 && outcome.status === 503;
            if (call.isCancelled || (outcome.kind !== "offline" && !isBusy) || Date.now() > end) return outcome;
            call.share = null;
            this.#progress(call.id, null);
            if (!isBusy) this.#wait(call);
            await this.#connection.back(isBusy ? outcome.waitSeconds * 1_000 : this.#pause(call, attempts));
        }
    }

    // A file is a lot to send once more.
    #pause({ content }, attempts) {
        if (content.file) return Math.min(attempts ** 2 * FILE_AGAIN_MS, FILE_AGAIN_MOST_MS);
        return this.#connection.isAway ? AGAIN_MS : SOON_MS;
    }

    #attempt(call, { signal, limit }) {
        const { content, id } = call;
        const { patientId } = call.conversation.present;
        const replyTo = content.quoted?.id;
        if (content.template && !content.file) return this.#api.sendTemplate(patientId, content.template, id, { signal, limit, replyTo });
        const when = content.queue === "in" ? "patient_writes" : undefined;
        if (!content.file) return this.#api.send(patientId, content.text, id, { signal, limit, replyTo, when });
        const { caption, voice } = content.file;
        const file = this.#isKnown(call) ? null : content.file.file;
        const same = { patientId, clientMessageId: id };
        const options = {
            signal,
            cancelled: call.signal,
            progress: (share) => {
                call.share = file ? share : null;
                call.mayHaveArrived ||= share === 1;
                this.#progress(id, call.share);
            },
        };
        if (!file) return this.#api.sendMedia(same, options);
        if (content.template) return this.#api.sendTemplateFile({ ...same, template: content.template, file, replyTo }, options);
        return this.#api.sendMedia({ ...same, file, caption, voice, replyTo }, options);
    }

    // The answer was lost, but the row has come: the server has the file.
    #isKnown({ conversation, id }) {
        return conversation.present.state.rows.some((row) => row.client_message_id === id);
    }

    #wait(call) {
        call.isWaiting = true;
        const { present } = call.conversation;
        present.change(waitPending(present.state, present.patientId, call.id));
    }

    // Two requests can overtake each other on the way. A short wait for the former one keeps their order; where that one
    // waits for the connection, this one does as well. Files go one after the other; no text waits for a file.
    async #inOrder(call, before) {
        if (!before) return;
        const isFiles = call.content.file && before.content.file;
        do {
            await Promise.race([before.answered, new Promise((resolve) => setTimeout(resolve, IN_ORDER_MS))]);
        } while (!before.isAnswered && (isFiles || before.isWaiting || this.#connection.isAway));
    }
}

const NOTHING = { restored: false, message: null };
const CANCELLED = { kind: "cancelled" };

/** One message on its way. */
class Call {
    isWaiting = false;
    isAnswered = false;
    isCancelled = false;
    /** Whether all of it has left once: the server may have it although it did not say so. */
    mayHaveArrived = false;
    answered = null;
    cancelled;
    #controller = new AbortController();

    constructor(conversation, content, id) {
        Object.assign(this, { conversation, content, id, share: content.file?.file ? 0 : null });
        this.cancelled = new Promise((resolve) => this.signal.addEventListener("abort", () => resolve(CANCELLED)));
    }

    get signal() {
        return this.#controller.signal;
    }

    cancel() {
        this.isCancelled = true;
        this.#controller.abort();
    }
}
