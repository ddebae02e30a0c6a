import { cloneTemplate, part, setIcon, setPart, setText } from "../dom.js";
import { provenanceWords } from "../drafts.js";
import { clockTime, fullTime, sentAt } from "../format.js";
import { authorLabel, bodyOf, fileNameOf, kindOf } from "../kinds.js";
import { linkPieces } from "../links.js";
import { mediaShape } from "../media.js";
import { outcomeNote } from "../outcome-note.js";
import { mapLink } from "../places.js";
import { canBeQuoted, quoteWords } from "../quotes.js";
import { canBeReactedTo } from "../reactions.js";
import { redFlagWords } from "../red-flags.js";
import { fillCorrections, toggleEarlier } from "./corrections.js";
import { fillMedia, fillReading } from "./media.js";
import { fillReactions } from "./reactions.js";

const LONG_CHARACTERS = 900;
const LONG_LINES = 14;

const TICKS = {
    pending: { icon: "clock", label: "Sending" },
    sending: { icon: "clock", label: "Sending" },
    sent: { icon: "sent", label: "Sent" },
    delivered: { icon: "delivered", label: "Delivered" },
    read: { icon: "read", label: "Read" },
    played: { icon: "read", label: "Played" },
    failed: { icon: "alert", label: "Failed" },
    cancelled: { icon: "block", label: "Not sent" },
};

/** `actions` are called with the bubble: `{retry, cancel, reply, react, reveal}`. */
export function makeBubble({ retry, cancel, reply, react, reveal }) {
    const element = cloneTemplate("bubble-template");
    part(element, "fold").addEventListener("click", () => fold(element, element.classList.contains("is-folded")));
    part(element, "retry").addEventListener("click", () => retry(element));
    for (const name of ["cancel", "remove"]) part(element, name).addEventListener("click", () => cancel(element));
    part(element, "reply").addEventListener("click", () => reply(element));
    part(element, "react").addEventListener("click", () => react(element));
    part(element, "edited").addEventListener("click", () => toggleEarlier(element));
    part(element, "quote").addEventListener("click", () => reveal(element));
    return element;
}

/** What `element` shows of a quoted message, or nothing. */
export function fillQuote(element, quote, patientName) {
    const home = part(element, "quote") ?? element;
    home.hidden = !quote;
    if (!quote) return;
    const { author, icon, text } = quoteWords(quote, patientName);
    setPart(element, "quote-author", author);
    part(element, "quote-icon").hidden = !icon;
    if (icon) setIcon(part(element, "quote-icon"), icon);
    setText(part(element, "quote-text"), text);
    if (home instanceof HTMLButtonElement) home.disabled = !quote.seq;
}

/** `situation` is `{isAway, now, patientName, progressOf}`; `media` what can be done with a file: `{open, fetchAgain}`. */
export function fillBubble(element, { message, startsGroup, endsGroup }, situation, media) {
    element.dataset.author = message.author;
    element.dataset.direction = message.direction;
    element.dataset.status = message.status;
    element.dataset.type = message.message_type;
    if (message.seq !== undefined) element.dataset.seq = message.seq;
    element.classList.toggle("starts-group", startsGroup);
    element.classList.toggle("ends-group", endsGroup);
    fillAuthor(element, message, startsGroup, situation.patientName);
    fillQuote(element, message.reply_to, situation.patientName);
    part(element, "reply").hidden = !canBeQuoted(message, situation.now);
    part(element, "react").hidden = !canBeReactedTo(message, situation.now);
    fillCorrections(element, message);
    fillReactions(element, message, situation.patientName);
    setPart(element, "red-flag", redFlagWords(message.red_flag));
    fillKind(element, message);
    fillMedia(part(element, "media"), message, media);
    fillReading(part(element, "reading"), message);
    // The card of a file has its name.
    const isNameOnly = mediaShape(message) === "file" && message.media.file_name === (message.message_body ?? "").trim();
    const hasMarks = Boolean(message.edited_at || message.deleted_at) || message.message_type === "template";
    fillBody(element, isNameOnly ? "" : bodyOf(message), hasMarks);
    fillPlace(element, mapLink(message));
    fillCard(element, message);
    part(element, "mark").hidden = message.message_type !== "template" || Boolean(kindOf(message));
    const time = part(element, "time");
    const at = sentAt(message);
    setText(time, clockTime(at));
    time.dateTime = at;
    time.title = fullTime(at);
    fillTick(element, message);
    showProgress(element, message.id ? null : situation.progressOf(message.client_message_id));
    part(element, "cancel").hidden = !canBeCancelled(message, situation);
    setPart(element, "note", outcomeNote(message, situation));
    fillFailure(element, message);
    fillProvenance(part(element, "provenance"), provenanceWords(message));
}

// One quiet line; what it cost and who let it leave is behind it.
function fillProvenance(element, words) {
    element.hidden = !words;
    if (!words) return;
    setText(part(element, "provenance-line"), words.line);
    setText(part(element, "provenance-details"), words.details);
    element.classList.toggle("has-details", Boolean(words.details));
}

// Every bubble says who speaks; the eye sees it from the side, the color and the first of a group.
function fillAuthor(element, message, startsGroup, patientName) {
    const author = part(element, "author");
    const label = authorLabel(message);
    setText(author, label || `${patientName}:`);
    author.classList.toggle("visually-hidden", !label || !startsGroup);
}

function fillKind(element, message) {
    const kind = kindOf(message);
    part(element, "kind").hidden = !kind;
    if (!kind) return;
    // What is seen itself needs no word; an ear needs it.
    const isSeen = ["picture", "video", "sound", "file"].includes(mediaShape(message));
    part(element, "kind").classList.toggle("visually-hidden", isSeen);
    setPart(element, "file", isSeen ? "" : fileNameOf(message));
    setIcon(part(element, "kind-icon"), kind.icon);
    setText(part(element, "kind-text"), kind.label);
}

// A file that has left whole may already be with the server: until its row is here nobody can say.
function canBeCancelled({ id, status, direction, media, client_message_id: clientId }, { progressOf }) {
    if (direction !== "outgoing" || status !== "pending") return false;
    return id ? true : Boolean(media) && progressOf(clientId) !== 1;
}

/** How much of the file of `element` has left, from 0 to 1; null where none is on its way. */
export function showProgress(element, share) {
    part(element, "upload").hidden = share === null;
    if (share === null) return;
    const percent = Math.floor(share * 100);
    const bar = part(element, "share");
    if (share === 1) bar.removeAttribute("value");
    else bar.value = percent;
    setText(part(element, "share-words"), share === 1 ? "Handing over…" : `${percent}%`);
    if (share === 1) part(element, "cancel").hidden = true;
}

// The time stands beside the last line unless there is more to say there.
function fillBody(element, text, hasMarks) {
    const body = part(element, "body");
    const isLong = text.length > LONG_CHARACTERS || text.split("\n").length > LONG_LINES;
    element.classList.toggle("ends-with-time", Boolean(text) && !isLong && !hasMarks);
    if (body.dataset.filled && body.textContent === text) return;
    body.dataset.filled = "true";
    body.hidden = !text;
    body.replaceChildren(...linkPieces(text).map(pieceNode));
    part(element, "fold").hidden = !isLong;
    if (isLong) fold(element, false);
}

function fillPlace(element, address) {
    part(element, "place").hidden = !address;
    if (address) part(element, "map").href = address;
}

function fillCard(element, { id, message_type: type, direction }) {
    const isCard = type === "contacts" && direction === "incoming" && Boolean(id);
    part(element, "card").hidden = !isCard;
    if (isCard) part(element, "save-contact").href = `/api/live-chat/messages/${encodeURIComponent(id)}/contacts.vcf`;
}

function pieceNode({ text, href }) {
    if (!href) return document.createTextNode(text);
    const link = document.createElement("a");
    link.href = href;
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
    link.textContent = text;
    return link;
}

function fold(element, isOpen) {
    const button = part(element, "fold");
    element.classList.toggle("is-folded", !isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
    setText(button, isOpen ? "Show less" : "Show all");
}

function fillTick(element, message) {
    const holder = part(element, "tick");
    const tick = message.direction === "outgoing" ? TICKS[message.status] : null;
    holder.hidden = !tick;
    if (!tick) return;
    holder.setAttribute("aria-label", tick.label);
    holder.title = tick.label;
    setIcon(holder, tick.icon);
}

function fillFailure(element, message) {
    const isFailed = message.status === "failed";
    const isCancelled = message.status === "cancelled";
    part(element, "failure").hidden = !isFailed && !isCancelled;
    if (isFailed) setText(part(element, "reason"), message.error || "This message could not be sent.");
    if (isCancelled) setText(part(element, "reason"), "Not sent");
    // Only what a person wrote is theirs to repeat; an AI message may never come back after a takeover.
    const isTheirs = message.author === "doctor" && Boolean(message.client_message_id);
    part(element, "retry").hidden = !(isFailed && (message.can_retry || message.can_mend) && isTheirs);
    setText(part(element, "retry"), message.can_mend ? "Open again" : "Retry");
    part(element, "remove").hidden = !(isFailed && message.can_mend);
}
