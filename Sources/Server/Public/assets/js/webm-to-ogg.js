// Puts what a browser has recorded as WebM into Ogg, the only form in which WhatsApp plays a voice note. The sound
// itself, packets of Opus, stays as it is.

const ID = {
    segment: 0x18538067, tracks: 0x1654ae6b, track: 0xae, codecPrivate: 0x63a2, cluster: 0x1f43b675, group: 0xa0,
    simpleBlock: 0xa3, block: 0xa1,
};
const ENTERED = new Set([ID.segment, ID.tracks, ID.track, ID.cluster, ID.group]);
const SAMPLES_A_SECOND = 48_000;
const LACING_MOST = 255;
const FIRST = 2;
const LAST = 4;
const LACING_BITS = 0x06;

/** Returns `{bytes, channels, seconds}`. Throws where it is no WebM with one track of Opus. */
export function webmToOgg(webm) {
    const { head, packets } = unpack(webm);
    if (!head || packets.length === 0) throw new Error("no sound in it");
    const pages = new Pages();
    pages.add([head], 0, FIRST);
    pages.add([tags()], 0);
    let samples = 0;
    let held = [];
    let lacing = 0;
    packets.forEach((packet, index) => {
        const values = Math.floor(packet.length / 255) + 1;
        if (lacing + values > LACING_MOST) {
            pages.add(held, samples);
            [held, lacing] = [[], 0];
        }
        held.push(packet);
        lacing += values;
        samples += samplesOf(packet);
        const isLast = index === packets.length - 1;
        // A page a second: a player finds its way by them.
        if (!isLast && samples - pages.granule < SAMPLES_A_SECOND) return;
        pages.add(held, samples, isLast ? LAST : 0);
        [held, lacing] = [[], 0];
    });
    return { bytes: pages.joined(), channels: head[9], seconds: samples / SAMPLES_A_SECOND };
}

// Masters are entered and never left: what is looked for is found at any depth, whether or not their size is known.
function unpack(bytes) {
    let at = 0;
    let head = null;
    let track = null;
    const packets = [];
    while (at < bytes.length) {
        const id = number(bytes, at, false);
        const size = id && number(bytes, id.end, true);
        if (!size) break;
        at = size.end;
        if (ENTERED.has(id.value)) continue;
        const content = bytes.subarray(at, at + size.value);
        // A recording may have been cut off.
        if (content.length < size.value) break;
        if (id.value === ID.codecPrivate) head ??= opusHead(content);
        if (id.value === ID.simpleBlock || id.value === ID.block) {
            const block = unpackBlock(content);
            track ??= block.track;
            if (block.track === track) packets.push(block.packet);
        }
        at += size.value;
    }
    return { head, packets };
}

function opusHead(content) {
    if (new TextDecoder("latin1").decode(content.subarray(0, 8)) !== "OpusHead") throw new Error("not Opus");
    return content;
}

function unpackBlock(content) {
    const track = number(content, 0, true);
    const flags = track && content[track.end + 2];
    if (flags === undefined || flags === null || flags & LACING_BITS) throw new Error("a block that cannot be read");
    const packet = content.subarray(track.end + 3);
    if (packet.length === 0) throw new Error("an empty packet");
    return { track: track.value, packet };
}

/** A number of EBML: the zeros before its first one say how many bytes follow. An identifier keeps that mark. */
function number(bytes, at, isBare) {
    const first = bytes[at];
    if (!first) return null;
    const length = Math.clz32(first) - 23;
    if (at + length > bytes.length) return null;
    let value = isBare ? first & (0xff >> length) : first;
    for (let index = 1; index < length; index += 1) value = value * 256 + bytes[at + index];
    return { value, end: at + length };
}

/** How long a packet plays, in samples, by its first byte (RFC 6716, section 3.1). */
function samplesOf(packet) {
    const kind = packet[0] >> 3;
    const frames = [1, 2, 2, packet[1] & 0x3f][packet[0] & 3];
    if (kind < 12) return [480, 960, 1920, 2880][kind & 3] * frames;
    return (kind < 16 ? [480, 960][kind & 1] : [120, 240, 480, 960][kind & 3]) * frames;
}

function tags() {
    const maker = new TextEncoder().encode("Shubhstra");
    const packet = new Uint8Array(8 + 4 + maker.length + 4);
    packet.set(new TextEncoder().encode("OpusTags"));
    new DataView(packet.buffer).setUint32(8, maker.length, true);
    packet.set(maker, 12);
    return packet;
}

/** Ogg's pages (RFC 3533). */
class Pages {
    granule = 0;
    #pages = [];

    add(packets, granule, flags = 0) {
        const lacing = packets.flatMap((packet) => [
            ...Array(Math.floor(packet.length / 255)).fill(255), packet.length % 255,
        ]);
        const start = 27 + lacing.length;
        const page = new Uint8Array(start + packets.reduce((sum, packet) => sum + packet.length, 0));
        const view = new DataView(page.buffer);
        page.set(new TextEncoder().encode("OggS"));
        page[5] = flags;
        view.setBigUint64(6, BigInt(granule), true);
        view.setUint32(14, 1, true);
        view.setUint32(18, this.#pages.length, true);
        page[26] = lacing.length;
        page.set(lacing, 27);
        packets.reduce((at, packet) => (page.set(packet, at), at + packet.length), start);
        view.setUint32(22, checksum(page), true);
        this.granule = granule;
        this.#pages.push(page);
    }

    joined() {
        const all = new Uint8Array(this.#pages.reduce((sum, page) => sum + page.length, 0));
        this.#pages.reduce((at, page) => (all.set(page, at), at + page.length), 0);
        return all;
    }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index << 24;
    for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
    return value;
});

function checksum(page) {
    let sum = 0;
    for (const byte of page) sum = (sum << 8) ^ TABLE[(sum >>> 24) ^ byte];
    return sum >>> 0;
}
