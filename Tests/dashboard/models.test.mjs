// Which models may be used, as a form, and what is said of today.
import assert from "node:assert/strict";
import { test } from "node:test";
import { modelChanges, modelFields, modelNote, readingNote, useWords } from "../../Sources/Server/Public/assets/js/models-form.js";

const clinic = { models: "any", budget: { calls: 50, tokens: null } };

test("only what was changed is sent, both bounds together", () => {
    const fields = modelFields(clinic);
    assert.deepEqual(fields, { models: "any", calls: "50", tokens: "", transcribe: false, describe: false });
    assert.deepEqual(modelChanges(fields, clinic), {});
    assert.deepEqual(modelChanges({ ...fields, models: "house" }, clinic), { models: "house" });
    assert.deepEqual(modelChanges({ ...fields, tokens: "9000" }, clinic), { budget: { calls: 50, tokens: 9000 } });
    assert.deepEqual(modelChanges({ ...fields, calls: " " }, clinic), { budget: null });
    assert.deepEqual(modelChanges({ ...fields, calls: "many" }, clinic), { budget: { calls: "many", tokens: null } });
    assert.deepEqual(modelChanges({ ...fields, transcribe: true }, clinic), { transcribe: true });
    assert.deepEqual(modelChanges({ ...fields, describe: false }, { ...clinic, describe_pictures: true }), { describe_pictures: false });
    assert.deepEqual(modelFields({}), { models: "any", calls: "", tokens: "", transcribe: false, describe: false });
});

test("what a person should know is said, the worst of it", () => {
    const day = { note: null, has_house_model: true };
    assert.equal(modelNote(day, clinic), "");
    assert.match(modelNote({ ...day, note: "near_end" }, clinic), /four fifths/);
    assert.match(modelNote({ ...day, note: "used_up" }, { models: "house" }), /used up/);
    assert.match(modelNote({ ...day, has_house_model: false }, { models: "house" }), /No model runs in the house/);
    assert.equal(modelNote({ ...day, has_house_model: false }, { models: "any" }), "");
    assert.equal(useWords({ calls: 1, tokens: 1200 }), "Today: 1 call, 1,200 tokens.");
});

test("what leaves the house, and to whom, is said", () => {
    const both = { transcribe_by: ["house"], describe_by: ["house", "gemini"] };
    assert.match(readingNote("transcribe", both, "any"), /TRANSCRIBE_URL\) and to nobody else\.$/);
    assert.match(readingNote("describe", both, "any"), /our own house .*Google/);
    assert.doesNotMatch(readingNote("describe", both, "house"), /Google/);
    const outside = { transcribe_by: ["gemini"], describe_by: ["gemini"] };
    assert.match(readingNote("transcribe", outside, "any"), /leave the house: each is sent to Google/);
    for (const kind of ["transcribe", "describe"]) {
        assert.match(readingNote(kind, outside, "house"), /nothing is sent to anybody/);
        assert.match(readingNote(kind, { transcribe_by: [], describe_by: [] }, "any"), /nothing is sent to anybody/);
        // Of a server of the version before, and while it is not known.
        assert.equal(readingNote(kind, {}, "any"), "");
        assert.equal(readingNote(kind, null, "any"), "");
    }
});
