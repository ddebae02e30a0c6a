import assert from "node:assert/strict";
import { test } from "node:test";
import {
    addPending, allMessages, dropPending, emptyConversation, failPending, failRetry, gapAbove, highestSeq, lowestSeq,
    markRetrying, mergeNewest, mergeOlder, mergeRow,
} from "../../Sources/Server/Public/assets/js/messages.js";

const ASHA = "asha";
const page = (asked, limit = 50) => ({ asked, limit });
const row = (seq, members = {}) => ({
    id: `id-${seq}`, seq, direction: "outgoing", author: "doctor", status: "sent", message_body: `m${seq}`,
    client_message_id: null, error: null, can_retry: false, created_at: "2026-11-22T10:00:00.000Z", ...members,
});
const rows = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => row(from + index));
const seqs = (state) => state.rows.map(({ seq }) => seq);
const loaded = (...list) => mergeNewest(emptyConversation(ASHA), ASHA, list, page(1));
const pending = (id, text = "hello") =>
    ({ client_message_id: id, message_body: text, created_at: "2026-11-22T10:01:00.000Z", account_name: "Dr. Rao" });

test("a page read twice shows every message once", () => {
    const once = loaded(row(1), row(2));
    const twice = mergeNewest(once, ASHA, [row(1), row(2), row(3)], page(2));
    assert.deepEqual(seqs(twice), [1, 2, 3]);
});

test("rows that arrive out of order stand in the order of their numbers", () => {
    const state = mergeRow(mergeRow(loaded(row(5)), ASHA, row(7), 2), ASHA, row(6), 3);
    assert.deepEqual(seqs(state), [5, 6, 7]);
});

test("a newer reading moves a status forward", () => {
    const state = mergeNewest(loaded(row(1, { status: "sent" })), ASHA, [row(1, { status: "read" })], page(2));
    assert.equal(state.rows[0].status, "read");
});

test("an answer that was overtaken does not bring an old status back", () => {
    const read = mergeNewest(emptyConversation(ASHA), ASHA, [row(1, { status: "read" })], page(2));
    assert.equal(mergeNewest(read, ASHA, [row(1, { status: "sent" })], page(1)).rows[0].status, "read");
    const failed = mergeNewest(emptyConversation(ASHA), ASHA, [row(1, { status: "failed", error: "no" })], page(2));
    const late = mergeNewest(failed, ASHA, [row(1, { status: "sending" })], page(1));
    assert.equal(late.rows[0].status, "failed");
    assert.equal(late.rows[0].error, "no");
});

test("a status never goes backwards, even in a newer reading", () => {
    const state = mergeNewest(loaded(row(1, { status: "delivered" })), ASHA, [row(1, { status: "sent" })], page(2));
    assert.equal(state.rows[0].status, "delivered");
});

test("an overtaken answer may still move a status forward", () => {
    const sent = mergeNewest(emptyConversation(ASHA), ASHA, [row(1, { status: "sent" })], page(5));
    assert.equal(mergeRow(sent, ASHA, row(1, { status: "delivered" }), 4).rows[0].status, "delivered");
});

test("a failure that the server decided is overridden by a later delivery", () => {
    const failed = loaded(row(1, { status: "failed", error: "never confirmed", can_retry: true }));
    const state = mergeNewest(failed, ASHA, [row(1, { status: "delivered" })], page(2));
    assert.equal(state.rows[0].status, "delivered");
    assert.equal(state.rows[0].error, null);
});

test("an optimistic message stands last until the server's row takes its place", () => {
    const waiting = addPending(loaded(row(1)), ASHA, pending("c1"));
    assert.equal(allMessages(waiting).at(-1).status, "pending");
    const state = mergeNewest(waiting, ASHA, [row(1), row(2, { client_message_id: "c1" })], page(2));
    assert.deepEqual(allMessages(state).map(({ seq }) => seq), [1, 2]);
});

test("the row may come before the answer of the send, and the message is still one", () => {
    const waiting = addPending(loaded(row(1)), ASHA, pending("c1"));
    const seen = mergeNewest(waiting, ASHA, [row(2, { client_message_id: "c1", status: "pending" })], page(2));
    const answered = mergeRow(seen, ASHA, row(2, { client_message_id: "c1", status: "sent" }), 3);
    assert.equal(allMessages(answered).length, 2);
    assert.equal(answered.rows[1].status, "sent");
});

test("two waiting messages keep their order, and only the confirmed one goes", () => {
    const waiting = addPending(addPending(loaded(), ASHA, pending("c1", "a")), ASHA, pending("c2", "b"));
    const state = mergeRow(waiting, ASHA, row(1, { client_message_id: "c1" }), 2);
    assert.deepEqual(state.pending.map(({ message_body: body }) => body), ["b"]);
});

test("a message without an answer stays, failed, with its reason", () => {
    const state = failPending(addPending(loaded(), ASHA, pending("c1")), ASHA, "c1", "No connection", true);
    const { status, error, can_retry: canRetry } = state.pending[0];
    assert.deepEqual({ status, error, canRetry }, { status: "failed", error: "No connection", canRetry: true });
});

test("a failed message whose row turns up after all is one message", () => {
    const failed = failPending(addPending(loaded(), ASHA, pending("c1")), ASHA, "c1", "No connection", true);
    const state = mergeNewest(failed, ASHA, [row(1, { client_message_id: "c1", status: "delivered" })], page(2));
    assert.deepEqual(allMessages(state).map(({ status }) => status), ["delivered"]);
});

test("a refused message can be taken away again", () => {
    assert.deepEqual(dropPending(addPending(loaded(), ASHA, pending("c1")), ASHA, "c1").pending, []);
});

test("a retry shows a failed row as on its way, and an older reading does not undo that", () => {
    const failed = loaded(row(1, { client_message_id: "c1", status: "failed", error: "later", can_retry: true }));
    const retrying = markRetrying(failed, ASHA, "c1", 5);
    assert.equal(retrying.rows[0].status, "pending");
    assert.equal(retrying.rows[0].error, null);
    const stale = mergeNewest(retrying, ASHA, [row(1, { client_message_id: "c1", status: "failed" })], page(4));
    assert.equal(stale.rows[0].status, "pending");
    const again = mergeNewest(retrying, ASHA, [row(1, { client_message_id: "c1", status: "failed" })], page(6));
    assert.equal(again.rows[0].status, "failed");
});

test("a retry that does not reach the server fails again and can be repeated", () => {
    const failed = loaded(row(1, { client_message_id: "c1", status: "failed", can_retry: true }));
    const state = failRetry(markRetrying(failed, ASHA, "c1", 2), ASHA, "c1", "No connection", true);
    assert.equal(state.rows[0].status, "failed");
    assert.equal(state.rows[0].can_retry, true);
});

test("a retry does not touch a row that was delivered meanwhile", () => {
    const delivered = loaded(row(1, { client_message_id: "c1", status: "delivered" }));
    assert.equal(failRetry(delivered, ASHA, "c1", "No connection", true).rows[0].status, "delivered");
    assert.equal(markRetrying(delivered, ASHA, "c1", 9).rows[0].status, "delivered");
});

test("a late answer for another patient changes nothing", () => {
    const state = addPending(loaded(row(1)), ASHA, pending("c1"));
    assert.equal(mergeNewest(state, "ravi", [row(9)], page(2)), state);
    assert.equal(mergeOlder(state, "ravi", [row(9)], page(2)), state);
    assert.equal(mergeRow(state, "ravi", row(9), 2), state);
    assert.equal(addPending(state, "ravi", pending("c2")), state);
    assert.equal(failPending(state, "ravi", "c1", "no", true), state);
    assert.equal(dropPending(state, "ravi", "c1"), state);
    assert.equal(markRetrying(state, "ravi", "c1", 2), state);
});

test("older pages go on top, until the first message is there", () => {
    const newest = mergeNewest(emptyConversation(ASHA), ASHA, rows(61, 110), page(1));
    assert.equal(newest.hasOlder, true);
    const middle = mergeOlder(newest, ASHA, rows(11, 60), page(2));
    assert.equal(middle.hasOlder, true);
    const all = mergeOlder(middle, ASHA, rows(1, 10), page(3));
    assert.equal(all.hasOlder, false);
    assert.equal(lowestSeq(all), 1);
    assert.equal(highestSeq(all), 110);
});

test("a full page that begins with the first message has nothing older", () => {
    assert.equal(mergeNewest(emptyConversation(ASHA), ASHA, rows(1, 50), page(1)).hasOlder, false);
});

test("reading the newest page again does not forget that all older ones are there", () => {
    const newest = mergeNewest(emptyConversation(ASHA), ASHA, rows(11, 60), page(1));
    const all = mergeOlder(newest, ASHA, rows(1, 10), page(2));
    assert.equal(mergeNewest(all, ASHA, rows(11, 60), page(3)).hasOlder, false);
});

test("a hole after a long absence is found and filled", () => {
    const before = loaded(...rows(1, 5));
    const after = mergeNewest(before, ASHA, rows(101, 150), page(2));
    assert.equal(gapAbove(after), 101);
    assert.equal(gapAbove(mergeOlder(after, ASHA, rows(6, 100), page(3, 200))), null);
});

test("an empty conversation is loaded, without anything older", () => {
    const state = loaded();
    assert.equal(state.isLoaded, true);
    assert.equal(state.hasOlder, false);
    assert.equal(lowestSeq(state), null);
    assert.equal(highestSeq(state), 0);
});

test("merging does not change the former value", () => {
    const before = Object.freeze(loaded(row(1)));
    Object.freeze(before.rows);
    mergeNewest(before, ASHA, [row(1, { status: "read" }), row(2)], page(2));
    assert.equal(before.rows[0].status, "sent");
    assert.equal(before.rows.length, 1);
});

test("a text that waited is confirmed by the row that it becomes, whatever name that has", () => {
    const sent = addPending(loaded(row(1)), ASHA, pending("queued"));
    const state = mergeRow(sent, ASHA, row(2, { id: "queued", client_message_id: "as it was queued" }), 2);
    assert.deepEqual(allMessages(state).map(({ id }) => id), ["id-1", "queued"]);
});
