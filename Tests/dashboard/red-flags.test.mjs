import assert from "node:assert/strict";
import test from "node:test";
import { newestFlags, newlyUrgent, redFlagWords } from "../../Sources/Server/Public/assets/js/red-flags.js";

const flagged = (id, seq) => ({ id, last_incoming_message: { seq, red_flag: "heart" } });
const calm = (id, seq) => ({ id, last_incoming_message: { seq, red_flag: null } });
const ids = (patients) => patients.map(({ id }) => id);

test("who is urgent when the page is opened is no news", () => {
    assert.deepEqual(newlyUrgent(null, [flagged("a", 1)]), []);
});

test("who becomes urgent is news once, and another flagged message is news again", () => {
    let known = newestFlags([flagged("a", 1)]);
    assert.deepEqual(ids(newlyUrgent(known, [flagged("a", 1), flagged("b", 4)])), ["b"]);
    assert.deepEqual(ids(newlyUrgent(known, [flagged("a", 3)])), ["a"]);
    known = newestFlags([calm("a", 5)], newestFlags([flagged("a", 3)]));
    assert.deepEqual(newlyUrgent(known, [calm("a", 6)]), [], "words that are no emergency");
    assert.deepEqual(ids(newlyUrgent(known, [flagged("a", 7)])), ["a"]);
});

test("who was closed and becomes urgent again is news", () => {
    const known = newestFlags([], newestFlags([flagged("a", 3)]));
    assert.deepEqual(ids(newlyUrgent(known, [flagged("a", 3)])), ["a"]);
});

test("a flag is said in words, one that this page does not know by its name", () => {
    assert.equal(redFlagWords("self_harm"), "May be an emergency: suicide or self-harm");
    assert.equal(redFlagWords("some_new"), "May be an emergency: some new");
    assert.equal(redFlagWords(null), "");
});
