// A clinic's hours and holidays as a form.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changedHours, clinicHours, dayProblem, DAYS, holidaysProblem, hoursOf } from "../../Sources/Server/Public/assets/js/hours-form.js";

const clinic = {
    opening_hours: { mon: [["09:00", "13:00"], ["17:00", "24:00"]], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
    holidays: [{ date: "2027-01-26", name: "Republic Day" }], languages: ["mr"],
};

test("the form shows what the server has, and unchanged it is no change", () => {
    const form = hoursOf(clinic);
    assert.deepEqual(form.days.mon, [["09:00", "13:00"], ["17:00", "00:00"]]);
    assert.deepEqual(Object.keys(form.days), Object.keys(DAYS));
    assert.deepEqual(clinicHours(form).opening_hours, clinic.opening_hours);
    assert.deepEqual(changedHours(form, clinic), {});
    assert.deepEqual(changedHours(hoursOf({}), {}), {});
});

test("only what differs is sent, in order and without empty rows", () => {
    const form = hoursOf(clinic);
    form.days.mon = [["17:00", "21:00"], ["", ""], ["09:00", "13:00"]];
    form.holidays.push({ date: "", name: " " });
    assert.deepEqual(changedHours(form, clinic), { opening_hours: { ...clinic.opening_hours, mon: [["09:00", "13:00"], ["17:00", "21:00"]] } });
    form.days.mon = [];
    form.holidays.push({ date: "2026-12-25", name: " Christmas " });
    assert.deepEqual(changedHours(form, clinic), { opening_hours: null, holidays: [{ date: "2026-12-25", name: "Christmas" }, ...clinic.holidays] });
});

test("what cannot be is said before it is sent", () => {
    assert.equal(dayProblem([["09:00", "13:00"], ["13:00", "00:00"]]), "");
    assert.equal(dayProblem([["", ""]]), "");
    assert.match(dayProblem([["09:00", ""]]), /other one/);
    assert.match(dayProblem([["13:00", "09:00"]]), /close after/);
    assert.match(dayProblem([["12:00", "18:00"], ["09:00", "13:00"]]), /overlap/);
    assert.equal(holidaysProblem([{ date: "", name: "" }]), "");
    assert.match(holidaysProblem([{ date: "2027-01-26", name: " " }]), /date and a name/);
    assert.match(holidaysProblem(Array(101).fill({ date: "2027-01-26", name: "A" })), /At most 100/);
});
