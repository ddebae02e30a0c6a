import { dayKey, sentAt } from "./format.js";

const GROUP_WITHIN_MS = 5 * 60_000;

/**
 * Where the unread divider stands: the seq of the first incoming row after the one that was read last. Null where there
 * is none, and where the rows do not reach down to it.
 */
export function firstUnreadSeq(rows, readSeq) {
    if (rows.length === 0 || rows[0].seq > readSeq + 1) return null;
    return rows.find((row) => row.seq > readSeq && row.direction === "incoming")?.seq ?? null;
}

/** What the message list shows: days, the unread divider, and messages that know their place in a group. */
export function timeline(messages, unreadSeq = null) {
    const items = [];
    const days = new Map();
    let day = null;
    messages.forEach((message, index) => {
        const at = sentAt(message);
        const startsDay = dayKey(at) !== day;
        if (startsDay) {
            day = dayKey(at);
            items.push({ kind: "day", key: dayItemKey(day, days), at });
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

/** A day comes again after a message that arrived late: its separators are told apart by their turn. */
function dayItemKey(day, days) {
    const turn = (days.get(day) ?? 0) + 1;
    days.set(day, turn);
    return turn === 1 ? `day-${day}` : `day-${day}-${turn}`;
}

/** The same for an optimistic message and the row that confirms it, so that the bubble stays where it is. */
export function keyOf(message) {
    return message.client_message_id ? `own-${message.client_message_id}` : `row-${message.seq}`;
}

function belongTogether(first, second) {
    if (!first || !second) return false;
    const sameSpeaker = first.author === second.author && first.account_name === second.account_name;
    const [before, after] = [sentAt(first), sentAt(second)];
    const gap = Math.abs(Date.parse(after) - Date.parse(before));
    return sameSpeaker && gap <= GROUP_WITHIN_MS && dayKey(before) === dayKey(after);
}
