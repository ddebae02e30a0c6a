import assert from "node:assert/strict";
import { test } from "node:test";
import { firstUnreadSeq, keyOf, timeline } from "../../Sources/Server/Public/assets/js/timeline.js";

const at = (day, hour, minute) => new Date(2026, 10, day, hour, minute).toISOString();
const said = (seq, author, created) => ({
    seq,
    author,
    account_name: null,
    direction: author === "patient" ? "incoming" : "outgoing",
    created_at: created,
});

test("a separator stands before the first message of each day", () => {
    const items = timeline([said(1, "patient", at(21, 23, 59)), said(2, "patient", at(22, 0, 1))]);
    assert.deepEqual(items.map(({ kind }) => kind), ["day", "message", "day", "message"]);
});

test("quick successions of one speaker form a group", () => {
    const list = [[1, "patient"], [2, "patient"], [3, "assistant"]].map(([seq, who]) => said(seq, who, at(22, 9, seq)));
    const groups = timeline(list).filter(({ kind }) => kind === "message");
    assert.deepEqual(groups.map(({ startsGroup }) => startsGroup), [true, false, true]);
    assert.deepEqual(groups.map(({ endsGroup }) => endsGroup), [false, true, true]);
});

test("a long pause or another person of the clinic ends a group", () => {
    const doctor = { ...said(1, "doctor", at(22, 9, 0)), account_name: "Dr. Rao" };
    const reception = { ...said(2, "doctor", at(22, 9, 1)), account_name: "Sneha" };
    const later = { ...said(3, "doctor", at(22, 9, 30)), account_name: "Sneha" };
    const groups = timeline([doctor, reception, later]).filter(({ kind }) => kind === "message");
    assert.deepEqual(groups.map(({ startsGroup }) => startsGroup), [true, true, true]);
});

test("the unread divider stands before the first unread message of the patient", () => {
    const list = [[1, "patient"], [2, "assistant"], [3, "patient"]].map(([seq, who]) => said(seq, who, at(22, 9, seq)));
    const items = timeline(list, firstUnreadSeq(list, 2));
    assert.deepEqual(items.map(({ key }) => key), ["day-2026-11-22", "row-1", "row-2", "unread", "row-3"]);
});

test("the divider stands after what was read, and nowhere before the rows reach down to it", () => {
    const list = [said(4, "patient", at(22, 9, 1)), said(5, "assistant", at(22, 9, 2)), said(6, "patient", at(22, 9, 3))];
    assert.equal(firstUnreadSeq(list, 6), null);
    assert.equal(firstUnreadSeq(list, 4), 6);
    assert.equal(firstUnreadSeq(list, 3), 4);
    assert.equal(firstUnreadSeq(list, 2), null);
    assert.equal(firstUnreadSeq([], 3), null);
});

test("an optimistic message and its row share a key", () => {
    assert.equal(keyOf({ client_message_id: "c1" }), keyOf({ client_message_id: "c1", seq: 8 }));
    assert.notEqual(keyOf({ seq: 8 }), keyOf({ seq: 9 }));
});

test("the time that counts is when a message was written, and the order is that of the numbers", () => {
    const late = { ...said(2, "patient", at(22, 9, 1)), sent_at: at(21, 18, 0) };
    const list = [said(1, "patient", at(22, 9, 0)), late, { ...said(3, "patient", at(22, 9, 2)), sent_at: at(22, 9, 2) }];
    const items = timeline(list);
    assert.deepEqual(
        items.map(({ key }) => key),
        ["day-2026-11-22", "row-1", "day-2026-11-21", "row-2", "day-2026-11-22-2", "row-3"]);
    assert.equal(items[2].at, late.sent_at);
    assert.deepEqual(
        items.filter(({ kind }) => kind === "message").map(({ startsGroup }) => startsGroup), [true, true, true]);
});

test("messages that were written one after the other form a group, however late they came", () => {
    const list = [
        { ...said(1, "patient", at(22, 9, 0)), sent_at: at(22, 8, 58) },
        { ...said(2, "patient", at(22, 9, 30)), sent_at: at(22, 9, 0) },
    ];
    const groups = timeline(list).filter(({ kind }) => kind === "message");
    assert.deepEqual(groups.map(({ startsGroup }) => startsGroup), [true, false]);
});
