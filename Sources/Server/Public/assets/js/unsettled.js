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
    const isExpected = (row) => MOVING.has(row.status) || (row.status === "delivered" && recent.has(row));
    const after = (newest.find(isExpected)?.seq ?? (rows.at(-1)?.seq ?? 0) + 1) - 1;
    const mayChange = (row) => row.seq <= after && row.direction === "outgoing" && !FINAL.has(row.status);
    return { after, hasMore: newest.some(mayChange) };
}

/**
 * What an answer says against what was known before: "reading" (who reads one message reads those before it), "news", or
 * "nothing" that would explain an event.
 */
export function told(before, after) {
    const known = new Map(before.rows.map((row) => [row.seq, row.status]));
    const fresh = after.rows.filter((row) => known.get(row.seq) !== row.status);
    if (fresh.some((row) => known.has(row.seq) && (row.status === "read" || row.status === "played"))) return "reading";
    return fresh.length > 0 || JSON.stringify(before.patient) !== JSON.stringify(after.patient) ? "news" : "nothing";
}
