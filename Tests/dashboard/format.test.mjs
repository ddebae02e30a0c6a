import assert from "node:assert/strict";
import { test } from "node:test";
import {
    countLabel, dayLabel, durationLabel, initials, patientName, phoneLabel, relativeTime, sinceLabel, waitLabel,
} from "../../Sources/Server/Public/assets/js/format.js";

const now = new Date(2026, 10, 22, 12, 0);
const at = (...parts) => new Date(...parts).toISOString();

test("relative times go from now over minutes and hours to days", () => {
    assert.equal(relativeTime(at(2026, 10, 22, 11, 59, 30), now), "now");
    assert.equal(relativeTime(at(2026, 10, 22, 12, 5), now), "now");
    assert.equal(relativeTime(at(2026, 10, 22, 11, 20), now), "40 min");
    assert.equal(relativeTime(at(2026, 10, 22, 8, 30), now), "3 h");
    assert.equal(relativeTime(at(2026, 10, 21, 10, 0), now), "Yesterday");
    assert.equal(relativeTime(at(2026, 10, 18, 10, 0), now), "Wednesday");
    assert.match(relativeTime(at(2026, 9, 3, 10, 0), now), /3.*Oct/);
    assert.match(relativeTime(at(2025, 9, 3, 10, 0), now), /2025/);
    assert.equal(relativeTime(null, now), "");
});

test("yesterday is a matter of the calendar, not of 24 hours", () => {
    const morning = new Date(2026, 10, 22, 0, 10);
    assert.equal(dayLabel(at(2026, 10, 21, 23, 50), morning), "Yesterday");
    assert.equal(dayLabel(at(2026, 10, 22, 0, 1), morning), "Today");
});

test("since names the day only where it was not today", () => {
    assert.match(sinceLabel(at(2026, 10, 22, 10, 15), now), /^since 10:15/);
    assert.match(sinceLabel(at(2026, 10, 21, 10, 15), now), /^since yesterday, 10:15/);
    assert.equal(sinceLabel(null, now), "");
});

test("durations are in minutes and hours and never zero", () => {
    assert.equal(durationLabel(10), "1 min");
    assert.equal(durationLabel(25 * 60_000), "25 min");
    assert.equal(durationLabel(120 * 60_000), "2 h");
    assert.equal(durationLabel(125 * 60_000), "2 h 5 min");
    assert.equal(waitLabel(1), "1 second");
    assert.equal(waitLabel(95), "2 min");
});

test("phone numbers are grouped, and a missing one is named", () => {
    assert.equal(phoneLabel("+919876543210"), "+91 98765 43210");
    assert.equal(phoneLabel("14155550123"), "+1 415 555 0123");
    assert.equal(phoneLabel("971501234567"), "+971 501 234 567");
    assert.equal(phoneLabel("447911123456"), "+44 791 112 3456");
    assert.equal(phoneLabel("12"), "+1 2");
    assert.equal(phoneLabel(null), "No number");
});

test("a patient without a name is shown by the number, or as unnamed", () => {
    assert.equal(patientName({ name: " Asha ", phone_number: null }), "Asha");
    assert.equal(patientName({ name: null, phone_number: "+919876543210" }), "+91 98765 43210");
    assert.equal(patientName({ name: "", phone_number: null }), "Unnamed patient");
});

test("initials are whole letters in every script", () => {
    assert.equal(initials("Asha Patil"), "AP");
    assert.equal(initials("Dr. Anil Gaikwad"), "AG");
    assert.equal(initials("प्रिया"), "प्रि");
    assert.equal(initials("Madonna"), "M");
    assert.equal(initials("😀 Ravi"), "R");
    assert.equal(initials(null), "#");
});

test("counts end at nine", () => {
    assert.equal(countLabel(9), "9");
    assert.equal(countLabel(10), "9+");
});
