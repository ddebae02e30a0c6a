// Puts the Opus packets of a WebM recording into Ogg, the only form in which WhatsApp knows voice notes. Nothing is
// encoded again.

const HEAD = 0x63a2, SIMPLE_BLOCK = 0xa3, BLOCK = 0xa1;
/** Segment, Cluster, Tracks, TrackEntry and BlockGroup: what is in them is read as if it stood outside. */
const HOLDERS = new Set([0x18538067, 0x1f43b675, 0x1654ae6b, 0xae, 0xa0]);
const SERIAL = 1;
const PACKETS_PER_PAGE = 50;

/** A number of EBML at a place: its value with or without the bit that marks its length, and where it ends. */
function number(bytes, at, keepsMark) {
  const length = Math.clz32(bytes[at]) - 23;
  if (length > 8 || at + length > bytes.length) throw new Error("The recording cannot be read.");
  let value = keepsMark ? bytes[at] : bytes[at] & (0xff >> length);
  for (let index = 1; index < length; index += 1) value = value * 256 + bytes[at + index];
  return { value, end: at + length };
}

function read(bytes) {
  const packets = [];
  let head = null;
  let at = 0;
  while (at < bytes.length) {
    const id = number(bytes, at, true);
    const size = number(bytes, id.end, false);
    at = size.end;
    if (HOLDERS.has(id.value)) continue;
    const end = Math.min(at + size.value, bytes.length);
    if (id.value === HEAD) head = bytes.subarray(at, end);
    if (id.value === SIMPLE_BLOCK || id.value === BLOCK) {
      const track = number(bytes, at, false);
      if (bytes[track.end + 2] & 0x06) throw new Error("The recording cannot be read.");
      packets.push(bytes.subarray(track.end + 3, end));
    }
    at = end;
  }
  if (!head || packets.length === 0) throw new Error("Nothing was recorded.");
  return { head, packets };
}

/** The length of a packet in samples at 48 kHz, from its first bytes. */
function samples(packet) {
  const kind = packet[0] >> 3;
  const frames = [1, 2, 2, packet[1] & 0x3f][packet[0] & 3];
  if (kind < 12) return frames * [480, 960, 1920, 2880][kind & 3];
  if (kind < 16) return frames * [480, 960][kind & 1];
  return frames * [120, 240, 480, 960][kind & 3];
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

function checksum(bytes) {
  let value = 0;
  for (const byte of bytes) value = (value << 8) ^ TABLE[(value >>> 24) ^ byte];
  return value >>> 0;
}

function page(packets, granule, sequence, flags) {
  const lacing = packets.flatMap(({ length }) => [...Array(Math.floor(length / 255)).fill(255), length % 255]);
  const body = packets.flatMap((packet) => [...packet]);
  const bytes = new Uint8Array(27 + lacing.length + body.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode("OggS"));
  bytes[5] = flags;
  view.setBigUint64(6, BigInt(granule), true);
  view.setUint32(14, SERIAL, true);
  view.setUint32(18, sequence, true);
  bytes[26] = lacing.length;
  bytes.set(lacing, 27);
  bytes.set(body, 27 + lacing.length);
  view.setUint32(22, checksum(bytes), true);
  return bytes;
}

/** The bytes of an Ogg file with the sound of these bytes of a WebM file. Throws if they hold no Opus. */
export function toOgg(bytes) {
  const { head, packets } = read(bytes);
  const tags = new TextEncoder().encode("OpusTags\u0007\0\0\0sandbox\0\0\0\0");
  const pages = [page([head], 0, 0, 2), page([tags], 0, 1, 0)];
  let granule = 0;
  for (let from = 0; from < packets.length; from += PACKETS_PER_PAGE) {
    const some = packets.slice(from, from + PACKETS_PER_PAGE);
    for (const packet of some) granule += samples(packet);
    pages.push(page(some, granule, pages.length, from + PACKETS_PER_PAGE >= packets.length ? 4 : 0));
  }
  return new Blob(pages, { type: "audio/ogg; codecs=opus" });
}
