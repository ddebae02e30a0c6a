// Pages of patients as values: what stays, what goes, when a page comes in.

/** A fresh first page. Rows that were loaded beyond it stay below it, each patient once. */
export function firstPage({ rows, nextCursor }, page) {
    const isOnlyPage = page.next_cursor === null || page.next_cursor === undefined;
    if (isOnlyPage || rows.length <= page.patients.length) {
        return { rows: page.patients, nextCursor: page.next_cursor ?? null };
    }
    const fresh = identifiers(page.patients);
    const below = rows.slice(page.patients.length).filter((row) => !fresh.has(row.id));
    return { rows: [...page.patients, ...below], nextCursor };
}

/** The page after the last one. A patient who moved up meanwhile is not shown twice. */
export function morePages({ rows }, page) {
    const known = identifiers(rows);
    return {
        rows: [...rows, ...page.patients.filter((row) => !known.has(row.id))],
        nextCursor: page.next_cursor ?? null,
    };
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

function identifiers(rows) {
    return new Set(rows.map((row) => row.id));
}
