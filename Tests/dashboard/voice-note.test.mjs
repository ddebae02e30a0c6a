// What Chromium has recorded, put into Ogg.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { reasonOf, recordedType } from "../../Sources/Server/Public/assets/js/recording.js";
import { webmToOgg } from "../../Sources/Server/Public/assets/js/webm-to-ogg.js";

const webm = new Uint8Array(readFileSync(new URL("files/voice.webm", import.meta.url)));

/** Bit by bit, as RFC 3533 describes it. */
function checksum(page) {
    let sum = 0n;
    for (const byte of page) {
        sum ^= BigInt(byte) << 24n;
        for (let bit = 0; bit < 8; bit += 1) sum = ((sum << 1n) ^ (sum & 0x80000000n ? 0x04c11db7n : 0n)) & 0xffffffffn;
    }
    return Number(sum);
}

function pagesOf(ogg) {
    const pages = [];
    for (let at = 0; at < ogg.length;) {
        const view = new DataView(ogg.buffer, ogg.byteOffset + at);
        assert.equal(new TextDecoder().decode(ogg.subarray(at, at + 4)), "OggS");
        const lacing = [...ogg.subarray(at + 27, at + 27 + view.getUint8(26))];
        const end = at + 27 + lacing.length + lacing.reduce((sum, value) => sum + value, 0);
        const page = ogg.slice(at, end);
        page.fill(0, 22, 26);
        assert.equal(view.getUint32(22, true), checksum(page));
        const packets = [];
        let start = 27 + lacing.length;
        let length = 0;
        for (const value of lacing) {
            length += value;
            if (value === 255) continue;
            packets.push(page.slice(start, start + length));
            [start, length] = [start + length, 0];
        }
        assert.equal(length, 0, "no packet goes over a page");
        pages.push({ flags: view.getUint8(5), granule: Number(view.getBigUint64(6, true)), number: view.getUint32(18, true), packets });
        at = end;
    }
    return pages;
}

test("the packets stay as they are, and every page says how far they play", () => {
    const { bytes, channels, seconds } = webmToOgg(webm);
    const pages = pagesOf(bytes);
    assert.equal(channels, 1);
    assert.ok(Math.abs(seconds - 2.46) < 0.001);
    assert.deepEqual(pages.map(({ number }) => number), pages.map((_, index) => index));
    assert.deepEqual(pages.map(({ flags }) => flags), [2, 0, 0, 0, 4]);
    assert.deepEqual(pages.map(({ granule }) => granule), [0, 0, 48_960, 97_920, 118_080]);
    const text = (packet) => new TextDecoder().decode(packet.subarray(0, 8));
    assert.deepEqual([text(pages[0].packets[0]), text(pages[1].packets[0])], ["OpusHead", "OpusTags"]);
    const packets = pages.slice(2).flatMap(({ packets: all }) => all);
    assert.equal(packets.length, 41);
    const whole = Buffer.from(webm);
    let from = 0;
    for (const packet of packets) {
        from = whole.indexOf(packet, from);
        assert.ok(from > 0, "every packet is in the recording, in the same order");
    }
});

/** A recording with blocks of our own. */
function recording(...blocks) {
    const element = (id, content) => [...id, 0x40 | (content.length >> 8), content.length & 255, ...content];
    const head = [..."OpusHead"].map((letter) => letter.charCodeAt(0)).concat(1, 2, ...Array(9).fill(0));
    const entry = element([0xae], [...element([0xd7], [1]), ...element([0x63, 0xa2], head)]);
    const unknown = [0x01, 255, 255, 255, 255, 255, 255, 255];
    return Uint8Array.from([
        ...element([0x1a, 0x45, 0xdf, 0xa3], []), 0x18, 0x53, 0x80, 0x67, ...unknown,
        ...element([0x16, 0x54, 0xae, 0x6b], entry), 0x1f, 0x43, 0xb6, 0x75, ...unknown,
        ...blocks.flatMap((content) => element([0xa3], content)),
    ]);
}

test("long packets, other tracks and a cut end are told apart", () => {
    const long = [0x78, ...Array(509).fill(7)];
    const { bytes, channels, seconds } = webmToOgg(recording([0x81, 0, 0, 0x80, ...long], [0x82, 0, 0, 0x80, 9], [0x81, 0, 20, 0x80, 0x78]));
    assert.equal(channels, 2);
    assert.equal(seconds, 0.04);
    assert.deepEqual(pagesOf(bytes)[2].packets.map((packet) => packet.length), [510, 1]);
    const cut = webm.subarray(0, webm.length - 20);
    assert.equal(pagesOf(webmToOgg(cut).bytes).slice(2).flatMap(({ packets }) => packets).length, 40);
});

test("a page holds 255 pieces at most, and what cannot be read is refused", () => {
    // Frames of 2.5 ms: a second would be 400 of them.
    const short = recording(...Array(600).fill([0x81, 0, 0, 0x80, 0x80]));
    const pages = pagesOf(webmToOgg(short).bytes);
    assert.deepEqual(pages.slice(2).map(({ packets }) => packets.length), [255, 255, 90]);
    for (const wrong of [new Uint8Array(0), Uint8Array.of(1, 2, 3), recording(), recording([0x81, 0, 0, 0x86, 1]), recording([0x81, 0])]) {
        assert.throws(() => webmToOgg(wrong));
    }
});

test("the first form that is asked for is the one that needs nothing", () => {
    assert.equal(recordedType(() => true), "audio/ogg;codecs=opus");
    assert.equal(recordedType((type) => type.startsWith("audio/mp4")), "audio/mp4");
    assert.equal(recordedType(() => false), null);
    assert.match(reasonOf({ name: "NotAllowedError" }), /Allow it/);
    assert.match(reasonOf(new Error("x")), /Send a sound file/);
});
