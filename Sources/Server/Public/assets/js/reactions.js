import { canBeQuoted } from "./quotes.js";

/** Whether WhatsApp would show a reaction to this message: to the same ones as a reply. */
export function canBeReactedTo(message, now) {
    return canBeQuoted(message, now);
}

/** One entry for each emoji: `{emoji, count, status, words}`, in the order in which they came. */
export function reactionGroups(reactions, patientName) {
    const groups = new Map();
    for (const { emoji, author, status } of reactions ?? []) {
        // One that is being taken back shows nothing any more.
        if (!emoji) continue;
        const group = groups.get(emoji) ?? { emoji, count: 0, status: "sent", names: [] };
        group.count += 1;
        group.names.push(author === "patient" ? patientName : "the clinic");
        if (status === "failed" || (status === "pending" && group.status !== "failed")) group.status = status;
        groups.set(emoji, group);
    }
    return [...groups.values()].map(({ names, ...group }) => ({ ...group, words: wordsOf(group, names) }));
}

function wordsOf({ emoji, status }, names) {
    const ends = { pending: ", being sent", failed: ", not sent" };
    return `${emoji} from ${names.join(" and ")}${ends[status] ?? ""}`;
}
