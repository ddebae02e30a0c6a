import { now } from "./clock.js";
import { newIdentifier } from "./identifiers.js";
import { addPending, dropPending, failPending, failRetry, markRetrying, mergeRow, waitPending } from "./messages.js";

const IN_ORDER_MS = 1_000;
const SOON_MS = 500;
const AGAIN_MS = 5_000;
// After an outage the browser may still use a connection that is dead; the same call on another one is the same message.
const AGAIN_LIMIT_MS = 8_000;
// Who wrote ten minutes ago should say whether it is still to be sent.
const GIVE_UP_MS = 10 * 60_000;
const UNCONFIRMED = "The server did not confirm this message.";
const PUT_BACK = "Not sent. Your text is back in the box below.";

/**
 * Sends what the doctor writes. Nothing is lost: it is confirmed by a row, or failed with Retry, or back in the box.
 * While the server cannot be reached a message waits where one sees it, and goes out under the same identifier.
 * Where a conversation goes on in another one meanwhile, the outcome belongs to that one.
 */
export class Sending {
    #api;
    #unsent;
    #accountName;
    #connection;
    #calls = [];

    constructor({ api, unsent, accountName, connection }) {
        this.#api = api;
        this.#unsent = unsent;
        this.#accountName = accountName;
        this.#connection = connection;
    }

    /** Whether anything has not been answered yet: it would be lost with the page. */
    get isWaiting() {
        return this.#calls.length > 0;
    }

    /** Whether a send of this conversation has not been answered yet. */
    isBusy(conversation) {
        return this.#callsOf(conversation).length > 0;
    }

    /** Resolves to `{restored, message}`: whether the text is back in the box, and what to tell the doctor. */
    async send(conversation, text, quoted = null) {
        const id = newIdentifier();
        const message = {
            client_message_id: id,
            message_body: text,
            created_at: now().toISOString(),
            account_name: this.#accountName,
            reply_to: quoted,
        };
        conversation.change(addPending(conversation.state, conversation.patientId, message));
        const asked = conversation.nextAsked();
        const outcome = await this.#call(conversation, text, id, quoted?.id);
        return this.#settle(conversation.present, text, id, outcome, failPending, asked);
    }

    /** Tries a failed message again under its old identifier, so that it can never become two. */
    async retry(conversation, { client_message_id: id, message_body: text, reply_to: quoted }) {
        const { patientId } = conversation;
        const asked = conversation.nextAsked();
        conversation.change(markRetrying(conversation.state, patientId, id, asked));
        const outcome = await this.#call(conversation, text, id, quoted?.id);
        return this.#settle(conversation.present, text, id, outcome, failRetry, asked);
    }

    #settle(conversation, text, id, outcome, fail, asked) {
        const { patientId } = conversation;
        if (outcome.kind === "ok" || outcome.row) {
            const row = outcome.row ?? outcome.data.data;
            if (outcome.kind === "ok") conversation.answered(outcome.data, asked);
            conversation.change(mergeRow(conversation.state, patientId, row, conversation.nextAsked()));
            conversation.refreshSoon();
            if (outcome.kind === "ok" || outcome.canRetry) return { restored: false, message: null };
            const restored = this.#unsent.restore(patientId, text);
            return { restored, message: restored ? PUT_BACK : null };
        }
        if (outcome.kind === "offline" || outcome.kind === "unavailable") {
            const reason = `${UNCONFIRMED} ${outcome.message}`;
            conversation.change(fail(conversation.state, patientId, id, reason, true));
            return { restored: false, message: null };
        }
        const restored = this.#unsent.restore(patientId, text);
        const next = restored
            ? dropPending(conversation.state, patientId, id)
            : fail(conversation.state, patientId, id, outcome.message, outcome.kind === "limited");
        conversation.change(next);
        return { restored, message: outcome.message };
    }

    async #call(conversation, text, id, replyTo) {
        const call = { conversation, text, id, replyTo, isWaiting: false, isAnswered: false, answered: null };
        const before = this.#callsOf(conversation.present).at(-1);
        this.#calls.push(call);
        call.answered = this.#deliver(call, before);
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
        for (let limit; ; limit = AGAIN_LIMIT_MS) {
            await this.#inOrder(before);
            const outcome = await this.#connection.untilBack((signal) => this.#attempt(call, { signal, limit }));
            if (outcome.kind !== "offline" || Date.now() > end) return outcome;
            this.#wait(call);
            await this.#connection.back(this.#connection.isAway ? AGAIN_MS : SOON_MS);
        }
    }

    #attempt({ conversation, text, id, replyTo }, options) {
        return this.#api.send(conversation.present.patientId, text, id, { ...options, replyTo });
    }

    #wait(call) {
        call.isWaiting = true;
        const { present } = call.conversation;
        present.change(waitPending(present.state, present.patientId, call.id));
    }

    // Two requests can overtake each other on the way. A short wait for the former one keeps their order; where that one
    // waits for the connection, this one does as well.
    async #inOrder(before) {
        if (!before) return;
        do {
            await Promise.race([before.answered, new Promise((resolve) => setTimeout(resolve, IN_ORDER_MS))]);
        } while (!before.isAnswered && (before.isWaiting || this.#connection.isAway));
    }
}
