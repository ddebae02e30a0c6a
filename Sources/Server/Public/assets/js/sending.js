import { now } from "./clock.js";
import { newIdentifier } from "./identifiers.js";
import { addPending, dropPending, failPending, failRetry, markRetrying, mergeRow } from "./messages.js";

const IN_ORDER_MS = 1_000;
const UNCONFIRMED = "The server did not confirm this message.";
const PUT_BACK = "Not sent. Your text is back in the box below.";

/**
 * Sends what the doctor writes. Nothing is lost: it is confirmed by a row, or failed with Retry, or back in the box.
 * Where a conversation goes on in another one meanwhile, the outcome belongs to that one.
 */
export class Sending {
    #api;
    #unsent;
    #accountName;
    #calls = [];

    constructor(api, unsent, accountName) {
        this.#api = api;
        this.#unsent = unsent;
        this.#accountName = accountName;
    }

    /** Whether a send of this conversation has not been answered yet. */
    isBusy(conversation) {
        return this.#callsOf(conversation).length > 0;
    }

    /** Resolves to `{restored, message}`: whether the text is back in the box, and what to tell the doctor. */
    async send(conversation, text) {
        const id = newIdentifier();
        const message = {
            client_message_id: id,
            message_body: text,
            created_at: now().toISOString(),
            account_name: this.#accountName,
        };
        conversation.change(addPending(conversation.state, conversation.patientId, message));
        const outcome = await this.#call(conversation, text, id);
        return this.#settle(conversation.present, text, id, outcome, failPending);
    }

    /** Tries a failed message again under its old identifier, so that it can never become two. */
    async retry(conversation, { client_message_id: id, message_body: text }) {
        const { patientId } = conversation;
        conversation.change(markRetrying(conversation.state, patientId, id, conversation.nextAsked()));
        const outcome = await this.#call(conversation, text, id);
        return this.#settle(conversation.present, text, id, outcome, failRetry);
    }

    #settle(conversation, text, id, outcome, fail) {
        const { patientId } = conversation;
        if (outcome.kind === "ok" || outcome.row) {
            const row = outcome.row ?? outcome.data.data;
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

    async #call(conversation, text, id) {
        const before = this.#callsOf(conversation.present).at(-1)?.answered;
        const answered = this.#inOrder(before, () => this.#api.send(conversation.present.patientId, text, id));
        const call = { conversation, answered };
        this.#calls.push(call);
        const outcome = await answered;
        this.#calls = this.#calls.filter((other) => other !== call);
        return outcome;
    }

    #callsOf(conversation) {
        return this.#calls.filter((call) => call.conversation.present === conversation);
    }

    // Two requests can overtake each other on the way. A short wait for the former one keeps their order.
    async #inOrder(before, call) {
        if (before) await Promise.race([before, new Promise((resolve) => setTimeout(resolve, IN_ORDER_MS))]);
        return call();
    }
}
