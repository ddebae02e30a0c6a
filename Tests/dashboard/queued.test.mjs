// A text that waits until the patient writes: its words, and what becomes of it on its way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Attachments } from "../../Sources/Server/Public/assets/js/attachments.js";
import { Connection } from "../../Sources/Server/Public/assets/js/connection.js";
import { addPending, emptyConversation, failPending } from "../../Sources/Server/Public/assets/js/messages.js";
import { outcomeNote } from "../../Sources/Server/Public/assets/js/outcome-note.js";
import { isBeingQueued, isKept, queuedMark, queuedWords, waitingText } from "../../Sources/Server/Public/assets/js/queued.js";
import { Sending } from "../../Sources/Server/Public/assets/js/sending.js";
import { windowOf } from "../../Sources/Server/Public/assets/js/service-window.js";
import { UnsentTexts } from "../../Sources/Server/Public/assets/js/unsent.js";

const now = new Date(2026, 10, 22, 12, 0);
const at = (hours) => new Date(now.getTime() + hours * 3_600_000).toISOString();
const waits = { id: "q1", text: "Your report is here", made_at: at(-2), by: "Dr. Rao", sendable_until: at(70), kept_because: null };
const givenBack = { ...waits, kept_because: "given_back" };
const tooOld = { ...waits, made_at: at(-80), sendable_until: at(-8), kept_because: "too_old" };
const expired = { ...tooOld, kept_because: null };
const words = (queued, more = {}) => queuedWords({ queued, name: "Asha", isPaused: true, isOpen: false, now, ...more });

test("while it waits the card says for whom, by whom and until when", () => {
    const { title, reason, note } = words(waits);
    assert.equal(title, "Will be sent when Asha writes");
    assert.equal(reason, "");
    assert.match(note, /^Dr\. Rao, today, 10:00.* · waits until .*25.*Nov.*, 10:00/);
    assert.match(words({ ...waits, by: null }).note, /^The clinic, today/);
});

test("what does not leave by itself says why, and how it waits again", () => {
    assert.deepEqual([waits, givenBack, tooOld, expired].map((queued) => isKept(queued, now)), [false, true, true, true]);
    for (const [queued, why] of [[givenBack, /given back to the AI/], [tooOld, /longer than three days, so it was not sent/],
        [expired, /will not be sent by itself any more/]]) {
        assert.equal(words(queued).title, "Draft not sent");
        assert.match(words(queued).reason, why);
        assert.match(words(queued).reason, /Edit and save it, and it waits for the patient again\.$/);
        // It can be sent at once, or the assistant has the conversation.
        assert.doesNotMatch(words(queued, { isOpen: true }).reason, /waits for the patient again/);
        assert.doesNotMatch(words(queued, { isPaused: false }).reason, /waits for the patient again/);
        assert.doesNotMatch(words(queued).note, /until/);
    }
    assert.match(words({ ...waits, kept_because: "some_new_thing" }).title, /not sent/);
});

test("a row of the list shows it, and says where it stays", () => {
    assert.equal(queuedMark({ queued: null }, now), null);
    assert.equal(queuedMark({}, now), null);
    assert.deepEqual([queuedMark({ queued: waits }, now).icon, queuedMark({ queued: waits }, now).text], ["clock", ""]);
    assert.equal(queuedMark({ queued: expired }, now).text, "Draft not sent");
});

test("a text can wait where the window is closed and none is there yet", () => {
    const closed = { window_closes_at: at(-1), queued: null };
    assert.equal(windowOf(closed, now).mayQueue, true);
    assert.match(windowOf(closed, now).sentence, /within 24 hours.* A text can wait until the patient writes/);
    assert.equal(windowOf({ ...closed, window_closes_at: null }, now).mayQueue, true);
    assert.equal(windowOf({ ...closed, queued: givenBack }, now).mayQueue, false);
    assert.match(windowOf({ ...closed, queued: givenBack }, now).sentence, /change or remove it/);
    assert.equal(windowOf({ ...closed, is_blocked: true }, now).mayQueue, false);
    assert.equal(windowOf({ ...closed, window_closes_at: at(1) }, now).mayQueue, false);
    // A server of the version before.
    const former = windowOf({ window_closes_at: at(-1) }, now);
    assert.deepEqual([former.mayQueue, former.isOpen], [false, false]);
    assert.match(former.sentence, /You can write again when the patient does\.$/);
});

/** A conversation, and a server whose answers the test gives one after the other. */
function desk(...answers) {
    const calls = [];
    const refreshed = [];
    const conversation = {
        patientId: "p1", state: emptyConversation("p1"), patient: { id: "p1", queued: null }, asked: 0,
        get present() { return this; },
        change(next) { this.state = next; },
        nextAsked() { return (this.asked += 1); },
        refreshSoon() { refreshed.push(true); },
        answered({ patient }) { this.patient = patient; },
    };
    const restored = [];
    const unsent = { restore: (_, text) => Boolean(restored.push(text)) };
    const api = {
        send: async (patientId, text, id, { when, replyTo }) => {
            calls.push({ text, id, when, replyTo });
            const answer = answers.shift();
            return typeof answer === "function" ? answer(id) : answer;
        },
    };
    const connection = new Connection(() => {});
    const sending = new Sending({ api, unsent, attachments: new Attachments(), accountName: "Dr. Rao", connection });
    return { calls, conversation, refreshed, restored, sending };
}

const kept = { kind: "ok", status: 200, data: { success: true, data: null, queued: waits, patient: { id: "p1", queued: waits } } };
const REFUSED = { kind: "refused", status: 409, code: "already_queued", message: "A text waits already.", canRetry: false, row: null };
const AWAY = { kind: "unavailable", status: 503, message: "Later.", canRetry: true, row: null };
const row = (id) => ({ id: "m1", seq: 1, client_message_id: id, message_body: waits.text, status: "pending" });

test("what is to wait is a bubble until the server has it, and then what waits", async () => {
    const { calls, conversation, sending } = desk(kept);
    const sent = sending.queue(conversation, waits.text, { id: "m0" });
    const [pending] = conversation.state.pending;
    assert.ok(isBeingQueued(conversation.state));
    assert.equal(outcomeNote(pending, { isAway: false, now }), "Will wait for the patient.");
    assert.match(outcomeNote(pending, { isAway: true, now }), /^Waiting for the connection/);
    assert.deepEqual(await sent, { restored: false, message: null });
    assert.deepEqual(calls, [{ text: waits.text, id: pending.client_message_id, when: "patient_writes", replyTo: "m0" }]);
    assert.deepEqual([conversation.state.pending, conversation.state.rows], [[], []]);
    assert.equal(waitingText(conversation), waits);
});

test("where it has left meanwhile it is the row that the server names", async () => {
    const left = (id) => ({ kind: "ok", data: { data: row(id), patient: { id: "p1", queued: null } } });
    const { conversation, sending } = desk(left);
    await sending.queue(conversation, waits.text);
    assert.deepEqual([conversation.state.rows.length, conversation.state.pending], [1, []]);
});

test("where another one waits already it is back in the box, and the chat is read anew", async () => {
    const { conversation, refreshed, restored, sending } = desk(REFUSED);
    assert.deepEqual(await sending.queue(conversation, "Mine"), { restored: true, message: REFUSED.message });
    assert.deepEqual([restored, conversation.state.pending, refreshed], [["Mine"], [], [true]]);
});

test("tried again it still waits for the patient, under the same identifier", async () => {
    const { calls, conversation, sending } = desk(AWAY, kept);
    await sending.queue(conversation, waits.text);
    const [failed] = conversation.state.pending;
    assert.deepEqual([failed.status, failed.can_retry, isBeingQueued(conversation.state)], ["failed", true, false]);
    await sending.retry(conversation, failed);
    assert.deepEqual(calls.map(({ when }) => when), ["patient_writes", "patient_writes"]);
    assert.equal(calls[1].id, calls[0].id);
    assert.deepEqual(conversation.state.pending, []);
});

test("sent at once it goes under its own id, and stays where it is if that is refused", async () => {
    const held = { ...REFUSED, code: "held", message: "The clinic is held." };
    const { calls, conversation, restored, sending } = desk(held, { kind: "ok", data: { data: row("q1"), patient: { id: "p1", queued: null } } });
    conversation.patient = { id: "p1", queued: waits };
    const sent = sending.sendQueued(conversation, waits);
    assert.equal(waitingText(conversation), null, "it is a bubble now");
    assert.equal((await sent).message, held.message);
    assert.deepEqual([waitingText(conversation), restored], [waits, []]);
    await sending.sendQueued(conversation, waits);
    assert.deepEqual(calls.map(({ id, when }) => [id, when]), [["q1", undefined], ["q1", undefined]]);
    assert.equal(waitingText(conversation), null);
    assert.deepEqual(conversation.state.rows.map(({ client_message_id: id }) => id), ["q1"]);
});

test("a failed one is no reason to hold the next one back", () => {
    const state = addPending(emptyConversation("p1"), "p1", { client_message_id: "c1", queue: "in" });
    assert.equal(isBeingQueued(state), true);
    assert.equal(isBeingQueued(failPending(state, "p1", "c1", "No", true)), false);
});

test("what is put back stands below what is in the box", () => {
    const items = new Map();
    const unsent = new UnsentTexts({
        get length() { return items.size; },
        key: (index) => [...items.keys()][index] ?? null,
        getItem: (key) => items.get(key) ?? null,
        setItem: (key, value) => items.set(key, value),
        removeItem: (key) => items.delete(key),
    });
    unsent.add("p1", "First");
    unsent.add("p1", "Second");
    assert.equal(unsent.read("p1"), "First\nSecond");
});
