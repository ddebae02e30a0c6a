import { Conversation } from "./conversation.js";

/** The conversations that were opened. They outlive the chat, so that a send on its way finds its bubble again. */
export class Conversations {
    #all = new Map();
    #api;
    #changed;
    #joined;

    /**
     * `changed(conversation)` is called after every change of one, `joined(former, present)` when a conversation goes on
     * in another one, since their patients are one person.
     */
    constructor(api, { changed, joined }) {
        this.#api = api;
        this.#changed = changed;
        this.#joined = joined;
    }

    of(patientId, knownPatient) {
        let conversation = this.#all.get(patientId);
        if (!conversation) {
            const joined = (...all) => this.#join(...all);
            const callbacks = { changed: this.#changed, joined };
            conversation = new Conversation(patientId, this.#api, callbacks, knownPatient);
            this.#all.set(patientId, conversation);
        }
        // The row of the list is newer than what an earlier visit left behind.
        if (knownPatient) conversation.patient = knownPatient;
        return conversation;
    }

    #join(former, patient, rows) {
        const present = this.of(patient.id, patient);
        former.continueIn(present, rows);
        this.#all.delete(former.patientId);
        return this.#joined(former, present);
    }
}
