// What WhatsApp charges the clinic for, as values.

/** The days of this month until now in a time zone: `{from, to}` as YYYY-MM-DD. */
export function monthUntil(now, timeZone) {
    const to = dayIn(now, timeZone);
    return { from: `${to.slice(0, 8)}01`, to };
}

function dayIn(now, timeZone) {
    const options = { year: "numeric", month: "2-digit", day: "2-digit" };
    const parts = new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).formatToParts(now);
    const of = (kind) => parts.find(({ type }) => type === kind).value;
    return `${of("year")}-${of("month")}-${of("day")}`;
}

/** How many messages were charged, by category, most first, and how many were free: `{billable: [{category, count}], free}`. */
export function sums(days) {
    const counts = new Map();
    for (const { category, billable, count } of days) {
        if (billable) counts.set(category, (counts.get(category) ?? 0) + count);
    }
    const free = days.filter(({ billable }) => !billable).reduce((sum, { count }) => sum + count, 0);
    const billable = [...counts].map(([category, count]) => ({ category, count }));
    return { billable: billable.sort((one, other) => other.count - one.count), free };
}

/** The sums in a sentence. */
export function costWords(days) {
    const { billable, free } = sums(days);
    const total = billable.reduce((sum, { count }) => sum + count, 0);
    const kinds = billable.map(({ category, count }) => `${count} ${category.toLowerCase().replaceAll("_", " ")}`);
    const charged = total > 0 ? `${messages(total)} that WhatsApp charges for: ${kinds.join(", ")}.` : "Nothing that WhatsApp charges for.";
    return free > 0 ? `${charged} ${messages(free)} without charge.` : charged;
}

function messages(count) {
    return count === 1 ? "1 message" : `${count.toLocaleString("en-IN")} messages`;
}
