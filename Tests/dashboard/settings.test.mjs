// The clinic's settings as a form, and what is asked before something is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changesIn, fieldError, fieldsOf, memberIn } from "../../Sources/Server/Public/assets/js/clinic-form.js";
import { isSettings } from "../../Sources/Server/Public/assets/js/route.js";
import { question } from "../../Sources/Server/Public/assets/js/sign-out.js";

const clinic = { name: "Rao Clinic", address: null, time_zone: "Asia/Kolkata", alarm_minutes: 10 };

test("only what was changed is sent, as the server takes it", () => {
    const fields = fieldsOf(clinic);
    assert.deepEqual(changesIn(fields, clinic), {});
    assert.deepEqual(changesIn({ ...fields, name: " Rao Clinic " }, clinic), {});
    assert.deepEqual(changesIn({ ...fields, alarm_minutes: "15" }, clinic), { alarm_minutes: 15 });
    assert.deepEqual(changesIn({ ...fields, address: "12 MG Road" }, clinic), { address: "12 MG Road" });
    assert.deepEqual(changesIn({ ...fields, address: " " }, { ...clinic, address: "Old" }), { address: null });
});

test("a box that is ticked is true, and one that nobody has touched is no change", () => {
    assert.equal(fieldsOf(clinic).read_receipts, "false");
    assert.deepEqual(changesIn({ ...fieldsOf(clinic), read_receipts: "true" }, clinic), { read_receipts: true });
    const told = { ...clinic, read_receipts: true };
    assert.deepEqual(changesIn(fieldsOf(told), told), {});
    assert.deepEqual(changesIn({ ...fieldsOf(told), read_receipts: "false" }, told), { read_receipts: false });
});

test("what is no number goes as it is, so that the server says why not", () => {
    assert.deepEqual(changesIn({ ...fieldsOf(clinic), alarm_minutes: "1.5" }, clinic), { alarm_minutes: "1.5" });
    assert.deepEqual(changesIn({ ...fieldsOf(clinic), alarm_minutes: "" }, clinic), { alarm_minutes: "" });
});

test("what may be left to the server is a number or nothing", () => {
    const decided = { ...clinic, quiet_ms: 3000, resume_after_minutes: null };
    assert.equal(fieldsOf(decided).quiet_ms, "3000");
    assert.equal(fieldsOf(decided).resume_after_minutes, "");
    assert.deepEqual(changesIn(fieldsOf(decided), decided), {});
    assert.deepEqual(changesIn({ ...fieldsOf(decided), quiet_ms: " " }, decided), { quiet_ms: null });
    assert.deepEqual(changesIn({ ...fieldsOf(decided), quiet_ms: "0" }, decided), { quiet_ms: 0 });
    assert.deepEqual(changesIn({ ...fieldsOf(decided), resume_after_minutes: "30" }, decided), { resume_after_minutes: 30 });
    assert.equal(memberIn('"quiet_ms" must be null, or a whole number from 0 to 120000.'), "quiet_ms");
});

test("a refusal finds its field", () => {
    const sentence = '"alarm_minutes" must be a whole number from 1 to 1440.';
    assert.equal(memberIn(sentence), "alarm_minutes");
    assert.equal(fieldError(sentence), "Must be a whole number from 1 to 1440.");
    assert.equal(memberIn("No connection to the server."), null);
    assert.equal(memberIn('"opening_hours" must be something.'), null);
});

test("the settings have an address", () => {
    assert.ok(isSettings("#/settings"));
    assert.ok(!isSettings("#/chat/settings"));
});

test("signing out names whose texts would be lost", () => {
    assert.match(question(["Asha"]).text, /^One text is .* to Asha\. Signing out deletes it\.$/);
    assert.match(question(["A", "B", "C", "D", "E"]).text, /^5 texts are .* to A, B, C and 2 more\. .* deletes them\.$/);
});
