import assert from "node:assert/strict";
import { test } from "node:test";
import { deletionWords, earlierWordings } from "../../Sources/Server/Public/assets/js/corrections.js";
import { ownReaction, react, withReaction } from "../../Sources/Server/Public/assets/js/reacting.js";
import { canBeReactedTo, reactionGroups } from "../../Sources/Server/Public/assets/js/reactions.js";

const NOW = new Date("2026-11-26T10:00:00Z");
const by = (author, emoji, status = "sent") => ({ author, emoji, status });
const message = (members = {}) => ({
    id: "m1", seq: 1, whatsapp_message_id: "wamid.1", message_type: "text", status: "received",
    sent_at: "2026-11-26T09:00:00Z", reactions: [], ...members,
});

test("reactions are grouped and say whose they are and what became of them", () => {
    const groups = reactionGroups([by("patient", "👍"), by("doctor", "👍", "pending"), by("doctor", "❤️", "failed")], "Asha");
    assert.deepEqual(groups, [
        { emoji: "👍", count: 2, status: "pending", words: "👍 from Asha and the clinic, being sent" },
        { emoji: "❤️", count: 1, status: "failed", words: "❤️ from the clinic, not sent" },
    ]);
    assert.deepEqual(reactionGroups([by("doctor", "", "pending")], "Asha"), []);
    // A server of the version before says nothing of them.
    assert.deepEqual(reactionGroups(undefined, "Asha"), []);
});

test("a new reaction of the clinic takes the place of the one before", () => {
    const before = message({ reactions: [by("patient", "🙏"), by("doctor", "👍")] });
    assert.equal(ownReaction(before), "👍");
    assert.deepEqual(withReaction(before, "❤️").reactions, [by("patient", "🙏"), by("doctor", "❤️", "pending")]);
    assert.deepEqual(withReaction(before, "").reactions, [by("patient", "🙏")]);
    assert.equal(ownReaction(message({ reactions: [by("doctor", "👍", "failed")] })), null);
});

test("nobody reacts to what is deleted, unknown to WhatsApp or too old", () => {
    assert.equal(canBeReactedTo(message(), NOW), true);
    for (const members of [{ deleted_at: "x" }, { whatsapp_message_id: null }, { sent_at: "2026-10-01T00:00:00Z" },
        { message_type: "reaction" }, { status: "failed" }]) {
        assert.equal(canBeReactedTo(message(members), NOW), false);
    }
});

test("a reaction is seen at once, and as before where it did not go through", async () => {
    const shown = [];
    const conversation = {
        patientId: "p1", state: { rows: [message({ status: "read" })] },
        get present() { return this; },
        nextAsked: () => 1,
        answered() {},
        messageChanged: (row) => shown.push(row),
    };
    const before = message({ reactions: [by("doctor", "👍")] });
    const refusal = { kind: "offline", message: "No connection", row: null };
    assert.equal(await react({ react: async () => refusal }, conversation, before, "❤️"), refusal);
    assert.deepEqual(shown.map(({ reactions }) => reactions[0]), [by("doctor", "❤️", "pending"), by("doctor", "👍")]);
    assert.equal(shown[1].status, "read");
    const data = { data: message({ reactions: [by("doctor", "❤️")] }) };
    await react({ react: async () => ({ kind: "ok", row: null, data }) }, conversation, before, "❤️");
    assert.deepEqual(shown.at(-1).reactions, [by("doctor", "❤️")]);
});

test("a correction says what became of a message and who did it", () => {
    assert.match(deletionWords({ deleted_at: "2026-11-26T10:00:00Z", author: "patient" }), /^Deleted by the patient, /);
    assert.match(deletionWords({ deleted_at: "2026-11-26T10:00:00Z", author: "doctor" }), /^Deleted by the clinic, /);
    assert.equal(deletionWords({ deleted_at: null, author: "patient" }), "");
    assert.deepEqual(earlierWordings({ edited_at: null, earlier: [{}] }), []);
    assert.equal(earlierWordings({ edited_at: "x", earlier: [{}, {}] }).length, 2);
    assert.deepEqual(earlierWordings({ edited_at: "x" }), []);
});
