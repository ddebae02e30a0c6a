import { now } from "./clock.js";
import { newIdentifier } from "./identifiers.js";
import { addPending, dropPending, failPending, failRetry, markRetrying, mergeRow } from "./messages.js";

const IN_ORDER_MS = 1_000;
const UNCONFIRMED = "The server did not confirm this message.";
const PUT_BACK = "Not sent. Your text is back in the box below.";

/** Sends what the doctor writes. Nothing is lost: it is confirmed by a row, or failed with Retry, or a draft again. */
export class Sending {
    #api;
    #drafts;
    #accountName;
    #lastCalls = new Map();
    #open = new Map();

    constructor(api, drafts, accountName) {
        this.#api = api;
        this.#drafts = drafts;
        this.#accountName = accountName;
    }

    /** Whether a send of this patient has not been answered yet. */
    isBusy(patientId) {
        return (this.#open.get(patientId) ?? 0) > 0;
    }

    /** Resolves to `{restored, message}`: whether the text became a draft again, and what to tell the doctor. */
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
        return this.#settle(conversation, text, id, outcome, failPending);
    }

    /** Tries a failed message again under its old identifier, so that it can never become two. */
    async retry(conversation, { client_message_id: id, message_body: text }) {
        const { patientId } = conversation;
        conversation.change(markRetrying(conversation.state, patientId, id, conversation.nextAsked()));
        const outcome = await this.#call(conversation, text, id);
        return this.#settle(conversation, text, id, outcome, failRetry);
    }

    #settle(conversation, text, id, outcome, fail) {
        const { patientId } = conversation;
        if (outcome.kind === "ok" || outcome.row) {
            const row = outcome.row ?? outcome.data.data;
            conversation.change(mergeRow(conversation.state, patientId, row, conversation.nextAsked()));
            conversation.refreshSoon();
            if (outcome.kind === "ok" || outcome.canRetry) return { restored: false, message: null };
            const restored = this.#drafts.restore(patientId, text);
            return { restored, message: restored ? PUT_BACK : null };
        }
        if (outcome.kind === "offline" || outcome.kind === "unavailable") {
            const reason = `${UNCONFIRMED} ${outcome.message}`;
            conversation.change(fail(conversation.state, patientId, id, reason, true));
            return { restored: false, message: null };
        }
        const restored = this.#drafts.restore(patientId, text);
        const next = restored
            ? dropPending(conversation.state, patientId, id)
            : fail(conversation.state, patientId, id, outcome.message, outcome.kind === "limited");
        conversation.change(next);
        return { restored, message: outcome.message };
    }

    async #call(conversation, text, id) {
        const { patientId } = conversation;
        this.#open.set(patientId, (this.#open.get(patientId) ?? 0) + 1);
        const before = this.#lastCalls.get(patientId);
        const call = this.#inOrder(before, () => this.#api.send(patientId, text, id));
        this.#lastCalls.set(patientId, call);
        const outcome = await call;
        this.#open.set(patientId, this.#open.get(patientId) - 1);
        return outcome;
    }

    // Two requests can overtake each other on the way. A short wait for the former one keeps their order.
    async #inOrder(before, call) {
        if (before) await Promise.race([before, new Promise((resolve) => setTimeout(resolve, IN_ORDER_MS))]);
        return call();
    }
}
