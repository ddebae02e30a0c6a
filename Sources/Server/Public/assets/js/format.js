const LOCALE = "en-IN";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const timeFormat = new Intl.DateTimeFormat(LOCALE, { hour: "numeric", minute: "2-digit" });
const weekdayFormat = new Intl.DateTimeFormat(LOCALE, { weekday: "long" });
const shortDayFormat = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short" });
const longDayFormat = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric" });
const fullFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "short" });

/** When a message was written. A server of the version before says only when it came. */
export function sentAt({ sent_at, created_at }) {
    return sent_at ?? created_at;
}

export function clockTime(iso) {
    return timeFormat.format(new Date(iso));
}

export function fullTime(iso) {
    return fullFormat.format(new Date(iso));
}

/** The local calendar day, as a key that sorts. */
export function dayKey(iso) {
    const date = new Date(iso);
    const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
    return parts.map((number) => String(number).padStart(2, "0")).join("-");
}

function daysBetween(iso, now) {
    const start = new Date(iso);
    const then = Date.UTC(start.getFullYear(), start.getMonth(), start.getDate());
    return Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - then) / DAY_MS);
}

/** Today, Yesterday, a weekday within the week, else a date. */
export function dayLabel(iso, now) {
    const days = daysBetween(iso, now);
    if (days === 0) return "Today";
    if (days === 1) return "Yesterday";
    if (days > 1 && days < 7) return weekdayFormat.format(new Date(iso));
    return dayAndMonth(iso, now, longDayFormat);
}

function dayAndMonth(iso, now, otherYear) {
    const date = new Date(iso);
    return (date.getFullYear() === now.getFullYear() ? shortDayFormat : otherYear).format(date);
}

/** Short, for a list: now, 5 min, 3 h, Yesterday, Monday, 12 Nov. Empty where there is no time. */
export function relativeTime(iso, now) {
    if (!iso) return "";
    const age = now.getTime() - Date.parse(iso);
    if (age < MINUTE_MS) return "now";
    if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min`;
    if (daysBetween(iso, now) === 0) return `${Math.floor(age / HOUR_MS)} h`;
    return dayLabel(iso, now);
}

/** "since 10:15 am", with the day where it was not today. */
export function sinceLabel(iso, now) {
    if (!iso) return "";
    const days = daysBetween(iso, now);
    const time = clockTime(iso);
    if (days === 0) return `since ${time}`;
    return `since ${days === 1 ? "yesterday" : dayLabel(iso, now)}, ${time}`;
}

/** "25 min" or "3 h 5 min", never negative. */
export function durationLabel(milliseconds) {
    const minutes = Math.max(1, Math.ceil(milliseconds / MINUTE_MS));
    if (minutes < 60) return `${minutes} min`;
    const rest = minutes % 60;
    return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** "Waiting 12 min", from the first full minute on; empty where nobody waits. */
export function waitingLabel(iso, now) {
    const age = iso ? now.getTime() - Date.parse(iso) : 0;
    if (age < MINUTE_MS) return "";
    if (age < HOUR_MS) return `Waiting ${Math.floor(age / MINUTE_MS)} min`;
    if (age < DAY_MS) return `Waiting ${Math.floor(age / HOUR_MS)} h`;
    const days = Math.floor(age / DAY_MS);
    return `Waiting ${days} ${days === 1 ? "day" : "days"}`;
}

export function waitLabel(seconds) {
    return seconds < 60 ? `${seconds} ${seconds === 1 ? "second" : "seconds"}` : durationLabel(seconds * 1_000);
}

// Codes of one and two digits; all others have three.
const COUNTRY = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** A number in groups: an Indian one as it is spoken, others by threes after the country's code. */
export function phoneLabel(number) {
    if (!number) return "No number";
    const digits = number.replace(/\D/g, "");
    if (digits.length === 12 && digits.startsWith("91")) return `+91 ${digits.slice(2, 7)} ${digits.slice(7)}`;
    const code = COUNTRY.exec(digits)?.[0];
    if (!code) return digits ? `+${digits}` : number;
    // No digit stands alone at the end.
    const groups = digits.slice(code.length).match(/\d{3}(?!\d$)|\d+/g) ?? [];
    return `+${[code, ...groups].join(" ")}`;
}

export function patientName({ name, phone_number: number }) {
    return name?.trim() || (number ? phoneLabel(number) : "Unnamed patient");
}

/** One or two letters for an avatar; whole letters with their vowel signs in Indian scripts. */
export function initials(name) {
    const bare = (name ?? "").replace(/^(dr|mr|mrs|ms)\.?\s+/i, "");
    const words = bare.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
    const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
    return chosen.map(firstLetter).join("").toUpperCase() || "#";
}

function firstLetter(word) {
    if (typeof Intl.Segmenter !== "function") return [...word][0];
    const [first] = new Intl.Segmenter(LOCALE, { granularity: "grapheme" }).segment(word);
    return first.segment;
}

export function countLabel(count) {
    return count > 9 ? "9+" : String(count);
}
