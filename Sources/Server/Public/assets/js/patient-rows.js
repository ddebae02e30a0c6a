// Pages of patients, and what has changed in them, as values: what stays, what goes, and where it stands.

/**
 * The first page. `bound` is the place of the last row that was loaded, null where the list is whole: what stands below
 * it comes with the next page.
 */
export function firstPage(page) {
    return morePages({ rows: [] }, page);
}

/** The page after the last one. A patient who moved up meanwhile is not shown twice. */
export function morePages({ rows }, page) {
    const known = new Set(rows.map((row) => row.id));
    const nextCursor = page.next_cursor ?? null;
    return {
        rows: [...rows, ...page.patients.filter((row) => !known.has(row.id))],
        nextCursor,
        bound: nextCursor ? placeOf(page.patients.at(-1)) : null,
    };
}

/** Patients that have changed, and identifiers of those that are not in the list any more. */
export function changedRows({ rows, bound }, { patients, gone }) {
    const others = new Set([...gone, ...patients.map((row) => row.id)]);
    const isLoaded = (row) => !bound || comparePlaces(row, bound) <= 0;
    return [...rows.filter((row) => !others.has(row.id)), ...patients.filter(isLoaded)].sort(comparePlaces);
}

/** The order of the list, as the server has it. */
function comparePlaces(one, other) {
    if (one.list_rank !== other.list_rank) return other.list_rank - one.list_rank;
    if (one.last_activity_at !== other.last_activity_at) return one.last_activity_at < other.last_activity_at ? 1 : -1;
    return one.id < other.id ? 1 : one.id > other.id ? -1 : 0;
}

function placeOf({ list_rank, last_activity_at, id }) {
    return { list_rank, last_activity_at, id };
}

/** The same array where the patient is not in it. */
export function replaceRow(rows, patient) {
    if (!rows.some((row) => row.id === patient.id)) return rows;
    return rows.map((row) => (row.id === patient.id ? { ...row, ...patient } : row));
}

/** Two patients turned out to be one person: the former row goes, and the present one is there once. */
export function joinRows(rows, formerId, patient) {
    const former = rows.find((row) => row.id === formerId);
    if (!former || formerId === patient.id) return replaceRow(rows, patient);
    if (rows.some((row) => row.id === patient.id)) {
        return replaceRow(rows.filter((row) => row !== former), patient);
    }
    return rows.map((row) => (row === former ? { ...row, ...patient } : row));
}
