// The order in which patients stand on the screen.

/**
 * What to show while nothing may move: every row where it stands, those that have left the list too, and new ones at
 * the end.
 */
export function heldRows(shown, rows) {
    const fresh = new Map(rows.map((row) => [row.id, row]));
    const known = new Set(shown.map((row) => row.id));
    return [...shown.map((row) => fresh.get(row.id) ?? row), ...rows.filter((row) => !known.has(row.id))];
}

/** Whether those who may be in danger stand first among the rows that are shown, as they do in the list. */
export function isUrgentFirst(shown, rows) {
    const urgent = rows.filter((row) => row.is_urgent);
    return urgent.every((row, index) => shown[index]?.id === row.id);
}

export function isSameOrder(some, others) {
    return some.length === others.length && some.every((row, index) => row.id === others[index].id);
}

/** Whether any of the rows that were shown stands at another place now. */
export function hasMoved(before, after) {
    return before.some((row, index) => after[index]?.id !== row.id);
}
