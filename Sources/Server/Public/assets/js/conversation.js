import { coalesce } from "./coalesce.js";
import {
    adoptPending, areOf, emptyConversation, gapAbove, highestSeq, lowestSeq, mergeNewest, mergeOlder,
} from "./messages.js";

const PAGE = 50;
const FILL = 200;
const MOST_ROWS = 1_000;
const REFRESH_DELAY_MS = 80;

/**
 * One patient's chat: the patient, the messages, and what this page has asked for. It belongs to one patient for its
 * whole life, so a late answer can only ever land where it belongs. `changed` is called after every change.
 *
 * Where the patient turns out to be one whom the clinic also knows under another id, `joined` is called with this
 * conversation, that patient and the newest messages. It says with `continueIn` where the conversation goes on.
 */
export class Conversation {
    /** Ask for what is new: one request at a time, whatever number of events asks. */
    refreshSoon = coalesce(() => this.refresh(), REFRESH_DELAY_MS);
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
        const asked = this.nextAsked();
        const [info, page] = await Promise.all([
            this.#api.patient(this.patientId),
            this.#api.messages(this.patientId, { limit: PAGE }),
        ]);
        if (this.#successor) return;
        if (info.kind === "ok" && info.data.patient.id !== this.patientId) {
            return this.#joined(this, info.data.patient, page.kind === "ok" ? page.data.messages : []);
        }
        if (info.kind === "ok" && asked > this.#patientAsked) {
            this.#patientAsked = asked;
            this.patient = info.data.patient;
        }
        if (page.kind === "ok") this.#merge(mergeNewest, page.data.messages, asked, PAGE);
        const failed = [info, page].find((outcome) => outcome.kind !== "ok");
        this.error = failed && !this.state.isLoaded ? failed.message : null;
        this.#changed(this);
        await this.#fillGap();
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
        if (!(count > 0) || readSeq === undefined) return;
        const isMissing = () => this.state.hasOlder && lowestSeq(this.state) > readSeq + 1;
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
        const outcome = await this.#api.markRead(this.patientId, seq);
        if (outcome.kind !== "ok") return void (this.#readUpTo = before);
        this.patient = { ...this.patient, unread_count: 0, read_seq: Math.max(seq, this.patient.read_seq ?? 0) };
        this.#changed(this);
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

    nextAsked() {
        return (this.#asked += 1);
    }

    async #do(what, call) {
        this.doing = what;
        this.#changed(this);
        const outcome = await call();
        await this.present.refresh();
        this.doing = null;
        this.#changed(this);
        return outcome;
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
        if (!areOf(this.patientId, rows)) return void this.refreshSoon();
        this.state = merge(this.state, this.patientId, rows, { asked, limit });
    }
}
