// Which rows of a conversation an event may be about, so that not all of them are asked for again.

const MOVING = new Set(["pending", "sending", "sent"]);
const FINAL = new Set(["read", "played", "cancelled"]);
const RECENT = 10;

/**
 * Of the `count` newest rows those after `after` are expected to change: they are on their way, or were delivered and are
 * among the last few. `hasMore`: some before it may change as well, when the patient reads them or somebody tries again.
 */
export function unsettled(rows, count) {
    const newest = rows.slice(-count);
    const recent = new Set(newest.slice(-RECENT));
    const isExpected = (row) =>
        MOVING.has(row.status) || row.media?.state === "waiting" || (row.status === "delivered" && recent.has(row));
    const after = (newest.find(isExpected)?.seq ?? (rows.at(-1)?.seq ?? 0) + 1) - 1;
    const mayMove = (row) => row.direction === "outgoing" && !FINAL.has(row.status);
    const mayChange = (row) => row.seq <= after && (mayMove(row) || row.media?.state === "failed");
    return { after, hasMore: newest.some(mayChange) };
}

/**
 * What an answer says against what was known before: "reading" (who reads one message reads those before it), "news", or
 * "nothing" that would explain an event.
 */
export function told(before, after) {
    const known = new Map(before.rows.map((row) => [row.seq, stateOf(row)]));
    const fresh = after.rows.filter((row) => known.get(row.seq) !== stateOf(row));
    if (fresh.some((row) => known.has(row.seq) && (row.status === "read" || row.status === "played"))) return "reading";
    return fresh.length > 0 || JSON.stringify(before.patient) !== JSON.stringify(after.patient) ? "news" : "nothing";
}

function stateOf({ status, media }) {
    return media?.state ? `${status} ${media.state}` : status;
}
