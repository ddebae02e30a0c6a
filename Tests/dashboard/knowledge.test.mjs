// What the assistant may say, in words for people and as what a form changes.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
    approvalWords, askedWords, changesTo, importWords, moved, titleFor, triedWords, usedWords, waitingWords,
} from "../../Sources/Server/Public/assets/js/knowledge.js";
import { isKnowledge } from "../../Sources/Server/Public/assets/js/route.js";

const now = new Date("2026-11-27T10:00:00Z");
const topic = { title: "Hours", answer: "9 to 6", kind: "administrative", is_approved: true };

test("who waits for approval is counted", () => {
    assert.equal(waitingWords([topic]), "");
    assert.match(waitingWords([topic, { ...topic, is_approved: false }]), /^1 topic waits /);
    assert.match(waitingWords([1, 2].map(() => ({ ...topic, is_approved: false }))), /^2 topics wait /);
});

test("approval and use are told as far as they are known", () => {
    assert.equal(approvalWords({ is_approved: false, approved_by: "Dr Rao" }, now), "Not approved");
    assert.equal(approvalWords({ is_approved: true, approved_by: null, approved_at: null }, now), "Approved");
    assert.equal(
        approvalWords({ is_approved: true, approved_by: "Dr Rao", approved_at: "2026-11-27T09:00:00Z" }, now),
        "Approved by Dr Rao today");
    assert.equal(usedWords({ used: 0, last_used_at: null }, now), "Not used yet");
    assert.match(usedWords({ used: 2, last_used_at: "2026-11-27T09:00:00Z" }, now), /^Used 2 times, last today, /);
    assert.match(askedWords({ count: 1, last_asked_at: "2026-11-26T09:00:00Z" }, now), /^Asked once, last yesterday$/);
});

test("only what differs is sent, and approval only where there is something to approve", () => {
    const fields = { title: "Hours", answer: "9 to 6", kind: "administrative" };
    assert.deepEqual(changesTo(topic, { ...fields, approves: true }), {});
    assert.deepEqual(changesTo(topic, { ...fields, answer: " 10 to 6 ", approves: false }), { answer: "10 to 6" });
    assert.deepEqual(changesTo(topic, { ...fields, answer: "10 to 6", approves: true }), { answer: "10 to 6", is_approved: true });
    assert.deepEqual(changesTo({ ...topic, is_approved: false }, { ...fields, approves: true }), { is_approved: true });
    assert.deepEqual(changesTo(topic, { ...fields, kind: "medical", approves: false }), { kind: "medical" });
});

test("a topic is moved within the list and not beyond its ends", () => {
    assert.deepEqual(moved(["a", "b", "c"], "b", -1), ["b", "a", "c"]);
    assert.deepEqual(moved(["a", "b", "c"], "b", 1), ["a", "c", "b"]);
    assert.equal(moved(["a", "b"], "a", -1), null);
    assert.equal(moved(["a", "b"], "b", 1), null);
    assert.equal(moved(["a"], "x", 1), null);
});

test("an import and a question that was tried are told in words", () => {
    const report = { added: 1, changed: 0, kept: 2, removed: 0, unapproved: ["New"] };
    assert.equal(importWords(report), "Imported: 1 added, 0 changed, 2 kept. 1 of the file waits for approval.");
    assert.equal(importWords({ ...report, removed: 3, unapproved: [] }), "Imported: 1 added, 0 changed, 2 kept, 3 removed.");
    const said = { topics: ["Hours"], needs_human: false, reason: null, red_flag: null };
    assert.equal(triedWords(said), "It rests on “Hours”.");
    assert.equal(triedWords({ ...said, topics: [] }), "It rests on no topic.");
    const unsure = { topics: [], needs_human: true, reason: "assistant_unsure", red_flag: null };
    assert.match(triedWords(unsure), /not sure, so a human is called\.$/);
    assert.match(triedWords({ ...unsure, red_flag: "chest_pain" }), /emergency.* Alarming: chest pain\.$/);
});

test("a question gives its first line as a title", () => {
    assert.equal(titleFor("Is there a lift?\nMy mother cannot climb"), "Is there a lift?");
    assert.equal(titleFor("x".repeat(100)).length, 80);
});

test("the knowledge has an address", () => {
    assert.ok(isKnowledge("#/knowledge"));
    assert.ok(!isKnowledge("#/settings"));
});
