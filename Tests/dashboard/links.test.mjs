import assert from "node:assert/strict";
import { test } from "node:test";
import { linkPieces } from "../../Sources/Server/Public/assets/js/links.js";

const hrefs = (text) => linkPieces(text).flatMap(({ href }) => href ?? []);

test("the pieces put together are the text", () => {
    const texts = ["", "plain", "see https://a.example/x?y=1. And http://b.example!", "(https://a.example)"];
    for (const text of texts) {
        assert.equal(linkPieces(text).map((piece) => piece.text).join(""), text);
    }
});

test("http and https addresses become links, without the punctuation after them", () => {
    const both = ["https://a.example/x?y=1", "http://b.example/"];
    assert.deepEqual(hrefs("see https://a.example/x?y=1. And http://b.example/!"), both);
    assert.deepEqual(hrefs("(https://a.example/x)"), ["https://a.example/x"]);
    assert.deepEqual(hrefs("https://a.example/x_(y)"), ["https://a.example/x_(y)"]);
});

test("nothing else becomes a link", () => {
    const texts = ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "https://", "file:///etc/passwd"];
    for (const text of texts) {
        assert.deepEqual(hrefs(text), []);
    }
});

test("markup in a message stays text", () => {
    assert.deepEqual(linkPieces('<img src="x">'), [{ text: '<img src="x">' }]);
    assert.deepEqual(hrefs('https://a.example/"onclick="x'), ["https://a.example/"]);
});
