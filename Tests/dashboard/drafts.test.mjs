// An answer of the assistant that waits for a person, and where a message comes from, in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { draftMark, draftWords, maySend, provenanceWords } from "../../Sources/Server/Public/assets/js/drafts.js";

const now = new Date(2026, 10, 22, 12, 0);
const madeAt = new Date(2026, 10, 22, 11, 58).toISOString();
const draft = {
    id: "d1", text: "We open at nine.", topics: ["Opening hours"], model: null, made_at: madeAt,
    why: "The clinic reads every answer before it is sent.", is_medical: false,
};

test("a row of the list shows a draft, and nothing where there is none", () => {
    assert.equal(draftMark({ draft: null }), null);
    // A server of the version before.
    assert.equal(draftMark({}), null);
    assert.equal(draftMark({ draft }).text, "AI draft");
});

test("the card says why it waits, what it rests on and who may send it", () => {
    const { title, reason, note } = draftWords(draft, now);
    assert.match(title, /not sent/);
    assert.equal(reason, draft.why);
    assert.match(note, /^From: Opening hours · made today, 11:58/);
    assert.match(draftWords({ ...draft, is_medical: true }, now).reason, /only a doctor may send it\.$/);
    assert.match(draftWords({ ...draft, model: "gemini-3.8-flash" }, now).note, /^gemini-3\.8-flash · from: Opening hours/);
    assert.match(draftWords({ ...draft, topics: [] }, now).note, /^made today/);
});

test("a receptionist is told who sends a medical draft", () => {
    const medical = { ...draft, is_medical: true };
    assert.equal(maySend(medical, "receptionist"), false);
    assert.equal(maySend(medical, "doctor") && maySend(draft, "receptionist"), true);
    assert.match(draftWords(medical, now, "receptionist").reason, /a doctor must send it\. You can discard it\.$/);
    assert.equal(draftWords(draft, now, "receptionist").reason, draft.why);
});

test("under a bubble stands where it comes from in one line", () => {
    const made = { kind: "model", topics: ["Fees"], model: "gemini-3.8-flash", latency_ms: 1234 };
    assert.equal(provenanceWords({ provenance: null }), null);
    assert.equal(provenanceWords({}), null);
    assert.deepEqual(provenanceWords({ provenance: { kind: "knowledge", topics: ["Opening hours"] } }),
        { line: "From: Opening hours", details: "" });
    assert.equal(provenanceWords({ provenance: made }).line, "gemini-3.8-flash · from: Fees · 1.2 s");
    assert.equal(provenanceWords({ provenance: { kind: "fixed", topics: [] } }).line, "A fixed sentence");
    const sent = { ...made, model_version: "m-1", input_tokens: 9, output_tokens: 0, approved_by: "a", is_edited: true, rule: "foreign_number" };
    assert.equal(provenanceWords({ provenance: sent, account_name: "Dr. Rao" }).details,
        "Version m-1 · 9 tokens read · 0 tokens written · AI draft changed by Dr. Rao · Held back: foreign number");
});
