import { dayKey } from "./format.js";

const GROUP_WITHIN_MS = 5 * 60_000;

/** The seq of the first of the last `count` incoming rows, or null: where the unread divider stands. */
export function firstUnreadSeq(rows, count) {
    if (!(count > 0)) return null;
    const incoming = rows.filter((row) => row.direction === "incoming");
    return incoming.at(-Math.min(count, incoming.length))?.seq ?? null;
}

/** What the message list shows: days, the unread divider, and messages that know their place in a group. */
export function timeline(messages, unreadSeq = null) {
    const items = [];
    let day = null;
    messages.forEach((message, index) => {
        const startsDay = dayKey(message.created_at) !== day;
        if (startsDay) {
            day = dayKey(message.created_at);
            items.push({ kind: "day", key: `day-${day}`, at: message.created_at });
        }
        const startsUnread = unreadSeq !== null && message.seq === unreadSeq;
        if (startsUnread) items.push({ kind: "unread", key: "unread" });
        items.push({
            kind: "message",
            key: keyOf(message),
            message,
            startsGroup: startsDay || startsUnread || !belongTogether(messages[index - 1], message),
            endsGroup: !belongTogether(message, messages[index + 1]) || messages[index + 1].seq === unreadSeq,
        });
    });
    return items;
}

/** The same for an optimistic message and the row that confirms it, so that the bubble stays where it is. */
export function keyOf(message) {
    return message.client_message_id ? `own-${message.client_message_id}` : `row-${message.seq}`;
}

function belongTogether(first, second) {
    if (!first || !second) return false;
    const sameSpeaker = first.author === second.author && first.account_name === second.account_name;
    const gap = Math.abs(Date.parse(second.created_at) - Date.parse(first.created_at));
    return sameSpeaker && gap <= GROUP_WITHIN_MS && dayKey(first.created_at) === dayKey(second.created_at);
}
