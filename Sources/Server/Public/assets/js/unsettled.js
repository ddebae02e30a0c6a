// Which rows of a conversation an event may be about, so that not all of them are asked for again.

const MOVING = new Set(["pending", "sending", "sent"]);
const FINAL = new Set(["read", "played", "cancelled"]);
const RECENT = 10;

/**
 * Of the `count` newest rows those after `after` are expected to change: they are on their way, or were delivered and are
 * among the last few. `hasMore`: there are some before it, which change when the patient corrects or reacts to them, or
 * somebody tries again; `mayBeRead`: some of them are not read yet.
 */
export function unsettled(rows, count) {
    const newest = rows.slice(-count);
    const recent = new Set(newest.slice(-RECENT));
    const isExpected = (row) => isMoving(row) || MOVING.has(row.status) || (row.status === "delivered" && recent.has(row));
    const after = (newest.find(isExpected)?.seq ?? (rows.at(-1)?.seq ?? 0) + 1) - 1;
    const before = newest.filter((row) => row.seq <= after);
    const mayBeRead = before.some((row) => row.direction === "outgoing" && !FINAL.has(row.status));
    return { after, hasMore: before.length > 0, mayBeRead };
}

/** Whether something about a row is under way that has nothing to do with its own sending. */
export function isMoving({ media, reactions }) {
    return media?.state === "waiting" || readings(media).includes("waiting") || (reactions ?? []).some(({ status }) => status === "pending");
}

/**
 * What an answer says against what was known before: "reading" (who reads one message reads those before it), "amended"
 * (something was said of an earlier message, which need not be among these rows), "news", or "nothing" that would explain an event.
 */
export function told(before, after) {
    const known = new Map(before.rows.map((row) => [row.seq, stateOf(row)]));
    const fresh = after.rows.filter((row) => known.get(row.seq) !== stateOf(row));
    if (fresh.some((row) => known.has(row.seq) && (row.status === "read" || row.status === "played"))) return "reading";
    if (before.patient && before.patient.amended_at !== after.patient?.amended_at) return "amended";
    return fresh.length > 0 || JSON.stringify(before.patient) !== JSON.stringify(after.patient) ? "news" : "nothing";
}

function stateOf({ status, media, reactions, edited_at: editedAt, deleted_at: deletedAt }) {
    const marks = (reactions ?? []).map((reaction) => `${reaction.author}${reaction.emoji}${reaction.status}`);
    return [status, media?.state, ...readings(media), editedAt, deletedAt, ...marks].join(" ");
}

// What machines make of a file.
function readings(media) {
    return [media?.transcript?.state, media?.description?.state];
}
