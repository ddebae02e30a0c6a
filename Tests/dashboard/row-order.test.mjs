// The right patient opens: rows stand still while somebody is about to press one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hasMoved, heldRows, isSameOrder, isUrgentFirst } from "../../Sources/Server/Public/assets/js/row-order.js";

const rows = (...ids) => ids.map((id) => ({ id }));
const order = (list) => list.map(({ id }) => id).join("");

test("while the order is held every row stays where it is, and new ones come at the end", () => {
    assert.equal(order(heldRows(rows("a", "b", "c"), rows("n", "c", "a", "b"))), "abcn");
});

test("a row that has left the list keeps its place until the order is free", () => {
    assert.equal(order(heldRows(rows("a", "b", "c"), rows("c", "a"))), "abc");
});

test("a held row shows what is new about it", () => {
    const [first] = heldRows([{ id: "a", unread_count: 0 }], [{ id: "b" }, { id: "a", unread_count: 2 }]);
    assert.equal(first.unread_count, 2);
});

test("rows that come at the end move nothing; one that goes, or passes another, does", () => {
    assert.equal(hasMoved(rows("a", "b"), rows("a", "b", "c")), false);
    assert.equal(hasMoved([], rows("a")), false);
    assert.equal(hasMoved(rows("a", "b"), rows("b", "a")), true);
    assert.equal(hasMoved(rows("a", "b"), rows("b")), true);
    assert.equal(isSameOrder(rows("a", "b"), rows("a", "b")), true);
    assert.equal(isSameOrder(rows("a", "b"), rows("a")), false);
});

test("who may be in danger stands first, or the rows are not as they should be", () => {
    const [urgent, calm] = [{ id: "u", is_urgent: true }, { id: "c", is_urgent: false }];
    assert.equal(isUrgentFirst([calm], [calm]), true);
    assert.equal(isUrgentFirst([calm], [urgent, calm]), false);
    assert.equal(isUrgentFirst([calm, urgent], [urgent, calm]), false);
    // Whatever stands below them may be held.
    assert.equal(isUrgentFirst([urgent, { id: "d" }, calm], [urgent, calm, { id: "d" }]), true);
});
