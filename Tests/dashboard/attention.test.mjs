// Who needs a person, and what is said of it in a row and in the head of a chat.
import assert from "node:assert/strict";
import { test } from "node:test";
import { attentionOf, waitingOf } from "../../Sources/Server/Public/assets/js/attention.js";
import { bannerState } from "../../Sources/Server/Public/assets/js/banner-state.js";
import { noteStanding } from "../../Sources/Server/Public/assets/js/clinic-standing.js";
import { waitingLabel } from "../../Sources/Server/Public/assets/js/format.js";

const now = new Date("2026-11-26T10:00:00Z");
const ago = (minutes) => new Date(now.getTime() - minutes * 60_000).toISOString();
const calm = { is_bot_paused: false, needs_human: false, waiting_since: null };
const unsure = {
    ...calm, needs_human: true, needs_human_reason: "assistant_unsure", needs_human_sentence: "It was not sure.",
};

test("waiting is told from the first full minute on, in the unit that fits", () => {
    const labels = [0, 0.9, 1, 12.9, 60, 200, 1440, 3000].map((minutes) => waitingLabel(ago(minutes), now));
    assert.deepEqual(labels, [
        "", "", "Waiting 1 min", "Waiting 12 min", "Waiting 1 h", "Waiting 3 h", "Waiting 1 day", "Waiting 2 days"]);
    assert.equal(waitingLabel(null, now), "");
});

test("who waits for a person says how long, also in a conversation that a person has", () => {
    assert.equal(waitingOf({ ...unsure, waiting_since: ago(12) }, now), "Waiting 12 min");
    assert.equal(waitingOf({ ...calm, is_bot_paused: true, waiting_since: ago(5) }, now), "Waiting 5 min");
    // The assistant answers this one in a moment.
    assert.equal(waitingOf({ ...calm, waiting_since: ago(5) }, now), "");
});

test("state, time and reason stand together, and the alarm does not say twice that somebody waits", () => {
    const { badge, words, level } = attentionOf({ ...unsure, waiting_since: ago(12) }, now);
    assert.deepEqual([badge.text, ...words, level], ["Needs human", "Waiting 12 min", "It was not sure.", "person"]);
    const alarm = { ...unsure, needs_human_reason: "waiting", needs_human_sentence: "The patient is waiting." };
    assert.deepEqual(attentionOf({ ...alarm, waiting_since: ago(12) }, now).words, ["Waiting 12 min"]);
    assert.deepEqual(attentionOf(alarm, now).words, ["The patient is waiting."]);
});

test("a reason that this page does not know is shown as it is", () => {
    const { words } = attentionOf({ ...calm, needs_human: true, needs_human_reason: "some_new_thing" }, now);
    assert.deepEqual(words, ["some new thing"]);
});

test("only what is urgent is urgent", () => {
    assert.equal(attentionOf(calm, now).level, "none");
    assert.equal(attentionOf({ ...unsure, is_urgent: true }, now).level, "urgent");
    assert.equal(attentionOf({ ...unsure, needs_human_reason: "red_flag" }, now).level, "urgent");
    for (const reason of ["waiting", "send_failed", "patient_asked", "assistant_unsure"]) {
        assert.equal(attentionOf({ ...unsure, needs_human_reason: reason }, now).level, "person");
    }
});

test("the badge is green only where the assistant has the conversation", () => {
    assert.equal(attentionOf(calm, now).badge.state, "active");
    assert.equal(attentionOf(unsure, now).badge.state, "person");
    assert.equal(attentionOf({ ...unsure, is_bot_paused: true }, now).badge.text, "Manual");
});

test("a chat that needs a person says so, and whether the assistant still answers", () => {
    const open = { ...unsure, assistant_in_flight: false };
    assert.deepEqual(bannerState(open, null, now), {
        state: "person", text: "A person is needed; the AI answers what it can", detail: "",
    });
    assert.match(bannerState({ ...open, assistant_is_silent: true }, null, now).text, /silent/);
    assert.equal(bannerState({ ...open, is_bot_paused: true }, null, now).state, "paused");
});

test("an emergency says what kind it may be before how long it has been one", () => {
    const urgent = {
        is_urgent: true, needs_human: true, needs_human_reason: "red_flag", needs_human_sentence: "It may be an emergency.",
        waiting_since: new Date(now.getTime() - 5 * 60_000).toISOString(),
    };
    const flagged = { ...urgent, last_incoming_message: { red_flag: "heart" } };
    assert.deepEqual(attentionOf(flagged, now).words, ["Chest pain or heart", "Waiting 5 min"]);
    const later = { ...urgent, last_incoming_message: { red_flag: null } };
    assert.deepEqual(attentionOf(later, now).words, ["It may be an emergency.", "Waiting 5 min"]);
});

test("nobody is told that the assistant answers where the clinic is held, or its assistant writes drafts or is off", () => {
    const chat = { ...calm, assistant_in_flight: false };
    const open = { ...unsure, assistant_in_flight: false };
    const told = [
        [{ held: false, assistant: "draft" }, "AI drafts", "active", /^The AI writes drafts$/, /needed; the AI writes drafts/],
        [{ held: false, assistant: "off" }, "AI off", "off", /^The AI is off$/, /needed; the AI is off/],
        [{ held: true, assistant: "answer" }, "AI silent", "person", /^Held after a restore/, /nothing is sent/],
        [{ held: true, assistant: "off" }, "AI silent", "person", /^Held after a restore/, /nothing is sent/],
    ];
    try {
        for (const [standing, badge, state, banner, needed] of told) {
            noteStanding(standing);
            assert.equal(attentionOf(chat, now).badge.text, badge);
            assert.equal(bannerState(chat, null, now).state, state);
            assert.match(bannerState(chat, null, now).text, banner);
            assert.doesNotMatch(bannerState(chat, null, now).detail, /automatically/);
            assert.match(bannerState(open, null, now).text, needed);
            assert.equal(bannerState({ ...chat, is_bot_paused: true }, null, now).state, "paused");
            assert.equal(noteStanding(standing), false, "nothing is different");
        }
    } finally {
        assert.equal(noteStanding({ held: false, assistant: "answer" }), true);
    }
    assert.equal(attentionOf(chat, now).badge.text, "AI Active");
    // A node of the version before does not say it.
    assert.equal(noteStanding({ held: false }), false);
});
