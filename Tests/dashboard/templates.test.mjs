// Templates, what they cost, and the clinic's account, between the server and the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { costWords, monthUntil } from "../../Sources/Server/Public/assets/js/costs.js";
import {
    found, headerFileOf, headerProblem, labelOf, missingIn, obstacleOf, previewOf, refusalOf, textOf, variablesOf,
} from "../../Sources/Server/Public/assets/js/templates.js";
import { changesToAccount } from "../../Sources/Server/Public/assets/js/whatsapp-form.js";

const VISIT = {
    id: "1", name: "visit_day", language: "en", category: "UTILITY", is_sendable: true, why_not: null,
    header: { kind: "text", text: "On {{1}}" }, body: "Dear {{2}}, come at {{1}}, {{ 2 }}.", footer: "See you",
    buttons: [{ type: "quick_reply", text: "Yes", url: null }, { type: "url", text: "Map", url: "https://clinic.example/{{1}}" }],
    variables: [
        { name: "header_1", place: "header", example: "Monday" }, { name: "1", place: "body", example: "09:30" },
        { name: "2", place: "body", example: "Anjali" }, { name: "button_2", place: "button", example: "a" },
    ],
};
const VALUES = { header_1: "Friday", 1: "10:00", 2: " Nisha\n Rao ", button_2: "b" };

test("variables stand where the server puts them, whatever they are called", () => {
    assert.equal(textOf(VISIT, VALUES), "On Friday\n\nDear Nisha Rao, come at 10:00, Nisha Rao.\n\nSee you");
    const { buttons } = previewOf(VISIT, VALUES);
    assert.deepEqual(buttons.map(({ address }) => address.map(({ text }) => text).join("")), ["", "https://clinic.example/b"]);
    assert.deepEqual(variablesOf(VISIT, VALUES), { header_1: "Friday", 1: "10:00", 2: "Nisha Rao", button_2: "b" });
    assert.match(textOf(VISIT, { 2: "Nisha" }), /^On \{\{1\}\}\n\nDear Nisha, come at \{\{1\}\}/);
    assert.deepEqual(VISIT.variables.map(labelOf), ["header 1 (header)", "Variable 1", "Variable 2", "button 2 (button)"]);
});

test("a value is only ever text, also where it looks like a placeholder", () => {
    assert.equal(textOf({ ...VISIT, header: null, footer: null }, { 1: "{{2}}", 2: "$&" }), "Dear $&, come at {{2}}, $&.");
});

test("what cannot be sent says why and stands last", () => {
    const camp = { ...VISIT, id: "2", name: "camp", is_sendable: false, why_not: "Paused." };
    const offer = { ...VISIT, id: "3", name: "offer", category: "MARKETING" };
    const report = { ...VISIT, id: "4", name: "report", header: { kind: "document", text: null } };
    assert.equal(obstacleOf(camp, null), "Paused.");
    assert.equal(obstacleOf(offer, { marketing_opt_out: false }), null);
    assert.match(obstacleOf(offer, { marketing_opt_out: true }), /no offers/);
    assert.equal(obstacleOf(report, null), null);
    const names = (search) => found([camp, report, VISIT, offer], search, null).map(({ name }) => name);
    assert.deepEqual(names(""), ["report", "visit_day", "offer", "camp"]);
    assert.deepEqual(names("ENGLISH marketing"), ["offer"]);
    assert.deepEqual(names("visit day"), ["visit_day"]);
});

test("the file at the top is of the kind that the template begins with", () => {
    const of = (kind) => ({ ...VISIT, header: { kind, text: null } });
    const jpeg = { as: "image", mime: "image/jpeg" };
    const word = { as: "document", mime: "application/msword" };
    assert.equal(headerFileOf(VISIT), null);
    assert.equal(headerFileOf({ ...VISIT, header: null }), null);
    assert.match(headerFileOf(of("video")).hint, /16 MB/);
    assert.equal(headerProblem(of("image"), jpeg), "");
    assert.equal(headerProblem(of("document"), { as: "document", mime: "application/pdf" }), "");
    assert.match(headerProblem(of("document"), word), /another kind of file\. Choose a PDF/);
    assert.match(headerProblem(of("video"), jpeg), /Choose a video/);
    assert.equal(headerProblem(of("image"), { ...jpeg, problem: "Damaged." }), "Damaged.");
});

test("what is wrong is said at its field", () => {
    assert.deepEqual(missingIn(VISIT, { ...VALUES, 1: " \u2003" }), { 1: "Fill this in." });
    const refuse = (names) => refusalOf(VISIT, VALUES, { code: "variables_do_not_fit", message: `These variables: ${names}.` });
    assert.deepEqual(refuse('"2", "header_1"').fields, {
        header_1: "Too long for WhatsApp. Make it shorter.", 2: "Too long for WhatsApp. Make it shorter.",
    });
    assert.match(refuse('"gone"').general, /Fetch the templates anew/);
    const other = refusalOf(VISIT, VALUES, { code: "template_not_sendable", message: "Paused." });
    assert.deepEqual(other, { fields: {}, general: "Paused." });
});

test("the month is the clinic's, and its messages are added up by category", () => {
    const now = new Date("2026-11-30T20:00:00Z");
    assert.deepEqual(monthUntil(now, "Asia/Kolkata"), { from: "2026-12-01", to: "2026-12-01" });
    assert.deepEqual(monthUntil(now, "America/Lima"), { from: "2026-11-01", to: "2026-11-30" });
    const day = (category, billable, count) => ({ category, billable, count });
    const days = [day("utility", true, 2), day("marketing", true, 5), day("utility", true, 1), day("service", false, 1)];
    assert.equal(costWords(days), "8 messages that WhatsApp charges for: 5 marketing, 3 utility. 1 message without charge.");
    assert.equal(costWords([]), "Nothing that WhatsApp charges for.");
});

test("only what differs is sent, and a token only where one is entered", () => {
    const account = { phone_number_id: "12", account_id: null };
    const changes = (fields) => changesToAccount({ phone_number_id: "12", account_id: "", access_token: "", ...fields }, account);
    assert.deepEqual(changes({}), {});
    assert.deepEqual(changes({ phone_number_id: " 13 ", account_id: "5", access_token: " t " }), {
        phone_number_id: "13", account_id: "5", access_token: "t",
    });
});
