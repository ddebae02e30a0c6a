import { standingWords } from "./clinic-standing.js";
import { sinceLabel } from "./format.js";

/**
 * Who answers this patient now, in words: `{state, text, detail}` with state active, off, person, urgent, paused or
 * pausing.
 * `doing` is what this page has asked for and not yet heard about: pause, resume, send, block, unblock, or null.
 */
export function bannerState(patient, doing, now) {
    const draining = patient.is_bot_paused && patient.assistant_in_flight;
    if (doing === "pause" || draining || (doing === "send" && !patient.is_bot_paused)) {
        return { state: "pausing", text: "Pausing, one AI message may still arrive", detail: "" };
    }
    if (patient.is_blocked) {
        return { state: "person", text: "Blocked on WhatsApp", detail: "The AI is silent, and nothing can be sent." };
    }
    if (patient.is_urgent && !patient.is_bot_paused) {
        return {
            state: "urgent",
            text: "This may be an emergency; the AI is silent",
            detail: "Write, or mark it done once you have looked.",
        };
    }
    if (!patient.is_bot_paused && patient.needs_human_reason === "draft_waits" && patient.draft) {
        return { state: "person", text: "The AI has written a draft", detail: "It is not sent before you have read it." };
    }
    if (!patient.is_bot_paused && patient.needs_human) {
        const meanwhile = patient.assistant_is_silent ? "the AI is silent until then" : standingWords().meanwhile;
        return { state: "person", text: `A person is needed; ${meanwhile}`, detail: "" };
    }
    if (!patient.is_bot_paused) return standingWords().banner;
    const since = sinceLabel(patient.bot_paused_at, now);
    const who = patient.bot_paused_by_name ?? "the clinic's phone";
    return { state: "paused", text: "AI Bot is paused - Manual chat", detail: `Paused by ${who} ${since}`.trim() };
}
