import { standingWords } from "./clinic-standing.js";
import { waitingLabel } from "./format.js";
import { categoryName } from "./red-flags.js";
import { windowLabel } from "./service-window.js";

const URGENT = new Set(["red_flag"]);

/**
 * Whether a person is needed for this patient, as `{level, badge, words}`: level urgent, person or none, the badge's
 * state and text, and what to say beside it.
 */
export function attentionOf(patient, now) {
    const isUrgent = patient.is_urgent || (patient.needs_human && URGENT.has(patient.needs_human_reason));
    const level = isUrgent ? "urgent" : patient.needs_human ? "person" : "none";
    const times = [waitingOf(patient, now), windowOf(patient, now)];
    // What kind of emergency it may be comes before how long it has been one.
    const words = isUrgent ? [urgencyOf(patient), ...times] : [...times, reasonOf(patient)];
    return { level, badge: badgeOf(patient), words: words.filter(Boolean) };
}

// The flagged message need not be the last one.
function urgencyOf(patient) {
    const category = patient.last_incoming_message?.red_flag;
    return category ? upper(categoryName(category)) : reasonOf(patient);
}

function upper(words) {
    return words[0].toUpperCase() + words.slice(1);
}

/** "Waiting 12 min", or empty while the assistant can still be expected to answer. */
export function waitingOf(patient, now) {
    return isForPerson(patient) ? waitingLabel(patient.waiting_since, now) : "";
}

/** How long a person may still write, once that is not long; empty while nobody has to. */
function windowOf(patient, now) {
    return isForPerson(patient) ? windowLabel(patient.window_closes_at, now) : "";
}

function isForPerson({ needs_human: needsHuman, is_bot_paused: isPaused }) {
    return needsHuman || isPaused;
}

/** Why a person is needed. That the patient waits is said with its time. */
function reasonOf(patient) {
    if (!patient.needs_human || (patient.needs_human_reason === "waiting" && patient.waiting_since)) return "";
    return patient.needs_human_sentence || (patient.needs_human_reason ?? "Look at this chat").replaceAll("_", " ");
}

function badgeOf({ is_bot_paused: isPaused, needs_human: needsHuman, is_urgent: isUrgent }) {
    if (isUrgent) return { state: "urgent", text: "Urgent" };
    if (isPaused) return { state: "manual", text: "Manual" };
    return needsHuman ? { state: "person", text: "Needs human" } : standingWords().badge;
}
