import { clockTime, dayLabel, durationLabel } from "./format.js";

const NEAR_MS = 2 * 60 * 60_000;
const RULE = "WhatsApp only allows free messages within 24 hours of the patient's last message.";

/** "Window closes in 45 min" in its last two hours, else empty. */
export function windowLabel(closesAt, now) {
    const left = closesAt ? Date.parse(closesAt) - now.getTime() : 0;
    return left > 0 && left <= NEAR_MS ? `Window closes in ${durationLabel(left)}` : "";
}

const BLOCKED = "You have blocked this patient on WhatsApp: they cannot write, and nothing can be sent to them. "
    + "Unblock them in the menu above.";

/** Meta's customer service window: `{isOpen, sentence}`; the sentence is null while the end is far away. */
export function serviceWindow(closesAt, now) {
    if (closesAt === undefined) return { isOpen: true, sentence: null };
    if (closesAt === null) return { isOpen: false, sentence: `${RULE} This patient has not written yet.` };
    const left = Date.parse(closesAt) - now.getTime();
    if (left <= 0) {
        const when = `${dayLabel(closesAt, now)}, ${clockTime(closesAt)}`;
        const sentence = `${RULE} This time ended: ${when}. You can write again when the patient does.`;
        return { isOpen: false, sentence };
    }
    return { isOpen: true, sentence: left <= NEAR_MS ? `${RULE} ${durationLabel(left)} left.` : null };
}

/** The same of a patient, whom the clinic may have blocked; `mayUseTemplates` is false where not even those can be sent. */
export function windowOf({ is_blocked: isBlocked, window_closes_at: closesAt }, now) {
    if (isBlocked) return { isOpen: false, sentence: BLOCKED, mayUseTemplates: false };
    return serviceWindow(closesAt, now);
}
