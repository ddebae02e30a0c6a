// The text that waits until the patient writes, in words.
import { clockTime, dayLabel } from "./format.js";

const GIVEN_BACK = "The conversation was given back to the AI, so this stays here until you send or remove it.";
const TOO_OLD = "It waited longer than three days, so it was not sent when the patient wrote. Read it again before you "
    + "send it.";
const RESTORED = "The clinic was brought back from a backup: this may have been sent since. Look before you send it.";
const RED_FLAG = "What the patient wrote may be an emergency, so this was not sent. Read their message before you send it.";
const EXPIRED = "It has waited longer than three days and will not be sent by itself any more.";
const AGAIN = "Edit and save it, and it waits for the patient again.";

const REASONS = { too_old: TOO_OLD, restored: RESTORED, red_flag: RED_FLAG };

/** Whether it does not leave by itself any more. */
export function isKept({ kept_because: reason, sendable_until: until }, now) {
    return Boolean(reason) || Date.parse(until) <= now.getTime();
}

/** What a row of the list says of it: `{tone, icon, label, text}`, or null. The text is empty where the icon says enough. */
export function queuedMark({ queued }, now) {
    if (!queued) return null;
    if (isKept(queued, now)) return { tone: "kept", icon: "alert", label: "Draft not sent", text: "Draft not sent" };
    return { tone: "waiting", icon: "clock", label: "A text waits for the patient", text: "" };
}

/** What the chat says of it: `{title, reason, note}`. `isOpen`: it could be sent at once. */
export function queuedWords({ queued, name, isPaused, isOpen, now }) {
    const { by, made_at: at, sendable_until: until, kept_because: why } = queued;
    const written = `${by ?? "The clinic"}, ${moment(at, now)}`;
    if (!isKept(queued, now)) {
        const note = `${written} · waits until ${moment(until, now)}`;
        return { title: `Will be sent when ${name} writes`, reason: "", note };
    }
    const reason = why ? REASONS[why] ?? GIVEN_BACK : EXPIRED;
    return { title: "Draft not sent", reason: isPaused && !isOpen ? `${reason} ${AGAIN}` : reason, note: written };
}

/** The conversation's text that waits, unless it is on its way at this moment. */
export function waitingText({ patient, state }) {
    const queued = patient?.queued ?? null;
    return queued && state.pending.some((message) => message.client_message_id === queued.id) ? null : queued;
}

/** Whether a text is being handed over to wait. */
export function isBeingQueued({ pending }) {
    return pending.some(({ queue, status }) => queue === "in" && status === "pending");
}

function moment(iso, now) {
    return `${dayLabel(iso, now).replace(/^(Today|Yesterday)$/, (word) => word.toLowerCase())}, ${clockTime(iso)}`;
}
