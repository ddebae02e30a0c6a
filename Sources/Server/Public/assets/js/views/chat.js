import { standingWords } from "../clinic-standing.js";
import { now } from "../clock.js";
import { Conversations } from "../conversations.js";
import { part, setText } from "../dom.js";
import { patientName } from "../format.js";
import { previewOf } from "../kinds.js";
import { picturesOf } from "../media.js";
import { highestSeq } from "../messages.js";
import { isBeingQueued } from "../queued.js";
import { windowOf } from "../service-window.js";
import { firstUnreadSeq, keyOf } from "../timeline.js";
import { ChatActions } from "./chat-actions.js";
import { ChatHead } from "./chat-head.js";
import { ChatLog } from "./chat-log.js";
import { Viewer } from "./viewer.js";
import { Writing } from "./writing.js";

const TICK_MS = 15_000;
const TOLD_MS = 10_000;
const SILENT = "The AI is silent: your message takes over";
const DRAFTED = "Your message takes over, and the AI draft goes";
const HINTS = {
    now: { paused: "The AI stays silent until you resume it" },
    later: { active: "Sent when the patient writes; the AI pauses now", paused: "Sent when the patient writes" },
};

/** The chat modal. */
export class ChatView {
    #dialog = document.getElementById("chat");
    #conversations;
    #told = new WeakSet();
    #current = null;
    #unreadSeq = null;
    #isRead = false;
    #isPlaced = false;
    #announcedSeq = 0;
    #sending;
    #connection;
    #toast;
    #patientChanged;
    #joined;
    #head;
    #log;
    #composer;
    #writing;
    #actions;
    #viewer = new Viewer();

    /**
     * `role` is the person's. `joined(formerId, patient)` is called when the patient of a chat turns out to be one with another id, `unsentChanged()`
     * when something is put back for one whose chat is not open.
     */
    constructor({ api, role, unsent, attachments, sending, connection, toast, close, patientChanged, joined, unsentChanged }) {
        this.#conversations = new Conversations(api, {
            changed: (conversation) => this.#show(conversation),
            joined: (former, present) => this.#continueIn(former, present),
        });
        this.#connection = connection;
        this.#toast = toast;
        this.#sending = sending;
        this.#patientChanged = patientChanged;
        this.#joined = joined;
        this.#head = new ChatHead(this.#dialog, {
            close,
            toggle: () => this.#actions.toggle(),
            markDone: () => this.#actions.markDone(),
            more: () => this.#actions.showMenu(),
        });
        this.#log = new ChatLog(this.#dialog, {
            loadOlder: () => this.#current?.loadOlder(),
            reply: (message) => this.#composer.quote(message, patientName(this.#current.patient)),
            reveal: (message) => this.#reveal(message.reply_to.seq),
            retry: (message) => this.#writing.retry(message),
            cancel: (message) => this.#writing.cancel(message),
            react: (message, button) => this.#actions.pickReaction(message, button),
            atBottom: () => this.markRead(),
            media: { open: (seq) => this.#look(seq), fetchAgain: (message) => this.#actions.fetchAgain(message) },
        });
        this.#writing = new Writing(this.#dialog, {
            api,
            role,
            unsent,
            attachments,
            sending,
            toast,
            current: () => this.#current,
            show: (conversation) => this.#show(conversation),
            sent: () => this.#log.scrollToBottom(),
            keepFocus: () => this.#keepFocus(),
            unsentChanged,
        });
        this.#composer = this.#writing.composer;
        this.#actions = new ChatActions(this.#dialog, {
            api,
            toast,
            current: () => this.#current,
            tell: (conversation, sentence) => this.#tell(conversation, sentence),
            keepFocus: () => this.#keepFocus(),
            pickTemplate: () => this.#writing.pickTemplate(),
        });
        this.#listen(close);
    }

    get patientId() {
        return this.#current?.patientId ?? null;
    }

    /** Where the connection notice stands while the chat covers the page. */
    get noticePlace() {
        return part(this.#dialog, "notice");
    }

    /** Where short messages stand meanwhile. */
    get toastPlace() {
        return part(this.#dialog, "toast");
    }

    open(patientId, knownPatient) {
        const conversation = this.#conversations.of(patientId, knownPatient);
        this.#writing.leave();
        this.#begin(conversation);
        this.#writing.open(patientId);
        this.#show(conversation);
        if (!this.#dialog.open) this.#dialog.showModal();
        part(this.#dialog, "name").focus();
        this.#composer.focus();
        return this.#read(conversation);
    }

    close() {
        this.#writing.leave();
        this.#actions.leave();
        this.#current = null;
        this.#viewer.close();
        this.#log.pause();
        if (this.#dialog.open) this.#dialog.close();
    }

    /** The connection was lost, or is back. */
    connectionChanged() {
        this.#log.showBrokenAgain();
        this.showAgain();
    }

    /** Something is different that concerns every chat. */
    showAgain() {
        if (this.#current) this.#show(this.#current);
    }

    /** Something changed for this patient: read it if it is open. */
    refresh(patientId) {
        if (patientId === this.patientId) this.#current?.refreshSoon();
    }

    /** Anything may have changed. */
    refreshAll() {
        this.#current?.refreshAllSoon();
    }

    markRead() {
        const isWatched = this.#isPlaced && document.visibilityState === "visible" && this.#log.isAtBottom();
        if (this.#current && isWatched) this.#current.markRead();
    }

    /** How much of the file of a message has left. */
    showProgress(clientMessageId, share) {
        this.#log.showProgress(keyOf({ client_message_id: clientMessageId }), share);
    }

    #listen(close) {
        this.#dialog.addEventListener("cancel", (event) => {
            event.preventDefault();
            close();
        });
        // A browser may close a dialog without asking, on a second Escape.
        this.#dialog.addEventListener("close", () => this.#current && close());
        this.#closeByBackdrop(close);
        document.addEventListener("visibilitychange", () => this.markRead());
        setInterval(() => this.#current && this.#show(this.#current), TICK_MS);
    }

    // Who marks text may press inside and let go outside, or the other way round: that closes nothing.
    #closeByBackdrop(close) {
        let isOutside = false;
        this.#dialog.addEventListener("pointerdown", (event) => (isOutside = event.target === this.#dialog));
        this.#dialog.addEventListener("pointerup", (event) => (isOutside &&= event.target === this.#dialog));
        this.#dialog.addEventListener("click", (event) => isOutside && event.target === this.#dialog && close());
    }

    #begin(conversation) {
        this.#current = conversation;
        this.#viewer.close();
        this.#actions.leave();
        this.#unreadSeq = null;
        this.#isRead = false;
        this.#isPlaced = false;
        this.#announcedSeq = 0;
        this.#log.clear();
    }

    // The other chat of the same person takes over: what is typed stays, what is shown is read anew.
    #continueIn(former, present) {
        this.#joined(former.patientId, present.patient);
        if (former !== this.#current) return undefined;
        this.#begin(present);
        this.#writing.continueAs(present.patientId);
        this.#show(present);
        return this.#read(present);
    }

    // What was kept from an earlier visit is old: the unread divider waits for the fresh count.
    async #read(conversation) {
        await conversation.refresh();
        await conversation.reachUnread();
        if (conversation !== this.#current) return;
        this.#isRead = true;
        this.#show(conversation);
    }

    #show(conversation) {
        this.#tellList(conversation);
        if (conversation !== this.#current) return;
        const { patient, state, error } = conversation;
        const doing = conversation.doing ?? (this.#sending.isBusy(conversation) ? "send" : null);
        this.#head.show(patient, { doing, error });
        this.#showComposer(conversation, doing);
        this.#place(conversation);
        this.#showLog(conversation);
        if (this.#isPlaced) this.#announce(patient, state);
        this.markRead();
    }

    #showLog(conversation) {
        const { patient } = conversation;
        this.#log.show(conversation, {
            unreadSeq: this.#unreadSeq,
            isWriting: patient?.assistant_is_writing && !patient.is_bot_paused,
            situation: {
                isAway: this.#connection.isAway,
                now: now(),
                patientName: patient ? patientName(patient) : "",
                progressOf: (id) => this.#sending.progressOf(id),
            },
        });
    }

    // Only what was read anew: the list may know more than a conversation that is merely drawn again.
    #tellList({ patient }) {
        if (!patient || this.#told.has(patient)) return;
        this.#told.add(patient);
        this.#patientChanged(patient);
    }

    #showComposer({ patient, state }, doing) {
        const window = patient ? windowOf(patient, now()) : { isOpen: false, sentence: null };
        this.#composer.setUsable(Boolean(patient));
        this.#composer.showWindow({ ...window, mayQueue: window.mayQueue && !isBeingQueued(state) });
        const hints = window.isOpen ? HINTS.now : window.mayQueue ? HINTS.later : null;
        const standing = standingWords();
        const active = (patient?.is_urgent && SILENT) || (patient?.draft && DRAFTED) || hints?.active || standing.hint;
        const hint = standing.isHeld ? standing.hint : hints && (patient?.is_bot_paused ? hints.paused : active);
        this.#composer.showHint((patient && doing !== "pause" && hint) || "");
        this.#writing.showQueued();
        this.#writing.showDraft();
    }

    // Once per opening: the unread divider, and the place where reading starts.
    #place(conversation) {
        const { patient, state } = conversation;
        if (this.#isPlaced || !this.#isRead || !state.isLoaded || !patient) return;
        this.#unreadSeq = patient.unread_count > 0 ? firstUnreadSeq(state.rows, patient.read_seq) : null;
        this.#showLog(conversation);
        this.#log.scrollToStart();
        this.#announcedSeq = highestSeq(state);
        this.#isPlaced = true;
    }

    #announce(patient, state) {
        const fresh = state.rows.filter((row) => row.seq > this.#announcedSeq && row.direction === "incoming").at(-1);
        this.#announcedSeq = Math.max(this.#announcedSeq, highestSeq(state));
        if (fresh) setText(part(this.#dialog, "announcer"), `${patientName(patient)}: ${previewOf(fresh).text}`);
    }

    async #reveal(seq) {
        const conversation = this.#current;
        await conversation.reach(seq);
        if (conversation !== this.#current) return;
        this.#show(conversation);
        if (!this.#log.reveal(seq)) this.#toast.show("That message is too far back to be shown here.", TOLD_MS);
    }

    #look(seq) {
        const { state, patient } = this.#current;
        this.#viewer.open(picturesOf(state.rows), seq, patient ? patientName(patient) : "");
    }

    // The button that was pressed has gone.
    #keepFocus() {
        const focused = document.activeElement;
        const isLost = !focused || focused === document.body || focused.getClientRects().length === 0;
        if (this.#current && isLost) part(this.#dialog, "name").focus();
    }

    #tell(conversation, sentence) {
        if (conversation.present === this.#current) this.#composer.showError(sentence);
    }
}
