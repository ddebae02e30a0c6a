// What a file is, told by its bytes and never by its name, and whether WhatsApp takes it.

/** How many of the first and of the last bytes are enough to tell. */
export const ENDS_BYTES = 64 * 1024;
/** Of a picture. Larger ones are made smaller. */
export const PICTURE_BYTES = 5_000_000;
export const CAPTION_LENGTH = 1_024;
const MEGABYTE = 1024 * 1024;
const STICKER_BYTES = 500 * 1024;
const STICKER_PIXELS = 512;

const OFFICE = "application/vnd.openxmlformats-officedocument";
const TAKEN = {
    jpeg: { as: "image", mime: "image/jpeg", label: "JPEG picture" },
    png: { as: "image", mime: "image/png", label: "PNG picture" },
    webp: { as: "sticker", mime: "image/webp", label: "Sticker" },
    mp4: { as: "video", mime: "video/mp4", label: "MP4 video" },
    threegp: { as: "video", mime: "video/3gpp", label: "3GP video" },
    m4a: { as: "audio", mime: "audio/mp4", label: "M4A sound" },
    mp3: { as: "audio", mime: "audio/mpeg", label: "MP3 sound" },
    aac: { as: "audio", mime: "audio/aac", label: "AAC sound" },
    amr: { as: "audio", mime: "audio/amr", label: "AMR sound" },
    opus: { as: "audio", mime: "audio/ogg", label: "Opus sound" },
    pdf: { as: "document", mime: "application/pdf", label: "PDF" },
    docx: { as: "document", mime: `${OFFICE}.wordprocessingml.document`, label: "Word" },
    xlsx: { as: "document", mime: `${OFFICE}.spreadsheetml.sheet`, label: "Excel" },
    pptx: { as: "document", mime: `${OFFICE}.presentationml.presentation`, label: "PowerPoint" },
    doc: { as: "document", mime: "application/msword", label: "Word" },
    xls: { as: "document", mime: "application/vnd.ms-excel", label: "Excel" },
    ppt: { as: "document", mime: "application/vnd.ms-powerpoint", label: "PowerPoint" },
    text: { as: "document", mime: "text/plain", label: "Text" },
};
const LIMITS = {
    video: { bytes: 16 * MEGABYTE, words: "videos of 16 MB at most" },
    audio: { bytes: 16 * MEGABYTE, words: "sound of 16 MB at most" },
    document: { bytes: 100 * MEGABYTE, words: "documents of 100 MB at most" },
};
const DRAWN = { webp: "WebP", gif: "GIF", avif: "AVIF", heic: "HEIC" };
const OTHERWISE = {
    heic: "WhatsApp takes no HEIC pictures, and this browser cannot read them. Save it as JPEG first: on an iPhone, "
        + "Settings, Camera, Formats, Most Compatible; or take a screenshot of it.",
    quicktime: "WhatsApp takes no QuickTime videos (.mov). Save it as MP4 first.",
    vcard: "Contact cards cannot be sent as files.",
};
const NOT_TAKEN = "WhatsApp does not take this kind of file. It takes JPEG, PNG, MP4, sound, PDF, Office documents and "
    + "text.";
const TOO_LARGE = "This picture is larger than 5 MB, and this browser cannot make it smaller.";
const DAMAGED = "This picture is damaged: no program can draw it.";
const STEREO = "WhatsApp takes Opus sound in mono only. Save it as MP3 first.";
const OPUS_CHANNELS_AT = 37;
const SMALLER = "Made smaller: WhatsApp takes pictures of 5 MB at most.";

/** The kind of a file as one word. `head` and `tail` are `ENDS_BYTES` of it, `declared` the type that came with it. */
export function fileKind(head, tail, { type = "", name = "" } = {}) {
    const says = (text, at = 0) => [...text].every((letter, index) => head[at + index] === letter.charCodeAt(0));
    const starts = (...bytes) => bytes.every((byte, index) => head[index] === byte);
    if (starts(0xff, 0xd8, 0xff)) return "jpeg";
    if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
    if (says("GIF87a") || says("GIF89a")) return "gif";
    if (says("RIFF") && says("WEBP", 8)) return "webp";
    if (says("%PDF-")) return "pdf";
    if (says("OggS") && says("OpusHead", 28)) return "opus";
    if (says("#!AMR")) return "amr";
    if (says("ftyp", 4)) return container(String.fromCharCode(...head.subarray(8, 12)), type);
    if (starts(0x50, 0x4b, 0x03, 0x04)) return archive(head, tail);
    if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return oldOffice(type, name);
    if (says("ID3")) return "mp3";
    if (head[0] === 0xff && (head[1] & 0xe0) === 0xe0) return frame(head[1]);
    return words(head);
}

/**
 * What becomes of a file: `{as, mime, label}` where WhatsApp takes it as it is, with `redraw` ("jpeg" or "png") where it
 * has to be drawn anew first, `note` with what to say about it, or `{problem}` with a sentence.
 */
export function planFor(kind, size, head) {
    if (!(size > 0)) return { label: "File", problem: "This file is empty." };
    if (kind === "webp" && isSticker(size, head)) return { ...TAKEN.webp, note: "Sent as a sticker." };
    if (DRAWN[kind]) {
        const note = `Becomes a JPEG picture: WhatsApp takes no ${DRAWN[kind]}.`;
        return { ...TAKEN.jpeg, redraw: "jpeg", note, otherwise: OTHERWISE[kind] ?? DAMAGED };
    }
    const plan = TAKEN[kind];
    if (!plan) return { label: "File", problem: OTHERWISE[kind] ?? NOT_TAKEN };
    if (plan.as === "image") return picturePlan(plan, kind, size, head);
    if (kind === "opus" && head[OPUS_CHANNELS_AT] !== 1) return { ...plan, problem: STEREO };
    const limit = LIMITS[plan.as];
    return size > limit.bytes ? { ...plan, problem: `Too large: WhatsApp takes ${limit.words}.` } : plan;
}

/** Whether WhatsApp shows words with such a file. */
export function takesCaption(as) {
    return as === "image" || as === "video" || as === "document";
}

function picturePlan(plan, kind, size, head) {
    if (size > PICTURE_BYTES) return { ...TAKEN.jpeg, redraw: "jpeg", note: SMALLER, otherwise: TOO_LARGE };
    // Of PNG it takes 8 bits a color without a palette.
    const isPlain = kind !== "png" || (head[24] === 8 && (head[25] === 2 || head[25] === 6));
    return isPlain ? plan : { ...plan, redraw: "png", otherwise: DAMAGED };
}

function isSticker(size, head) {
    const [width, height] = webpSize(head);
    return size <= STICKER_BYTES && width === STICKER_PIXELS && height === STICKER_PIXELS;
}

function webpSize(head) {
    const form = String.fromCharCode(...head.subarray(12, 16));
    const number = (at, count) => head.subarray(at, at + count).reduce((sum, byte, index) => sum | (byte << (8 * index)), 0);
    if (form === "VP8X") return [number(24, 3) + 1, number(27, 3) + 1];
    if (form === "VP8L") return [(number(21, 4) & 0x3fff) + 1, ((number(21, 4) >> 14) & 0x3fff) + 1];
    if (form === "VP8 ") return [number(26, 2) & 0x3fff, number(28, 2) & 0x3fff];
    return [0, 0];
}

function container(brand, type) {
    if (["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"].includes(brand)) return "heic";
    if (["avif", "avis"].includes(brand)) return "avif";
    if (brand === "qt  ") return "quicktime";
    if (["M4A ", "M4B ", "M4P "].includes(brand) || type.startsWith("audio/")) return "m4a";
    return brand.startsWith("3g") ? "threegp" : "mp4";
}

// The names of the parts of Office's files stand in their heads and once more at the end.
function archive(head, tail) {
    const text = [head, tail].map((bytes) => new TextDecoder("latin1").decode(bytes)).join("\n");
    if (!text.includes("[Content_Types].xml")) return "other";
    if (text.includes("word/")) return "docx";
    if (text.includes("xl/")) return "xlsx";
    return text.includes("ppt/") ? "pptx" : "other";
}

// These three share their first bytes with much else.
function oldOffice(type, name) {
    const ending = /\.(doc|xls|ppt)$/i.exec(name)?.[1].toLowerCase();
    return ending ?? ["doc", "xls", "ppt"].find((kind) => TAKEN[kind].mime === type) ?? "other";
}

function frame(second) {
    if ((second & 0x06) !== 0) return "mp3";
    return (second & 0xf0) === 0xf0 ? "aac" : "other";
}

function words(head) {
    const isControl = (byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte);
    if (head.length === 0 || head.some(isControl)) return "other";
    const text = decoded(head);
    if (text === null || text.trimStart().startsWith("<")) return "other";
    return text.trimStart().startsWith("BEGIN:VCARD") ? "vcard" : "text";
}

// A longer file may be cut within a letter.
function decoded(head) {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: head.length >= ENDS_BYTES });
    } catch {
        return null;
    }
}
