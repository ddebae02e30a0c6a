// A clinic's hours, holidays and languages between the server and a form, as values.

export const DAYS = {
    mon: "Monday", tue: "Tuesday", wed: "Wednesday", thu: "Thursday", fri: "Friday", sat: "Saturday", sun: "Sunday",
};
export const LANGUAGES = {
    en: "English", hi: "Hindi", mr: "Marathi", gu: "Gujarati", kn: "Kannada", ta: "Tamil", te: "Telugu", bn: "Bengali",
    ml: "Malayalam", pa: "Punjabi", ur: "Urdu", kok: "Konkani", as: "Assamese", or: "Odia", ne: "Nepali", sd: "Sindhi",
};
export const RANGES = 3;
const HOLIDAYS = 100;

/** What the form shows of a clinic. A field of the time cannot show 24:00, so a range to midnight ends at 00:00. */
export function hoursOf({ opening_hours: hours, holidays, languages }) {
    const days = Object.keys(DAYS).map((day) => [day, (hours?.[day] ?? []).map(([start, end]) => [start, end.replace("24:", "00:")])]);
    return {
        days: Object.fromEntries(days), holidays: (holidays ?? []).map(({ date, name }) => ({ date, name })),
        languages: [...(languages ?? [])],
    };
}

/** The form as the server takes it. Where no day has hours, they are not known. */
export function clinicHours({ days, holidays, languages }) {
    const ranges = Object.entries(days).map(([day, all]) => [day, all.filter(isTyped).map(([start, end]) => [start, end === "00:00" ? "24:00" : end]).sort()]);
    const isKnown = ranges.some(([, all]) => all.length > 0);
    return {
        opening_hours: isKnown ? Object.fromEntries(ranges) : null,
        holidays: holidays.filter(({ date, name }) => date || name.trim()).map(({ date, name }) => ({ date, name: name.trim() }))
            .sort((one, other) => (one.date + one.name < other.date + other.name ? -1 : 1)),
        languages,
    };
}

/** The members that differ. */
export function changedHours(form, clinic) {
    const [before, after] = [clinicHours(hoursOf(clinic)), clinicHours(form)];
    const changed = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
    return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

/** What is wrong with the ranges of a day, or "". */
export function dayProblem(ranges) {
    const typed = ranges.filter(isTyped).map(([start, end]) => [start, end === "00:00" ? "24:00" : end]).sort();
    if (typed.some(([start, end]) => !start || !end)) return "Each time needs its other one.";
    if (typed.some(([start, end]) => start >= end)) return "It must close after it opens. Until after midnight: end at 00:00 and go on the next day.";
    const overlaps = typed.some(([start], index) => index > 0 && start < typed[index - 1][1]);
    return overlaps ? "These times overlap." : "";
}

/** What is wrong with the holidays, or "". */
export function holidaysProblem(holidays) {
    const typed = holidays.filter(({ date, name }) => date || name.trim());
    if (typed.length > HOLIDAYS) return `At most ${HOLIDAYS} holidays.`;
    return typed.some(({ date, name }) => !date || !name.trim()) ? "Each holiday needs a date and a name." : "";
}

function isTyped([start, end]) {
    return Boolean(start || end);
}
