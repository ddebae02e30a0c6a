import { clockTime, dayLabel, durationLabel } from "./format.js";

const NEAR_MS = 2 * 60 * 60_000;
const RULE = "WhatsApp only allows free messages within 24 hours of the patient's last message.";

/** "Window closes in 45 min" in its last two hours, else empty. */
export function windowLabel(closesAt, now) {
    const left = closesAt ? Date.parse(closesAt) - now.getTime() : 0;
    return left > 0 && left <= NEAR_MS ? `Window closes in ${durationLabel(left)}` : "";
}

// What can be done instead.
const CAN_WAIT = "A text can wait until the patient writes; a file cannot.";
const WAITS_ALREADY = "WhatsApp takes only templates until the patient writes, and a text is there already: change or remove "
    + "it to write another.";
const NOTHING_WAITS = "You can write again when the patient does.";
const BLOCKED = "You have blocked this patient on WhatsApp: they cannot write, and nothing can be sent to them. "
    + "Unblock them in the menu above.";

/** Meta's customer service window: `{isOpen, sentence}`; the sentence is null while the end is far away. */
export function serviceWindow(closesAt, now) {
    if (closesAt === undefined) return { isOpen: true, sentence: null };
    if (closesAt === null) return { isOpen: false, sentence: `${RULE} This patient has not written yet.` };
    const left = Date.parse(closesAt) - now.getTime();
    if (left <= 0) {
        const when = `${dayLabel(closesAt, now)}, ${clockTime(closesAt)}`;
        return { isOpen: false, sentence: `${RULE} This time ended: ${when}.` };
    }
    return { isOpen: true, sentence: left <= NEAR_MS ? `${RULE} ${durationLabel(left)} left.` : null };
}

/**
 * The same of a patient, whom the clinic may have blocked; `mayUseTemplates` is false where not even those can be sent,
 * `mayQueue` is true where a text can wait until the patient writes. A server of the version before knows no such texts.
 */
export function windowOf({ is_blocked: isBlocked, window_closes_at: closesAt, queued }, now) {
    if (isBlocked) return { isOpen: false, sentence: BLOCKED, mayUseTemplates: false, mayQueue: false };
    const window = serviceWindow(closesAt, now);
    if (window.isOpen) return { ...window, mayQueue: false };
    if (queued) return { isOpen: false, sentence: WAITS_ALREADY, mayQueue: false };
    const mayQueue = queued === null;
    return { isOpen: false, sentence: `${window.sentence} ${mayQueue ? CAN_WAIT : NOTHING_WAITS}`, mayQueue };
}
