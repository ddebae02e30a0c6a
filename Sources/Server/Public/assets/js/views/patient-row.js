import { attentionOf } from "../attention.js";
import { icon, part, setIcon, setPart, setText } from "../dom.js";
import { draftMark } from "../drafts.js";
import { countLabel, fullTime, initials, patientName, phoneLabel, relativeTime, sentAt } from "../format.js";
import { previewOf } from "../kinds.js";
import { queuedMark } from "../queued.js";

/** Fills a table row or a card; both have the same parts. */
export function fillPatient(element, patient, { unsent, now }) {
    const name = patientName(patient);
    element.dataset.patientId = patient.id;
    element.dataset.unread = String(patient.unread_count > 0);
    setText(part(element, "initials"), initials(patient.name));
    setText(part(element, "name"), name);
    // Where the number stands for the name it is not said twice.
    setPart(element, "phone", patient.name?.trim() || !patient.phone_number ? phoneLabel(patient.phone_number) : "");
    const email = part(element, "email");
    if (email) setText(email, patient.email || "–");
    part(element, "chat").setAttribute("aria-label", `Chat with ${name}`);
    fillUnread(part(element, "unread"), patient.unread_count);
    fillLast(element, patient, unsent);
    fillTimes(element, patient, now);
}

/** Everything that changes by itself as time goes by. */
export function fillTimes(element, patient, now) {
    const time = part(element, "time");
    const at = patient.last_message ? sentAt(patient.last_message) : patient.last_seen_at;
    // The table's column is called Last Seen; a card shows when something last happened.
    const shown = element.tagName === "TR" ? patient.last_seen_at ?? at : at;
    setText(time, relativeTime(shown, now) || "–");
    if (shown) {
        time.dateTime = shown;
        time.title = fullTime(shown);
    }
    const { level, badge, words } = attentionOf(patient, now);
    element.dataset.attention = level;
    part(element, "badge").dataset.state = badge.state;
    setText(part(element, "badge"), badge.text);
    setPart(element, "needs", words.join(" · "));
    part(element, "needs").title = words.join(" · ");
    fillQueued(part(element, "queued"), draftMark(patient) ?? queuedMark(patient, now));
}

function fillQueued(element, mark) {
    element.hidden = !mark;
    if (!mark || element.dataset.tone === mark.tone) return;
    element.dataset.tone = mark.tone;
    element.title = mark.label;
    const words = document.createElement("span");
    setText(words, mark.text);
    element.replaceChildren(icon(mark.icon), words);
    // An icon alone needs a name.
    for (const [name, value] of [["role", "img"], ["aria-label", mark.label]]) {
        if (mark.text) element.removeAttribute(name);
        else element.setAttribute(name, value);
    }
}

function fillUnread(element, count) {
    element.hidden = !(count > 0);
    setText(element, countLabel(count));
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", `${count} unread`);
}

// While a person is needed the patient's own words say how urgent it is, not our last sentence.
function fillLast(element, patient, unsent) {
    const holder = part(element, "last-icon");
    const isForPerson = patient.needs_human || patient.waiting_since;
    const preview = previewOf((isForPerson && patient.last_incoming_message) || patient.last_message);
    const line = part(element, "last");
    holder.hidden = Boolean(unsent) || !preview.icon;
    if (!holder.hidden) setIcon(holder, preview.icon);
    line.classList.toggle("is-draft", Boolean(unsent));
    setText(line, unsent ? `Draft: ${unsent.replace(/\s+/g, " ")}` : preview.text);
}
