// The clinic's settings between the server and a form, as values.

export const MEMBERS = ["name", "address", "time_zone", "alarm_minutes", "assistant", "quiet_ms",
    "resume_after_minutes", "read_receipts"];

// Empty means what the server decides.
const OPTIONAL = ["address", "quiet_ms", "resume_after_minutes"];
const NUMBERS = ["alarm_minutes", "quiet_ms", "resume_after_minutes"];

/** What the fields show; "true" or "false" of a box that is ticked or not. */
export function fieldsOf(clinic) {
    const shown = { read_receipts: false, assistant: "answer", ...clinic };
    return Object.fromEntries(MEMBERS.map((member) => [member, String(shown[member] ?? "")]));
}

/** The members that differ, as the server takes them. A number that is none goes as it is: the server says why not. */
export function changesIn(fields, clinic) {
    const before = fieldsOf(clinic);
    const changed = MEMBERS.filter((member) => fields[member].trim() !== before[member].trim());
    return Object.fromEntries(changed.map((member) => [member, valueOf(member, fields[member].trim())]));
}

function valueOf(member, text) {
    if (OPTIONAL.includes(member) && !text) return null;
    if (member === "read_receipts") return text === "true";
    return NUMBERS.includes(member) && /^\d+$/.test(text) ? Number(text) : text;
}

/** The member that a refusal is about, or null. The server names it in quotation marks. */
export function memberIn(sentence) {
    return MEMBERS.find((member) => sentence.startsWith(`"${member}"`)) ?? null;
}

/** The refusal in the words of the form. */
export function fieldError(sentence) {
    return sentence.replace(/^"[^"]+" must be /, "Must be ");
}
