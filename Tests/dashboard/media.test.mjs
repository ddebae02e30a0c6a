import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOf } from "../../Sources/Server/Public/assets/js/kinds.js";
import { fileFacts, fileSize, mediaShape, picturesOf, readingWords } from "../../Sources/Server/Public/assets/js/media.js";
import { told, unsettled } from "../../Sources/Server/Public/assets/js/unsettled.js";

function message(type, media, more = {}) {
    return { message_type: type, message_body: "", media: media && { state: "ready", ...media }, ...more };
}

test("what a browser can show is shown, everything else can be kept", () => {
    const cases = [
        ["image", "image/jpeg", "picture"], ["image", "image/png", "picture"], ["sticker", "image/webp", "picture"],
        ["image", null, "file"], ["image", "text/plain", "file"], ["image", "image/svg+xml", "file"],
        ["video", "video/mp4", "video"], ["video", "video/quicktime", "file"],
        ["audio", "audio/ogg", "sound"], ["audio", "audio/amr", "file"],
        ["template", "image/png", "picture"], ["template", "video/mp4", "video"], ["template", "application/pdf", "file"],
        ["document", "image/jpeg", "file"], ["document", "application/pdf", "file"],
    ];
    for (const [type, mime, shape] of cases) assert.equal(mediaShape(message(type, { mime_type: mime })), shape);
});

test("a file that is not here shows its state", () => {
    for (const state of ["waiting", "failed", "gone"]) assert.equal(mediaShape(message("image", { state })), state);
    assert.equal(mediaShape(message("text", null)), null);
    // A server of the version before knows no states.
    assert.equal(mediaShape({ message_type: "image", media: { mime_type: "image/jpeg", file_name: null } }), null);
});

test("sizes are said as phones say them", () => {
    const cases = [
        [0, "0 bytes"], [999, "999 bytes"], [1000, "1 kB"], [1250, "1.3 kB"], [9949, "9.9 kB"], [303_833, "304 kB"],
        [999_400, "999 kB"], [999_600, "1 MB"], [5_242_880, "5.2 MB"], [104_857_600, "105 MB"], [3e12, "3000 GB"],
    ];
    for (const [bytes, text] of cases) assert.equal(fileSize(bytes), text);
});

test("a document says its kind and size", () => {
    assert.equal(fileFacts({ mime_type: "application/pdf", file_name: "x.bin", size: 1_200_000 }), "PDF, 1.2 MB");
    assert.equal(fileFacts({ mime_type: null, file_name: "scan.DICOM", size: 12 }), "DICOM, 12 bytes");
    assert.equal(fileFacts({ mime_type: null, file_name: null, size: null }), "File");
    const pages = (count) => fileFacts({ mime_type: "application/pdf", file_name: "x.pdf", size: 5000, pages: count });
    assert.deepEqual([pages(1), pages(12), pages(null)], ["PDF, 1 page, 5 kB", "PDF, 12 pages, 5 kB", "PDF, 5 kB"]);
});

test("only pictures that are here can be looked through", () => {
    const all = [
        message("image", { mime_type: "image/jpeg" }, { seq: 1 }), message("text", null, { seq: 2 }),
        message("image", { state: "waiting" }, { seq: 3 }), message("sticker", { mime_type: "image/webp" }, { seq: 4 }),
    ];
    assert.deepEqual(picturesOf(all).map((one) => one.seq), [1, 4]);
});

test("a sound that was not recorded is no voice message", () => {
    assert.equal(kindOf(message("audio", { voice: false })).label, "Audio");
    assert.equal(kindOf(message("audio", { voice: true })).label, "Voice message");
    assert.equal(kindOf({ message_type: "audio", message_body: "" }).label, "Voice message");
});

test("a file that is being fetched is asked for again, and news when it is here", () => {
    const rows = [1, 2, 3].map((seq) => ({ seq, direction: "incoming", status: "received" }));
    rows[0].media = { state: "waiting" };
    assert.equal(unsettled(rows, 50).after, 0);
    const after = rows.map((row) => ({ ...row }));
    after[0].media = { state: "ready" };
    assert.equal(told({ patient: {}, rows }, { patient: {}, rows: after }), "news");
    rows[0].media = { state: "failed" };
    assert.deepEqual(unsettled(rows, 50), { after: 3, hasMore: true, mayBeRead: false });
});

test("what a machine made of a file is marked as that", () => {
    const ready = { state: "ready", text: "Kab khulta hai?", model: "whisper-1" };
    assert.deepEqual(readingWords({ transcript: ready, description: null }), {
        kind: "transcript", title: "Written down by a machine, may be wrong (whisper-1)", text: "Kab khulta hai?",
    });
    assert.match(readingWords({ transcript: { ...ready, text: "" } }).text, /No words could be heard/);
    assert.match(readingWords({ transcript: { state: "failed", text: null } }).text, /could not be transcribed/);
    assert.match(readingWords({ transcript: { state: "waiting", text: null } }).text, /Writing down/);
    assert.equal(readingWords({ description: { state: "waiting", text: null } }).title, "");
    assert.equal(readingWords({ transcript: null, description: null }), null);
    assert.equal(readingWords(null), null);
});

test("a file that a machine is reading is asked for again", () => {
    const row = (state) => ({ seq: 1, status: "received", direction: "incoming", media: { state: "ready", transcript: { state } } });
    assert.equal(unsettled([row("waiting")], 50).after, 0);
    assert.equal(unsettled([row("ready")], 50).after, 1);
    const patient = { amended_at: null };
    assert.equal(told({ patient, rows: [row("waiting")] }, { patient, rows: [row("ready")] }), "news");
});
