// One conversation as a value. Every function returns a new value, or the same one where nothing changed.

const RANK = { pending: 0, sending: 0, sent: 1, delivered: 2, read: 3, played: 4 };

export function emptyConversation(patientId) {
    return { patientId, rows: [], pending: [], hasOlder: false, isLoaded: false };
}

/**
 * The newest page. `asked` grows with every request, so that an answer which was overtaken by a later one
 * cannot bring back an old status. Answers for another patient are ignored, here and below.
 */
export function mergeNewest(state, patientId, rows, { asked, limit }) {
    if (patientId !== state.patientId) return state;
    const lowest = lowestSeq(state) ?? Infinity;
    const coversAll = !state.isLoaded || rows.length === 0 || rows[0].seq <= lowest;
    const hasOlder = coversAll ? mayHaveOlder(rows, limit) : state.hasOlder;
    return { ...mergeRows(state, rows, asked), hasOlder, isLoaded: true };
}

/** Rows that are newer than some that are there. */
export function mergeNewer(state, patientId, rows, { asked }) {
    return patientId === state.patientId ? mergeRows(state, rows, asked) : state;
}

/** A page before the lowest row that is there, or one that fills a gap. */
export function mergeOlder(state, patientId, rows, { asked, limit }) {
    if (patientId !== state.patientId) return state;
    const lowest = lowestSeq(state) ?? Infinity;
    const merged = mergeRows(state, rows, asked);
    const reachesPastLowest = rows.length === 0 || rows[0].seq < lowest;
    return { ...merged, hasOlder: reachesPastLowest ? mayHaveOlder(rows, limit) : state.hasOlder };
}

/** One row from the answer of a send. */
export function mergeRow(state, patientId, row, asked) {
    if (patientId !== state.patientId || !row || !areOf(patientId, [row])) return state;
    return mergeRows(state, [row], asked);
}

/**
 * Whether these rows belong to this patient. Two patients may turn out to be one person: then the server answers for
 * the one with the rows of the other, under numbers of their own.
 */
export function areOf(patientId, rows) {
    return rows.every((row) => (row.patient_id ?? patientId) === patientId);
}

/** What has been sent from a conversation that goes on in this one, and is not confirmed yet. */
export function adoptPending(state, pending) {
    const known = namesOf(allMessages(state));
    const more = pending.filter((message) => !known.has(message.client_message_id));
    return more.length > 0 ? { ...state, pending: [...state.pending, ...more] } : state;
}

function mayHaveOlder(rows, limit) {
    return rows.length >= limit && rows[0].seq > 1;
}

function mergeRows(state, rows, asked) {
    const bySeq = new Map(state.rows.map((row) => [row.seq, row]));
    for (const row of rows) bySeq.set(row.seq, fold(bySeq.get(row.seq), { ...row, asked }));
    const merged = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
    const confirmed = namesOf(merged);
    const pending = state.pending.filter((message) => !confirmed.has(message.client_message_id));
    return { ...state, rows: merged, pending };
}

function fold(known, incoming) {
    if (!known) return incoming;
    const before = RANK[known.status];
    const after = RANK[incoming.status];
    const comparable = before !== undefined && after !== undefined;
    if (comparable && after < before) return { ...incoming, ...statusOf(known) };
    if (incoming.asked < known.asked && !(comparable && after > before)) return known;
    return incoming;
}

function statusOf({ status, error, error_code, can_retry, asked }) {
    return { status, error, error_code, can_retry, asked };
}

/** The optimistic bubble: of a text, unless its members say otherwise. */
export function addPending(state, patientId, members) {
    if (patientId !== state.patientId) return state;
    const message = {
        message_type: "text",
        ...members,
        direction: "outgoing",
        author: "doctor",
        status: "pending",
        error: null,
        can_retry: false,
    };
    return { ...state, pending: [...state.pending, message] };
}

/** A message that the server did not confirm. It stays visible with its reason. */
export function failPending(state, patientId, clientMessageId, error, canRetry) {
    const failed = { status: "failed", error, can_retry: canRetry, is_waiting: false };
    return changePending(state, patientId, clientMessageId, failed);
}

/** A message that the server refused as it is. It stays until somebody has mended or removed it. */
export function refusePending(state, patientId, clientMessageId, error) {
    const refused = { status: "failed", error, can_retry: false, can_mend: true, is_waiting: false };
    return changePending(state, patientId, clientMessageId, refused);
}

/** A message that could not be handed over yet and goes out by itself when it can. */
export function waitPending(state, patientId, clientMessageId) {
    if (patientId !== state.patientId) return state;
    const wait = (message) => ({ ...message, status: "pending", is_waiting: true });
    const isIt = (message) => message.client_message_id === clientMessageId;
    const rows = state.rows.map((row) => (isIt(row) && row.status === "pending" ? wait(row) : row));
    return { ...state, rows, pending: state.pending.map((message) => (isIt(message) ? wait(message) : message)) };
}

/** Removes a message that the server refused before it became one. */
export function dropPending(state, patientId, clientMessageId) {
    if (patientId !== state.patientId) return state;
    return { ...state, pending: state.pending.filter((message) => message.client_message_id !== clientMessageId) };
}

/** The person asked to try a failed message again, under the same identifier. */
export function markRetrying(state, patientId, clientMessageId, asked) {
    const change = { status: "pending", error: null, can_retry: false };
    const next = changePending(state, patientId, clientMessageId, change);
    if (patientId !== state.patientId) return next;
    const rows = next.rows.map((row) =>
        row.client_message_id === clientMessageId && row.status === "failed" ? { ...row, ...change, asked } : row);
    return { ...next, rows };
}

/** A retry that did not reach the server: the row fails again, with what went wrong this time. */
export function failRetry(state, patientId, clientMessageId, error, canRetry) {
    const failed = { status: "failed", error, can_retry: canRetry, is_waiting: false };
    const next = changePending(state, patientId, clientMessageId, failed);
    if (patientId !== state.patientId) return next;
    const rows = next.rows.map((row) =>
        row.client_message_id === clientMessageId && row.status === "pending" ? { ...row, ...failed } : row);
    return { ...next, rows };
}

function changePending(state, patientId, clientMessageId, change) {
    if (patientId !== state.patientId) return state;
    const pending = state.pending.map((message) =>
        message.client_message_id === clientMessageId ? { ...message, ...change } : message);
    return { ...state, pending };
}

/** Everything in the order in which it is shown. */
export function allMessages(state) {
    return [...state.rows, ...state.pending];
}

export function lowestSeq(state) {
    return state.rows[0]?.seq ?? null;
}

export function highestSeq(state) {
    return state.rows.at(-1)?.seq ?? 0;
}

/** The sequence number above the newest hole, or null. Holes open when more than a page came while away. */
export function gapAbove(state) {
    for (let index = state.rows.length - 1; index > 0; index -= 1) {
        if (state.rows[index].seq > state.rows[index - 1].seq + 1) return state.rows[index].seq;
    }
    return null;
}

/** What a message that is being sent may be called: a text that waited is sent under the id that it becomes. */
function namesOf(messages) {
    return new Set(messages.flatMap(({ id, client_message_id: name }) => [id, name]).filter(Boolean));
}
