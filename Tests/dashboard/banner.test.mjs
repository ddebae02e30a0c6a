import assert from "node:assert/strict";
import { test } from "node:test";
import { bannerState } from "../../Sources/Server/Public/assets/js/banner-state.js";
import { attentionOf } from "../../Sources/Server/Public/assets/js/attention.js";
import { serviceWindow, windowLabel, windowOf } from "../../Sources/Server/Public/assets/js/service-window.js";

const now = new Date(2026, 10, 22, 12, 0);
const active = { is_bot_paused: false, assistant_in_flight: false };
const paused = {
    is_bot_paused: true, assistant_in_flight: false, bot_paused_by_name: "Dr. Rao",
    bot_paused_at: new Date(2026, 10, 22, 10, 15).toISOString(),
};
const PAUSING = "Pausing, one AI message may still arrive";

test("an active assistant is named, also while it sends", () => {
    assert.equal(bannerState(active, null, now).text, "AI Bot is active");
    assert.equal(bannerState({ ...active, assistant_in_flight: true }, null, now).text, "AI Bot is active");
});

test("a pause says who and since when", () => {
    const { text, detail } = bannerState(paused, null, now);
    assert.equal(text, "AI Bot is paused - Manual chat");
    assert.match(detail, /^Paused by Dr\. Rao since 10:15/);
    assert.match(bannerState({ ...paused, bot_paused_by_name: null }, null, now).detail, /the clinic's phone/);
});

test("until the server has answered, one AI message may still arrive", () => {
    assert.equal(bannerState(active, "pause", now).text, PAUSING);
    assert.equal(bannerState(active, "send", now).text, PAUSING);
    assert.equal(bannerState({ ...paused, assistant_in_flight: true }, null, now).text, PAUSING);
    assert.equal(bannerState(paused, "send", now).state, "paused");
});

test("the customer service window closes, warns, and is unknown", () => {
    const closes = (minutes) => new Date(now.getTime() + minutes * 60_000).toISOString();
    assert.deepEqual(serviceWindow(closes(600), now), { isOpen: true, sentence: null });
    assert.match(serviceWindow(closes(45), now).sentence, /45 min left/);
    assert.equal(serviceWindow(closes(-1), now).isOpen, false);
    assert.equal(serviceWindow(null, now).isOpen, false);
    assert.equal(serviceWindow(undefined, now).isOpen, true);
    assert.equal(windowLabel(closes(45), now), "Window closes in 45 min");
    assert.equal(windowLabel(closes(121), now), "");
    assert.equal(windowLabel(closes(0), now), "");
    assert.equal(windowLabel(null, now), "");
    const patient = { window_closes_at: closes(90), needs_human: false, is_bot_paused: true };
    assert.deepEqual(attentionOf(patient, now).words, ["Window closes in 1 h 30 min"]);
    assert.deepEqual(attentionOf({ ...patient, is_bot_paused: false }, now).words, []);
});

test("nobody answers a patient who is blocked, and nothing can be sent", () => {
    const blocked = { ...active, needs_human: true, is_blocked: true, window_closes_at: new Date(2026, 10, 23).toISOString() };
    assert.equal(bannerState(blocked, null, now).text, "Blocked on WhatsApp");
    assert.equal(bannerState({ ...blocked, ...paused }, null, now).text, "Blocked on WhatsApp");
    const { isOpen, mayUseTemplates, sentence } = windowOf(blocked, now);
    assert.deepEqual([isOpen, mayUseTemplates], [false, false]);
    assert.match(sentence, /blocked this patient/);
    assert.equal(windowOf({ ...blocked, is_blocked: false }, now).isOpen, true);
});
