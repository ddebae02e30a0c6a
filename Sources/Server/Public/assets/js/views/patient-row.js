import { part, setIcon, setPart, setText } from "../dom.js";
import { countLabel, fullTime, initials, patientName, phoneLabel, relativeTime, sentAt } from "../format.js";
import { previewOf } from "../kinds.js";

/** Fills a table row or a card; both have the same parts. */
export function fillPatient(element, patient, { unsent, now }) {
    const name = patientName(patient);
    element.dataset.patientId = patient.id;
    element.dataset.unread = String(patient.unread_count > 0);
    element.dataset.needsHuman = String(patient.needs_human);
    setText(part(element, "initials"), initials(patient.name));
    setText(part(element, "name"), name);
    setText(part(element, "phone"), phoneLabel(patient.phone_number));
    const email = part(element, "email");
    if (email) setText(email, patient.email || "–");
    part(element, "chat").setAttribute("aria-label", `Chat with ${name}`);
    fillTime(element, patient, now);
    fillBadge(part(element, "badge"), patient);
    fillUnread(part(element, "unread"), patient.unread_count);
    setPart(element, "needs", patient.needs_human ? `Needs human: ${reasonOf(patient)}` : "");
    fillLast(element, patient, unsent);
}

export function fillTime(element, patient, now) {
    const time = part(element, "time");
    const at = patient.last_message ? sentAt(patient.last_message) : patient.last_seen_at;
    // The table's column is called Last Seen; a card shows when something last happened.
    const shown = element.tagName === "TR" ? patient.last_seen_at ?? at : at;
    setText(time, relativeTime(shown, now) || "–");
    if (!shown) return;
    time.dateTime = shown;
    time.title = fullTime(shown);
}

function reasonOf(patient) {
    return patient.needs_human_sentence || (patient.needs_human_reason ?? "look at this chat").replaceAll("_", " ");
}

function fillBadge(badge, patient) {
    const isPaused = patient.is_bot_paused;
    badge.dataset.state = isPaused ? "manual" : "active";
    setText(badge, isPaused ? "Manual" : "AI Active");
}

function fillUnread(element, count) {
    element.hidden = !(count > 0);
    setText(element, countLabel(count));
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", `${count} unread`);
}

function fillLast(element, patient, unsent) {
    const holder = part(element, "last-icon");
    const preview = previewOf(patient.last_message);
    const line = part(element, "last");
    holder.hidden = Boolean(unsent) || !preview.icon;
    if (!holder.hidden) setIcon(holder, preview.icon);
    line.classList.toggle("is-draft", Boolean(unsent));
    setText(line, unsent ? `Draft: ${unsent.replace(/\s+/g, " ")}` : preview.text);
}
