import { coalesce } from "./coalesce.js";
import {
    adoptPending, areOf, emptyConversation, gapAbove, highestSeq, lowestSeq, mergeNewer, mergeNewest, mergeOlder,
} from "./messages.js";
import { isMoving, told, unsettled } from "./unsettled.js";

const PAGE = 50;
const FILL = 200;
const MOST_ROWS = 1_000;
const REFRESH_DELAY_MS = 80;
const REFRESH_GAP_MS = 400;
const OWN_EVENT_MS = 2_000;

/**
 * One patient's chat: the patient, the messages, and what this page has asked for. It belongs to one patient for its
 * whole life, so a late answer can only ever land where it belongs. `changed` is called after every change.
 *
 * Where the patient turns out to be one whom the clinic also knows under another id, `joined` is called with this
 * conversation, that patient and the newest messages. It says with `continueIn` where the conversation goes on.
 */
export class Conversation {
    /** Ask for what is new: one request at a time, whatever number of events asks. */
    refreshSoon = coalesce(() => this.#follow(), REFRESH_DELAY_MS, REFRESH_GAP_MS);
    isLoadingOlder = false;
    error = null;
    doing = null;
    #api;
    #changed;
    #joined;
    #successor = null;
    #asked = 0;
    #patientAsked = 0;
    #triedGaps = new Set();
    #readUpTo = 0;
    #isWide = false;
    #ownChangeAt = -Infinity;

    constructor(patientId, api, { changed, joined }, patient = null) {
        this.patientId = patientId;
        this.patient = patient;
        this.state = emptyConversation(patientId);
        this.#api = api;
        this.#changed = changed;
        this.#joined = joined;
    }

    /** This conversation, or the one that it goes on in. */
    get present() {
        return this.#successor?.present ?? this;
    }

    async refresh() {
        if (this.#successor) return this.present.refresh();
        this.#isWide = false;
        const asked = this.nextAsked();
        const page = await this.#read({ limit: PAGE });
        if (this.#successor) return;
        const patient = page.data?.patient;
        if (patient && patient.id !== this.patientId) return this.#joined(this, patient, page.data.messages);
        this.#takePatient(patient, asked);
        if (page.kind === "ok") this.#merge(mergeNewest, page.data.messages, asked, PAGE);
        this.error = page.kind !== "ok" && !this.state.isLoaded ? page.message : null;
        this.#changed(this);
        await this.#fillGap();
    }

    /** Anything may have changed, not only what is expected to. */
    refreshAllSoon() {
        this.#isWide = true;
        this.refreshSoon();
    }

    async loadOlder() {
        if (this.isLoadingOlder || !this.state.hasOlder) return;
        this.isLoadingOlder = true;
        this.#changed(this);
        const asked = this.nextAsked();
        const page = await this.#api.messages(this.patientId, { limit: PAGE, before: lowestSeq(this.state) });
        this.isLoadingOlder = false;
        if (page.kind === "ok") this.#merge(mergeOlder, page.data.messages, asked, PAGE);
        this.#changed(this);
    }

    /** Loads older rows until the first one that is unread is there, as far down as one can still read. */
    async reachUnread() {
        const { read_seq: readSeq, unread_count: count } = this.patient ?? {};
        if (count > 0 && readSeq !== undefined) await this.reach(readSeq + 1);
    }

    /** Loads older rows until the one with this number is there, as far down as one can still read. */
    async reach(seq) {
        const isMissing = () => this.state.hasOlder && lowestSeq(this.state) > seq;
        while (isMissing() && this.state.rows.length < MOST_ROWS) {
            const before = lowestSeq(this.state);
            const asked = this.nextAsked();
            const page = await this.#api.messages(this.patientId, { limit: FILL, before });
            if (page.kind === "ok") this.#merge(mergeOlder, page.data.messages, asked, FILL);
            if (lowestSeq(this.state) === before) return;
        }
    }

    /** The doctor has seen everything that is here. Told to the server once per sequence number. */
    async markRead() {
        const seq = highestSeq(this.state);
        const isUnread = this.patient?.unread_count > 0 || this.patient?.read_seq < seq;
        if (seq <= this.#readUpTo || !isUnread) return;
        const before = this.#readUpTo;
        this.#readUpTo = seq;
        const asked = this.nextAsked();
        const outcome = await this.#api.markRead(this.patientId, seq);
        if (outcome.kind !== "ok") return void (this.#readUpTo = before);
        this.patient = { ...this.patient, unread_count: 0, read_seq: Math.max(seq, this.patient.read_seq ?? 0) };
        this.answered(outcome.data, asked);
        this.#changed(this);
    }

    /** Has WhatsApp block or unblock the patient. */
    async block(block) {
        return this.#do(block ? "block" : "unblock", () => this.#api.block(this.patientId, block));
    }

    /** Pauses or resumes the assistant. The answer to a pause comes only when no AI message is on its way. */
    async toggleBot(pause) {
        return this.#do(pause ? "pause" : "resume", () => this.#api.toggleBot(this.patientId, pause));
    }

    /** Somebody has looked at everything that is here. What comes later stays open. */
    async markDone() {
        return this.#do("done", () => this.#api.needsHumanDone(this.patientId, highestSeq(this.state)));
    }

    async undoDone() {
        return this.#do("undo", () => this.#api.needsHumanUndo(this.patientId));
    }

    /** Another wording of the text that waits for the patient. */
    async reword(id, text) {
        return this.#do("reword", () => this.#api.reword(id, text));
    }

    async removeQueued(id) {
        return this.#do("remove", () => this.#api.removeQueued(id));
    }

    /** Sends the assistant's answer that waits, in these words where they are given; takes over. */
    async sendDraft(id, text) {
        return this.#do("draft", () => this.#api.draft(this.patientId, id, "send", text));
    }

    async discardDraft(id) {
        return this.#do("draft", () => this.#api.draft(this.patientId, id, "discard"));
    }

    /** From now on `successor` is what this was. What is on its way goes over; the rows have other numbers there. */
    continueIn(successor, rows) {
        this.#successor = successor;
        successor.state = adoptPending(successor.state, this.state.pending);
        if (rows.length > 0) successor.#merge(mergeNewest, rows, successor.nextAsked(), PAGE);
    }

    change(next) {
        this.state = next;
        this.#changed(this);
    }

    /** What is known anew of a message. */
    messageChanged(message) {
        this.#merge(mergeNewer, [message], this.nextAsked(), PAGE);
        this.#changed(this);
    }

    nextAsked() {
        return (this.#asked += 1);
    }

    async #do(what, call) {
        this.doing = what;
        this.#changed(this);
        const asked = this.nextAsked();
        const outcome = await call();
        if (outcome.kind === "ok" && this.answered(outcome.data, asked)) this.refreshSoon();
        else await this.present.refresh();
        this.doing = null;
        this.#changed(this);
        return outcome;
    }

    /**
     * The answer to a change that this page has made: the patient as they are now, and an event that says nothing else
     * comes or came. Returns whether the patient is in it.
     */
    answered({ patient }, asked) {
        if (patient?.id !== this.patientId) return false;
        this.#ownChangeAt = performance.now();
        this.#takePatient(patient, asked);
        return true;
    }

    /** Asks for what is expected to have changed; for the newest page where that does not say why it was asked. */
    async #follow() {
        if (this.#successor || this.#isWide || !this.state.isLoaded) return this.refresh();
        const asked = this.nextAsked();
        const { after, hasMore, mayBeRead } = unsettled(this.state.rows, PAGE);
        const page = await this.#read({ after, limit: PAGE });
        if (this.#successor || page.kind !== "ok") return undefined;
        const { patient, messages } = page.data;
        // Under another id the numbers are others.
        if (patient.id !== this.patientId) return this.refresh();
        const before = { patient: this.patient, rows: this.state.rows };
        this.#takePatient(patient, asked);
        this.#merge(mergeNewer, messages, asked, PAGE);
        this.#changed(this);
        await this.#followFarther();
        const isOwn = performance.now() - this.#ownChangeAt < OWN_EVENT_MS;
        const news = told(before, { patient: this.patient, rows: this.state.rows });
        const isHidden = { reading: mayBeRead, amended: hasMore, nothing: hasMore && !isOwn }[news];
        return messages.length >= PAGE || isHidden ? this.refresh() : undefined;
    }

    // Files that are being fetched for messages further up, and reactions that are being sent, a few at a time.
    async #followFarther() {
        const waiting = this.state.rows.slice(0, -PAGE).filter(isMoving).slice(-5);
        for (const { seq } of waiting) {
            const asked = this.nextAsked();
            const page = await this.#api.messages(this.patientId, { limit: 1, before: seq + 1 });
            if (page.kind === "ok") this.#merge(mergeNewer, page.data.messages, asked, PAGE);
        }
        if (waiting.length > 0) this.#changed(this);
    }

    /** A page with the patient in it. A node of the version before answers without, and is asked for it. */
    async #read(page) {
        const outcome = await this.#api.messages(this.patientId, page);
        if (outcome.kind !== "ok" || outcome.data.patient) return outcome;
        const info = await this.#api.patient(this.patientId);
        return info.kind === "ok" ? { ...outcome, data: { ...outcome.data, patient: info.data.patient } } : info;
    }

    #takePatient(patient, asked) {
        if (!patient || asked <= this.#patientAsked) return;
        this.#patientAsked = asked;
        this.patient = patient;
    }

    // After a long absence the newest page may not reach down to what is already shown.
    async #fillGap() {
        const above = gapAbove(this.state);
        if (above === null || this.#triedGaps.has(above)) return;
        this.#triedGaps.add(above);
        const asked = this.nextAsked();
        const page = await this.#api.messages(this.patientId, { limit: FILL, before: above });
        if (page.kind !== "ok") return void this.#triedGaps.delete(above);
        this.#merge(mergeOlder, page.data.messages, asked, FILL);
        this.#changed(this);
        await this.#fillGap();
    }

    #merge(merge, rows, asked, limit) {
        // The other patient's rows came before the news that they are one person.
        if (!areOf(this.patientId, rows)) return void this.refreshAllSoon();
        this.state = merge(this.state, this.patientId, rows, { asked, limit });
    }
}
