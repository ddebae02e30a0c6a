// A phone whose clock is wrong must not close the customer service window too early.
const TOLERATED_MS = 30_000;

let offset = 0;

export function noteServerDate(header) {
    const served = Date.parse(header ?? "");
    if (Number.isNaN(served)) return;
    const difference = served - Date.now();
    offset = Math.abs(difference) > TOLERATED_MS ? difference : 0;
}

/** The server's time as a Date, as far as the last answer told it. */
export function now() {
    return new Date(Date.now() + offset);
}
