// The emergency texts, the words of the red-flag gate, and whether a browser shows notices, as values.
import assert from "node:assert/strict";
import { test } from "node:test";
import { noticeState, noticeWords } from "../../Sources/Server/Public/assets/js/desktop-notices.js";
import { emergencyText, keptTexts, textIn, textsOf } from "../../Sources/Server/Public/assets/js/emergency-form.js";
import { byCategory, hasWord, withoutWord, withWord, wordField } from "../../Sources/Server/Public/assets/js/red-flag-words.js";

const settings = (text) => ({ emergency_text: { general: { en: text }, self_harm: {} } });

test("a text that is the shipped one is not the clinic's own", () => {
    const shipped = textsOf(settings("Call 108."));
    assert.equal(Object.keys(shipped).length, 10);
    assert.equal(emergencyText(shipped, shipped).general.en, null);
    const own = emergencyText({ ...shipped, "general.en": "Call us, or 108." }, shipped);
    assert.deepEqual([own.general.en, own.self_harm.mr_Latn], ["Call us, or 108.", null]);
});

test("what somebody else has saved is shown, but where something is typed", () => {
    const before = textsOf(settings("Old"));
    const now = { ...before, "general.en": "New", "general.hi": "Also new" };
    assert.equal(keptTexts(before, before, now)["general.en"], "New");
    const kept = keptTexts({ ...before, "general.en": "Typed" }, before, now);
    assert.deepEqual([kept["general.en"], kept["general.hi"]], ["Typed", "Also new"]);
});

test("a refusal finds its text, and nothing else does", () => {
    assert.equal(textIn('"emergency_text.self_harm.mr_Latn" must be a text that names 108.'), "self_harm.mr_Latn");
    assert.equal(textIn('"emergency_text.general.toString" must be a text.'), null);
    assert.equal(textIn("No connection to the server."), null);
});

test("words are added once, taken away alone, and stand by category", () => {
    const words = [{ text: "Dam lagla", category: "breathing" }, { text: "gheri", category: "unconscious" }];
    assert.equal(hasWord(words, { text: "dam LAGLA", category: "breathing" }), true);
    assert.equal(withWord(words, { text: "dam lagla", category: "breathing" }).length, 2);
    assert.equal(withWord(words, { text: "dam lagla", category: "heart" }).length, 3);
    assert.deepEqual(withoutWord(words, words[0]), [words[1]]);
    assert.deepEqual(withoutWord(words, { text: "gheri", category: "heart" }), words);
    const groups = byCategory([...words, { text: "xyz", category: "heart" }]);
    assert.deepEqual(groups.map(({ category, words }) => [category, words.length]), [["heart", 1], ["breathing", 1], ["unconscious", 1]]);
});

test("a refused word finds its field", () => {
    assert.equal(wordField('"words[12].text" must be a word.'), "text");
    assert.equal(wordField('"words[0].category" must be one of heart.'), "category");
    assert.equal(wordField('"words" must be a list of at most 200 words.'), "text");
    assert.equal(wordField("No connection."), null);
});

test("a browser is asked only where it can show notices and nobody has decided", () => {
    const scope = (permission, userAgent = "X11", isSecureContext = true) =>
        ({ Notification: permission && { permission }, navigator: { userAgent }, isSecureContext });
    assert.equal(noticeState(scope(null)), "unsupported");
    assert.equal(noticeState(scope("default", "Linux; Android 15")), "unsupported");
    assert.equal(noticeState(scope("denied", "X11", false)), "unsupported");
    for (const state of ["default", "granted", "denied"]) assert.equal(noticeState(scope(state)), state);
    assert.deepEqual(["default", "granted", "denied", "unsupported"].map((state) => noticeWords(state).mayAsk), [true, false, false, false]);
    assert.match(noticeWords("denied").words, /site settings/);
});
