import { waitingLabel } from "./format.js";

const URGENT = new Set(["red_flag"]);

/**
 * Whether a person is needed for this patient, as `{level, badge, words}`: level urgent, person or none, the badge's
 * state and text, and what to say beside it.
 */
export function attentionOf(patient, now) {
    const isUrgent = patient.is_urgent || (patient.needs_human && URGENT.has(patient.needs_human_reason));
    const level = isUrgent ? "urgent" : patient.needs_human ? "person" : "none";
    return { level, badge: badgeOf(patient), words: [waitingOf(patient, now), reasonOf(patient)].filter(Boolean) };
}

/** "Waiting 12 min", or empty while the assistant can still be expected to answer. */
export function waitingOf(patient, now) {
    const isForPerson = patient.needs_human || patient.is_bot_paused;
    return isForPerson ? waitingLabel(patient.waiting_since, now) : "";
}

/** Why a person is needed. That the patient waits is said with its time. */
function reasonOf(patient) {
    if (!patient.needs_human || (patient.needs_human_reason === "waiting" && patient.waiting_since)) return "";
    return patient.needs_human_sentence || (patient.needs_human_reason ?? "Look at this chat").replaceAll("_", " ");
}

function badgeOf({ is_bot_paused: isPaused, needs_human: needsHuman }) {
    if (isPaused) return { state: "manual", text: "Manual" };
    return needsHuman ? { state: "person", text: "Needs human" } : { state: "active", text: "AI Active" };
}
