import { now } from "../clock.js";
import { Conversation } from "../conversation.js";
import { part, setPart, setText } from "../dom.js";
import { patientName } from "../format.js";
import { previewOf } from "../kinds.js";
import { allMessages, highestSeq } from "../messages.js";
import { serviceWindow } from "../service-window.js";
import { firstUnreadSeq } from "../timeline.js";
import { ChatHead } from "./chat-head.js";
import { ChatLog } from "./chat-log.js";
import { Composer } from "./composer.js";

const TICK_MS = 15_000;
const HINT_ACTIVE = "AI is answering: your message takes over";
const HINT_PAUSED = "The AI stays silent until you resume it";

/** The chat modal. Conversations outlive it, so that a send which is still on its way finds its bubble again. */
export class ChatView {
    #dialog = document.getElementById("chat");
    #conversations = new Map();
    #told = new WeakSet();
    #current = null;
    #unreadSeq = null;
    #isRead = false;
    #isPlaced = false;
    #announcedSeq = 0;
    #api;
    #sending;
    #connection;
    #patientChanged;
    #joined;
    #head;
    #log;
    #composer;

    /** `joined(formerId, patient)` is called when the patient of a chat turns out to be one with another id. */
    constructor({ api, unsent, sending, connection, close, patientChanged, joined }) {
        this.#api = api;
        this.#connection = connection;
        this.#sending = sending;
        this.#patientChanged = patientChanged;
        this.#joined = joined;
        this.#head = new ChatHead(this.#dialog, {
            close,
            toggle: () => this.#toggle(),
            markDone: () => this.#markDone(),
        });
        this.#log = new ChatLog(this.#dialog, {
            loadOlder: () => this.#current?.loadOlder(),
            retry: (message) => this.#report(this.#current, this.#sending.retry(this.#current, message)),
            atBottom: () => this.markRead(),
        });
        this.#composer = new Composer(this.#dialog, { unsent, send: (text) => this.#send(text) });
        this.#listen(close);
    }

    get patientId() {
        return this.#current?.patientId ?? null;
    }

    /** Where the connection notice stands while the chat covers the page. */
    get noticePlace() {
        return part(this.#dialog, "notice");
    }

    open(patientId, knownPatient) {
        const conversation = this.#conversation(patientId, knownPatient);
        this.#begin(conversation);
        this.#composer.open(patientId);
        this.#show(conversation);
        if (!this.#dialog.open) this.#dialog.showModal();
        part(this.#dialog, "name").focus();
        this.#composer.focus();
        return this.#read(conversation);
    }

    close() {
        this.#current = null;
        if (this.#dialog.open) this.#dialog.close();
    }

    /** The connection was lost, or is back. */
    connectionChanged() {
        if (this.#current) this.#show(this.#current);
    }

    /** Something changed for this patient: read it if it is open. */
    refresh(patientId = this.patientId) {
        if (patientId && patientId === this.patientId) this.#current.refreshSoon();
    }

    markRead() {
        const isWatched = this.#isPlaced && document.visibilityState === "visible" && this.#log.isAtBottom();
        if (this.#current && isWatched) this.#current.markRead();
    }

    #listen(close) {
        this.#dialog.addEventListener("cancel", (event) => {
            event.preventDefault();
            close();
        });
        // A browser may close a dialog without asking, on a second Escape.
        this.#dialog.addEventListener("close", () => this.#current && close());
        this.#dialog.addEventListener("click", (event) => event.target === this.#dialog && close());
        document.addEventListener("visibilitychange", () => this.markRead());
        setInterval(() => this.#current && this.#show(this.#current), TICK_MS);
    }

    #begin(conversation) {
        this.#current = conversation;
        this.#unreadSeq = null;
        this.#isRead = false;
        this.#isPlaced = false;
        this.#announcedSeq = 0;
        this.#log.clear();
    }

    // The other chat of the same person takes over: what is typed stays, what is shown is read anew.
    #join(former, patient, rows) {
        const conversation = this.#conversation(patient.id, patient);
        former.continueIn(conversation, rows);
        this.#conversations.delete(former.patientId);
        this.#joined(former.patientId, patient);
        if (former !== this.#current) return;
        this.#begin(conversation);
        this.#composer.continueAs(patient.id);
        this.#show(conversation);
        return this.#read(conversation);
    }

    // What was kept from an earlier visit is old: the unread divider waits for the fresh count.
    async #read(conversation) {
        await conversation.refresh();
        if (conversation !== this.#current) return;
        this.#isRead = true;
        this.#show(conversation);
    }

    #conversation(patientId, knownPatient) {
        let conversation = this.#conversations.get(patientId);
        if (!conversation) {
            const changed = (conversation) => this.#show(conversation);
            const joined = (...all) => this.#join(...all);
            conversation = new Conversation(patientId, this.#api, { changed, joined }, knownPatient);
            this.#conversations.set(patientId, conversation);
        }
        // The row of the list is newer than what an earlier visit left behind.
        if (knownPatient) conversation.patient = knownPatient;
        return conversation;
    }

    #show(conversation) {
        this.#tellList(conversation);
        if (conversation !== this.#current) return;
        const { patient, state } = conversation;
        const doing = conversation.doing ?? (this.#sending.isBusy(conversation) ? "send" : null);
        this.#head.show(patient, doing);
        this.#showComposer(patient, doing);
        this.#showState(conversation);
        this.#place(conversation, state);
        this.#log.show(state, {
            unreadSeq: this.#unreadSeq,
            isWriting: patient?.assistant_is_writing && !patient.is_bot_paused,
            situation: { isAway: this.#connection.isAway, now: now() },
        });
        if (this.#isPlaced) this.#announce(patient, state);
        this.markRead();
    }

    // Only what was read anew: the list may know more than a conversation that is merely drawn again.
    #tellList({ patient }) {
        if (!patient || this.#told.has(patient)) return;
        this.#told.add(patient);
        this.#patientChanged(patient);
    }

    #showComposer(patient, doing) {
        const window = serviceWindow(patient?.window_closes_at, now());
        this.#composer.showWindow(window);
        const hint = patient?.is_bot_paused ? HINT_PAUSED : HINT_ACTIVE;
        this.#composer.showHint(patient && window.isOpen && doing !== "pause" ? hint : "");
    }

    #showState({ error, state, isLoadingOlder }) {
        const isEmpty = state.isLoaded && allMessages(state).length === 0;
        const usual = isEmpty ? "No messages yet" : "";
        setPart(this.#dialog, "chat-state", error ?? (state.isLoaded ? usual : "Loading messages…"));
        const older = part(this.#dialog, "older");
        older.hidden = !state.hasOlder;
        older.disabled = isLoadingOlder;
        setText(older, isLoadingOlder ? "Loading…" : "Load older messages");
    }

    // Once per opening: the unread divider, and the place where reading starts.
    #place({ patient }, state) {
        if (this.#isPlaced || !this.#isRead || !state.isLoaded || !patient) return;
        this.#unreadSeq = firstUnreadSeq(state.rows, patient.unread_count);
        const situation = { isAway: this.#connection.isAway, now: now() };
        this.#log.show(state, { unreadSeq: this.#unreadSeq, situation });
        this.#log.scrollToStart();
        this.#announcedSeq = highestSeq(state);
        this.#isPlaced = true;
    }

    #announce(patient, state) {
        const fresh = state.rows.filter((row) => row.seq > this.#announcedSeq && row.direction === "incoming").at(-1);
        this.#announcedSeq = Math.max(this.#announcedSeq, highestSeq(state));
        if (fresh) setText(part(this.#dialog, "announcer"), `${patientName(patient)}: ${previewOf(fresh).text}`);
    }

    #send(text) {
        const conversation = this.#current;
        const sent = this.#sending.send(conversation, text);
        this.#log.scrollToBottom();
        return this.#report(conversation, sent);
    }

    async #report(sentFrom, sent) {
        const { restored, message } = await sent;
        const conversation = sentFrom.present;
        this.#show(conversation);
        if (conversation !== this.#current) return;
        if (restored) this.#composer.readUnsent();
        if (message) this.#composer.showError(message);
    }

    async #toggle() {
        const conversation = this.#current;
        const outcome = await conversation.toggleBot(!conversation.patient.is_bot_paused);
        this.#tell(conversation, outcome);
    }

    async #markDone() {
        const conversation = this.#current;
        this.#tell(conversation, await conversation.markDone());
    }

    #tell(conversation, outcome) {
        if (conversation.present === this.#current && outcome.kind !== "ok") this.#composer.showError(outcome.message);
    }
}
