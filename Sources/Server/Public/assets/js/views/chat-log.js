import { arrange, cloneTemplate, part, setPart, setText } from "../dom.js";
import { dayLabel } from "../format.js";
import { allMessages, highestSeq } from "../messages.js";
import { timeline } from "../timeline.js";
import { fillBubble, makeBubble, showProgress } from "./bubble.js";

const NEAR_BOTTOM_PX = 80;
const NEAR_TOP_PX = 240;
const MARKED_MS = 2_000;

/** The scrolling part of the chat. It stays where the reader is, and follows new messages only at the bottom. */
export class ChatLog {
    #log;
    #list;
    #newButton;
    #nodes = new Map();
    #messages = new Map();
    #shownSeq = 0;
    #seenSeq = 0;
    #lowest = null;
    #wasAtBottom = true;
    #atBottom;
    #media;
    #actions;

    constructor(dialog, { loadOlder, retry, cancel, reply, react, reveal, atBottom, media }) {
        this.#log = part(dialog, "log");
        this.#list = part(dialog, "messages");
        this.#newButton = part(dialog, "new");
        this.#atBottom = atBottom;
        this.#media = media;
        const about = (run) => (element) => run(this.#messages.get(element));
        this.#actions = {
            retry: about(retry),
            cancel: about(cancel),
            reply: about(reply),
            react: (element) => react(this.#messages.get(element), part(element, "react")),
            reveal: about(reveal),
        };
        this.#newButton.addEventListener("click", () => this.scrollToBottom());
        part(dialog, "older").addEventListener("click", loadOlder);
        this.#log.addEventListener("scroll", () => this.#scrolled(loadOlder), { passive: true });
        // The keyboard of a phone or a growing composer takes height away: what was at the bottom stays there.
        new ResizeObserver(() => this.#wasAtBottom && this.scrollToBottom()).observe(this.#log);
    }

    clear() {
        this.#nodes.clear();
        this.#messages.clear();
        this.#list.replaceChildren();
        this.#shownSeq = 0;
        this.#seenSeq = 0;
        this.#lowest = null;
        this.#wasAtBottom = true;
        this.#newButton.hidden = true;
    }

    /** `situation` is what bubbles need to know of the rest (`fillBubble`). */
    show(conversation, { unreadSeq, isWriting = false, situation }) {
        const { state } = conversation;
        const fromBottom = this.#log.scrollHeight - this.#log.scrollTop;
        const lowest = state.rows[0]?.seq ?? null;
        const grewUpwards = this.#lowest !== null && lowest !== null && lowest < this.#lowest;
        this.#lowest = lowest;
        arrange(this.#list, timeline(allMessages(state), unreadSeq).map((item) => this.#node(item, situation)));
        this.#forgetAbsent();
        this.#showState(conversation);
        part(this.#log, "writing").hidden = !isWriting;
        if (this.#wasAtBottom) this.scrollToBottom();
        else if (grewUpwards) this.#log.scrollTop = this.#log.scrollHeight - fromBottom;
        this.#showNew(state);
    }

    // Above the messages, so it belongs to what is measured when older ones come.
    #showState({ error, state, isLoadingOlder }) {
        const isEmpty = state.isLoaded && allMessages(state).length === 0;
        const usual = isEmpty ? "No messages yet" : "";
        setPart(this.#log, "chat-state", error ?? (state.isLoaded ? usual : "Loading messages…"));
        const older = part(this.#log, "older");
        older.hidden = !state.hasOlder;
        older.disabled = isLoadingOlder;
        setText(older, isLoadingOlder ? "Loading…" : "Load older messages");
    }

    isAtBottom() {
        return this.#wasAtBottom;
    }

    /** Where there is an unread divider it is shown near the top, else the end of the chat. */
    scrollToStart() {
        const divider = this.#list.querySelector(".divider-unread");
        if (!divider) return this.scrollToBottom();
        const day = divider.previousElementSibling;
        const first = day?.classList.contains("divider") ? day : divider;
        this.#log.scrollTop = first.offsetTop - this.#log.offsetTop - 8;
        this.#measure();
    }

    /** How much of the file of the message with this key has left. */
    showProgress(key, share) {
        const bubble = this.#nodes.get(key);
        if (bubble) showProgress(bubble, share);
    }

    /** Nothing that is heard goes on. */
    pause() {
        for (const player of this.#list.querySelectorAll("audio, video")) player.pause();
    }

    /** What could not be shown is tried again the next time that it is drawn. */
    showBrokenAgain() {
        for (const home of this.#list.querySelectorAll("[data-broken]")) {
            delete home.dataset.broken;
            delete home.dataset.shown;
        }
    }

    /** Shows the message with this number and marks it for a moment. Whether it is here. */
    reveal(seq) {
        const bubble = this.#list.querySelector(`[data-seq="${Number(seq)}"]`);
        if (!bubble) return false;
        bubble.scrollIntoView({ block: "center" });
        this.#measure();
        bubble.classList.add("is-shown-again");
        setTimeout(() => bubble.classList.remove("is-shown-again"), MARKED_MS);
        return true;
    }

    scrollToBottom() {
        this.#log.scrollTop = this.#log.scrollHeight;
        this.#measure();
    }

    #node(item, situation) {
        let node = this.#nodes.get(item.key);
        if (!node) {
            node = item.kind === "message" ? makeBubble(this.#actions) : cloneTemplate("divider-template");
            node.classList.toggle("divider-unread", item.kind === "unread");
            this.#nodes.set(item.key, node);
        }
        if (item.kind === "message") {
            this.#messages.set(node, item.message);
            fillBubble(node, item, situation, this.#media);
        } else {
            const words = item.kind === "unread" ? "Unread messages" : dayLabel(item.at, situation.now);
            node.setAttribute("aria-label", words);
            setText(node.firstElementChild, words);
        }
        return node;
    }

    #forgetAbsent() {
        for (const [key, node] of this.#nodes) {
            if (node.isConnected) continue;
            this.#nodes.delete(key);
            this.#messages.delete(node);
        }
    }

    #showNew(state) {
        this.#shownSeq = highestSeq(state);
        if (this.#wasAtBottom) this.#seenSeq = this.#shownSeq;
        const count = state.rows.filter((row) => row.seq > this.#seenSeq).length;
        this.#newButton.hidden = count === 0;
        setText(this.#newButton, `${count} new`);
    }

    #scrolled(loadOlder) {
        this.#measure();
        if (this.#log.scrollTop < NEAR_TOP_PX) loadOlder();
    }

    #measure() {
        const below = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight;
        this.#wasAtBottom = below < NEAR_BOTTOM_PX;
        if (!this.#wasAtBottom) return;
        this.#newButton.hidden = true;
        this.#seenSeq = this.#shownSeq;
        this.#atBottom();
    }
}
