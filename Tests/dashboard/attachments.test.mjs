// Files that are chosen: what they are, whether WhatsApp takes them, and where they wait.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Attachments, MOST_FILES } from "../../Sources/Server/Public/assets/js/attachments.js";
import { ENDS_BYTES, PICTURE_BYTES, fileKind, planFor } from "../../Sources/Server/Public/assets/js/file-kinds.js";
import { chosen, lookedAt } from "../../Sources/Server/Public/assets/js/file-look.js";
import { pastedFiles } from "../../Sources/Server/Public/assets/js/views/attaching.js";

const MEGABYTE = 1024 * 1024;
const bytes = (...parts) => Uint8Array.from(parts.flatMap((part) =>
    typeof part === "string" ? [...part].map((letter) => letter.charCodeAt(0)) : [part].flat()));
const PNG = bytes(0x89, "PNG\r\n", 0x1a, "\n", 0, 0, 0, 13, "IHDR", 0, 0, 1, 0, 0, 0, 1, 0, 8, 2);
const JPEG = bytes(0xff, 0xd8, 0xff, 0xe0);
const zip = (...names) => bytes("PK", 3, 4, "[Content_Types].xml", ...names);
const webp = (width, height) => bytes("RIFF....WEBPVP8X", 10, 0, 0, 0, 0, 0, 0, 0, width - 1 & 255, width - 1 >> 8, 0,
    height - 1 & 255, height - 1 >> 8, 0);
const OLD_OFFICE = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const file = (content, name, type = "") => new File([content], name, { type });

test("a file is what its bytes say, whatever its name", () => {
    const cases = [
        [JPEG, "jpeg"], [PNG, "png"], [bytes("GIF89a"), "gif"], [webp(512, 512), "webp"], [bytes("%PDF-1.7"), "pdf"],
        [bytes("#!AMR\n"), "amr"], [bytes("ID3", 4), "mp3"], [bytes(0xff, 0xfb), "mp3"], [bytes(0xff, 0xf1), "aac"],
        [bytes(0xff, 0xe1), "other"], [zip("word/document.xml"), "docx"], [zip("xl/workbook.xml"), "xlsx"],
        [zip("ppt/x"), "pptx"], [zip("other/x"), "other"], [bytes("PK", 3, 4, "word/"), "other"],
        [bytes("    ftypisom"), "mp4"], [bytes("    ftyp3gp4"), "threegp"], [bytes("    ftypM4A "), "m4a"],
        [bytes("    ftypqt  "), "quicktime"], [bytes("    ftypheic"), "heic"], [bytes("    ftypavif"), "avif"],
        [bytes("Take one a day.\n"), "text"], [bytes("<html>"), "other"], [bytes(" \n<svg>"), "other"],
        [bytes("BEGIN:VCARD\n"), "vcard"], [bytes("a", 0, "b"), "other"], [bytes(0xc3, 0x28), "other"],
        [bytes(""), "other"], [OLD_OFFICE, "other"], [bytes("MZ", 0x90, 0), "other"],
    ];
    for (const [head, kind] of cases) assert.equal(fileKind(head, head, { name: "photo.jpg" }), kind);
    assert.equal(fileKind(bytes("    ftypisom"), bytes(""), { type: "audio/mp4" }), "m4a");
    assert.equal(fileKind(OLD_OFFICE, OLD_OFFICE, { name: "Old list.XLS" }), "xls");
    assert.equal(fileKind(OLD_OFFICE, OLD_OFFICE, { type: "application/msword" }), "doc");
    assert.equal(fileKind(bytes("PK", 3, 4), zip("word/")), "docx");
    assert.equal(fileKind(readFileSync(new URL("../browser/files/voice.ogg", import.meta.url)), bytes("")), "opus");
    // A long text may be cut within a letter; a short one that ends so is none.
    const cut = new Uint8Array(ENDS_BYTES).fill(0x61);
    cut[ENDS_BYTES - 1] = 0xe0;
    assert.equal(fileKind(cut, cut), "text");
    assert.equal(fileKind(cut.subarray(-9), cut), "other");
});

test("what is too large or not taken is told before it is sent", () => {
    assert.equal(planFor("pdf", 100 * MEGABYTE, bytes("")).problem, undefined);
    assert.match(planFor("pdf", 100 * MEGABYTE + 1, bytes("")).problem, /documents of 100 MB at most/);
    assert.match(planFor("mp4", 16 * MEGABYTE + 1, bytes("")).problem, /videos of 16 MB at most/);
    assert.match(planFor("mp3", 16 * MEGABYTE + 1, bytes("")).problem, /sound of 16 MB at most/);
    assert.match(planFor("pdf", 0, bytes("")).problem, /empty/);
    assert.match(planFor("quicktime", 9, bytes("")).problem, /Save it as MP4/);
    for (const kind of ["other", "vcard"]) assert.ok(planFor(kind, 9, bytes("")).problem);
});

test("a picture that WhatsApp would refuse is drawn anew, and a sticker stays one", () => {
    assert.equal(planFor("jpeg", PICTURE_BYTES, JPEG).redraw, undefined);
    assert.equal(planFor("jpeg", PICTURE_BYTES + 1, JPEG).redraw, "jpeg");
    assert.match(planFor("jpeg", PICTURE_BYTES + 1, JPEG).note, /^Made smaller/);
    assert.equal(planFor("png", 900, PNG).redraw, undefined);
    const indexed = PNG.with(25, 3);
    assert.equal(planFor("png", 900, indexed).redraw, "png");
    for (const kind of ["gif", "heic", "avif", "webp"]) assert.equal(planFor(kind, 900, webp(300, 200)).as, "image");
    assert.equal(planFor("webp", 900, webp(512, 512)).as, "sticker");
    assert.equal(planFor("webp", 600 * 1024, webp(512, 512)).redraw, "jpeg");
});

test("a chosen file becomes ready, smaller or refused with what to do instead", async () => {
    const draw = async (from, form) => ({ blob: new Blob(["x"], { type: `image/${form}` }), width: 30, height: 20 });
    const cannot = async () => assert.fail("not drawn");
    const report = await lookedAt(chosen(file("%PDF-1.4", "Report.pdf", "text/html")), cannot);
    assert.deepEqual([report.state, report.as, report.file.type, report.voice], ["ready", "document", "application/pdf", false]);
    const photo = await lookedAt(chosen(file(bytes("    ftypheic"), "IMG_1.HEIC")), draw);
    assert.deepEqual([photo.state, photo.name, photo.file.name, photo.mime], ["ready", "IMG_1.jpg", "IMG_1.jpg", "image/jpeg"]);
    assert.deepEqual([photo.width, photo.height, photo.size], [30, 20, 1]);
    const refused = await lookedAt(chosen(file(bytes("    ftypheic"), "IMG_1.HEIC")), cannot);
    assert.deepEqual([refused.state, refused.redraw], ["refused", undefined]);
    assert.match(refused.problem, /Most Compatible/);
    const gone = { name: "x", size: 3, slice: () => ({ arrayBuffer: () => Promise.reject(new Error("moved")) }) };
    assert.match((await lookedAt(chosen(gone), cannot)).problem, /Choose it once again/);
    const spoken = readFileSync(new URL("../browser/files/voice.ogg", import.meta.url));
    const note = Object.assign(file(spoken, "Voice message.ogg"), { voice: true });
    assert.equal((await lookedAt(chosen(note), cannot)).voice, true);
    assert.equal((await lookedAt(chosen(file(spoken, "Song.ogg")), cannot)).voice, false);
    const stereo = file(Uint8Array.from(spoken).with(37, 2), "Song.ogg");
    assert.match((await lookedAt(chosen(stereo), cannot)).problem, /mono only/);
    assert.equal(chosen(file("", "image.png")).name, "Picture.png");
});

test("files wait with their patient, in their order, also under another id", () => {
    const attachments = new Attachments();
    const [a, b, c] = ["a", "b", "c"].map((id, turn) => ({ id, turn, state: "looking" }));
    attachments.add("p1", [a, b]);
    attachments.add("p2", [c]);
    assert.deepEqual(attachments.patients(), ["p1", "p2"]);
    attachments.move("p1", "p2");
    assert.deepEqual(attachments.of("p2").map(({ id }) => id), ["c", "a", "b"]);
    // What was looked at meanwhile, or recorded, arrives under the former id.
    attachments.change("a", { state: "ready" });
    attachments.add("p1", [{ id: "d", state: "ready" }]);
    attachments.change("c", { state: "refused" });
    attachments.remove("p2", "b");
    attachments.change("b", { state: "ready" });
    assert.deepEqual(attachments.take("p2").map(({ id }) => id), ["a", "d"]);
    assert.deepEqual([attachments.of("p2"), attachments.patients(), attachments.isAny], [[], [], false]);
    for (const file of [b, a]) attachments.restore("p2", file);
    assert.deepEqual(attachments.of("p2").map(({ id }) => id), ["a", "b"]);
    assert.equal(attachments.isAny, true);
    const many = Array.from({ length: MOST_FILES }, (_, index) => ({ id: `n${index}` }));
    assert.equal(attachments.add("p2", many), 2);
    assert.equal(attachments.of("p2").length, MOST_FILES);
});

test("a text that comes with a picture of itself is pasted as a text", () => {
    const files = [file("x", "image.png")];
    assert.equal(pastedFiles({ files, types: ["Files"] }).length, 1);
    assert.equal(pastedFiles({ files, types: ["text/plain", "Files"] }).length, 1);
    assert.equal(pastedFiles({ files, types: ["text/html", "Files"] }).length, 1);
    assert.equal(pastedFiles({ files, types: ["text/plain", "text/html", "Files"] }).length, 0);
});
