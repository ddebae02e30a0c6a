import assert from "node:assert/strict";
import { test } from "node:test";
import { newIdentifier } from "../../Sources/Server/Public/assets/js/identifiers.js";
import { authorLabel, bodyOf, fileNameOf, kindOf, previewOf } from "../../Sources/Server/Public/assets/js/kinds.js";
import { changedRows, firstPage, joinRows, morePages, replaceRow } from "../../Sources/Server/Public/assets/js/patient-rows.js";
import { chatInAddress } from "../../Sources/Server/Public/assets/js/route.js";
import { UnsentTexts } from "../../Sources/Server/Public/assets/js/unsent.js";

class MemoryStorage {
    #items = new Map();
    get length() { return this.#items.size; }
    key(index) { return [...this.#items.keys()][index] ?? null; }
    getItem(key) { return this.#items.get(key) ?? null; }
    setItem(key, value) { this.#items.set(key, value); }
    removeItem(key) { this.#items.delete(key); }
}

test("what is not sent is kept per patient, and an empty one is forgotten", () => {
    const storage = new MemoryStorage();
    const unsent = new UnsentTexts(storage);
    unsent.write("a", "for Asha");
    unsent.write("b", "for Ravi");
    unsent.write("b", "  ");
    assert.equal(unsent.read("a"), "for Asha");
    assert.equal(unsent.read("b"), "");
    assert.equal(storage.length, 1);
});

test("what could not be sent comes back, but never over something newer", () => {
    const unsent = new UnsentTexts(new MemoryStorage());
    assert.equal(unsent.restore("a", "first"), true);
    assert.equal(unsent.restore("a", "second"), false);
    assert.equal(unsent.read("a"), "first");
});

test("signing out forgets every unsent text and nothing else", () => {
    const storage = new MemoryStorage();
    storage.setItem("other", "1");
    const unsent = new UnsentTexts(storage);
    unsent.write("a", "x");
    unsent.write("b", "y");
    unsent.clear();
    assert.equal(storage.length, 1);
    assert.equal(storage.getItem("other"), "1");
});

test("a storage that refuses costs only the text", () => {
    const refuse = () => { throw new Error("forbidden"); };
    const unsent = new UnsentTexts({ setItem: refuse, getItem: refuse });
    unsent.write("a", "x");
    assert.equal(unsent.read("a"), "");
});

test("texts that an earlier version kept are still there, once, and never over something newer", () => {
    const storage = new MemoryStorage();
    storage.setItem("draft:a", "for Asha");
    storage.setItem("draft:b", "old");
    storage.setItem("unsent:b", "new");
    const unsent = new UnsentTexts(storage);
    assert.equal(unsent.read("a"), "for Asha");
    assert.equal(unsent.read("b"), "new");
    assert.deepEqual(unsent.patients(), ["b", "a"]);
    unsent.write("a", "");
    assert.equal(new UnsentTexts(storage).read("a"), "");
    assert.equal(storage.length, 1);
});

test("a text moves with its patient, and what is typed under both ids is kept", () => {
    const unsent = new UnsentTexts(new MemoryStorage());
    unsent.write("old", "half a sent");
    unsent.move("old", "new");
    assert.deepEqual([unsent.read("old"), unsent.read("new")], ["", "half a sent"]);
    unsent.write("older", "and another");
    unsent.move("older", "new");
    assert.equal(unsent.read("new"), "half a sent\nand another");
    unsent.write("older", unsent.read("new"));
    unsent.move("older", "new");
    assert.equal(unsent.read("new"), "half a sent\nand another");
    unsent.move("nobody", "new");
    unsent.move("new", "new");
    assert.equal(unsent.read("new"), "half a sent\nand another");
    assert.deepEqual(unsent.patients(), ["new"]);
});

test("identifiers are random UUIDs, also without a secure context", () => {
    const plain = { getRandomValues: (bytes) => crypto.getRandomValues(bytes) };
    const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    assert.match(newIdentifier(plain), shape);
    assert.match(newIdentifier(), shape);
    assert.notEqual(newIdentifier(plain), newIdentifier(plain));
});

const place = (id, minute, members = {}) =>
    ({ id, list_rank: 0, last_activity_at: `2026-11-25T10:0${minute}:00.000Z`, ...members });
const ids = ({ rows: list }) => list.map(({ id }) => id);

test("pages follow each other, each patient once, down to where they were loaded", () => {
    const first = firstPage({ patients: [place("a", 3), place("b", 2)], next_cursor: "1" });
    assert.deepEqual([ids(first), first.nextCursor, first.bound.id], [["a", "b"], "1", "b"]);
    const second = morePages(first, { patients: [place("b", 2), place("c", 1)], next_cursor: "2" });
    assert.deepEqual([ids(second), second.nextCursor, second.bound.id], [["a", "b", "c"], "2", "c"]);
    const last = morePages(second, { patients: [place("d", 0)], next_cursor: null });
    assert.deepEqual([ids(last), last.nextCursor, last.bound], [["a", "b", "c", "d"], null, null]);
});

test("what has changed takes its place, and what is gone goes", () => {
    const state = firstPage({ patients: [place("a", 3), place("b", 2), place("c", 1)], next_cursor: null });
    const changed = (patients, gone = []) => changedRows(state, { patients, gone }).map(({ id }) => id);
    assert.deepEqual(changed([place("c", 4)]), ["c", "a", "b"]);
    assert.deepEqual(changed([place("a", 0, { unread_count: 1 })]), ["b", "c", "a"]);
    assert.deepEqual(changed([place("n", 2)], ["a", "z"]), ["n", "b", "c"]);
    assert.deepEqual(changed([{ ...place("n", 0), list_rank: 1 }]), ["n", "a", "b", "c"]);
    assert.deepEqual(changed([], []), ["a", "b", "c"]);
    assert.equal(changedRows(state, { patients: [place("b", 2, { name: "B" })], gone: [] })[1].name, "B");
});

test("a patient below what was loaded comes with the next page, and one who moved up comes at once", () => {
    const state = firstPage({ patients: [place("d", 9), place("c", 5)], next_cursor: "1" });
    const changed = (...patients) => changedRows(state, { patients, gone: [] }).map(({ id }) => id);
    assert.deepEqual(changed(place("b", 4)), ["d", "c"]);
    assert.deepEqual(changed(place("b", 6)), ["d", "b", "c"]);
    assert.deepEqual(changed(place("d", 3)), ["c"]);
    assert.deepEqual(changed(place("b", 5)), ["d", "c"], "of equal ones the greater id comes first");
    assert.deepEqual(changed(place("e", 5)), ["d", "e", "c"]);
});

test("a row takes newer members; an unknown patient changes nothing", () => {
    const list = [{ id: "a", unread_count: 2, email: "a@example.com" }];
    const newer = { id: "a", unread_count: 0, email: "a@example.com" };
    assert.deepEqual(replaceRow(list, { id: "a", unread_count: 0 }), [newer]);
    assert.equal(replaceRow(list, { id: "z" }), list);
});

test("of two rows of one person the former goes and the present one is there once", () => {
    const present = { id: "b", unread_count: 3 };
    const both = [{ id: "a" }, { id: "c" }, { id: "b", unread_count: 1, email: "b@example.com" }];
    assert.deepEqual(joinRows(both, "a", present), [{ id: "c" }, { ...present, email: "b@example.com" }]);
    assert.deepEqual(joinRows([{ id: "a", unread_count: 1 }, { id: "c" }], "a", present), [present, { id: "c" }]);
    assert.deepEqual(joinRows([{ id: "b" }], "a", present), [present]);
    const others = [{ id: "c" }];
    assert.equal(joinRows(others, "a", present), others);
});

test("the address of a chat names its patient, and nothing else does", () => {
    assert.equal(chatInAddress("#/chat/0f6c-1"), "0f6c-1");
    const others = ["", "#/", "#/chat/", "#/chat/a/b", "#/chat/a?x", "#/chat/<a>"];
    for (const hash of others) assert.equal(chatInAddress(hash), null);
});

test("every kind of message has a word, also one that is not known yet", () => {
    assert.equal(kindOf({ message_type: "text", message_body: "hi" }), null);
    assert.equal(kindOf({ message_type: "image", message_body: "" }).label, "Photo");
    assert.equal(kindOf({ message_type: "unsupported", message_body: null }).label, "Unsupported message");
    assert.equal(kindOf({ message_type: "hologram", message_body: "x" }).label, "Unsupported message");
    assert.equal(kindOf({ message_type: "interactive", message_body: "" }).label, "Unsupported message");
});

test("the one line of a patient says who wrote what", () => {
    const answer = { author: "assistant", message_type: "text", message_body: "We are\n\nopen" };
    assert.equal(previewOf(answer).text, "AI: We are open");
    const voice = { author: "patient", message_type: "audio", message_body: null };
    assert.deepEqual(previewOf(voice), { icon: "voice", text: "Voice message" });
    assert.equal(previewOf({ ...answer, status: "cancelled" }).text, "AI: Not sent: We are open");
    assert.equal(previewOf(null).text, "No messages yet");
    assert.equal(authorLabel({ author: "doctor", account_name: null }), "Clinic phone");
    assert.equal(authorLabel({ author: "doctor", account_name: "Sneha" }), "Sneha");
});

test("a file's name is shown where the text does not say it, and an order is named once", () => {
    const file = { message_type: "document", message_body: "My report", media: { file_name: "blood.pdf" } };
    assert.equal(fileNameOf(file), "blood.pdf");
    assert.equal(fileNameOf({ ...file, message_body: "blood.pdf" }), "");
    assert.equal(fileNameOf({ ...file, media: null }), "");
    const order = { message_type: "order", message_body: "Order: 2 × Thermometer", author: "patient", status: "received" };
    assert.equal(bodyOf(order), "2 × Thermometer");
    assert.deepEqual(previewOf(order), { icon: "document", text: "2 × Thermometer" });
    assert.equal(bodyOf({ message_type: "text", message_body: "Order: now" }), "Order: now");
});
