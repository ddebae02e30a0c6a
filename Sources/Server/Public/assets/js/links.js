const CANDIDATE = /\bhttps?:\/\/[^\s<>"'`]+/giu;

/** Splits text into pieces `{text}` and `{text, href}`; only http and https become links. */
export function linkPieces(text) {
    const pieces = [];
    let end = 0;
    for (const match of text.matchAll(CANDIDATE)) {
        const address = withoutTrailingPunctuation(match[0]);
        const href = safeAddress(address);
        if (!href) continue;
        if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
        pieces.push({ text: address, href });
        end = match.index + address.length;
    }
    if (end < text.length) pieces.push({ text: text.slice(end) });
    return pieces;
}

function withoutTrailingPunctuation(address) {
    let trimmed = address.replace(/[.,;:!?*_~।]+$/u, "");
    while (trimmed.endsWith(")") && trimmed.split(")").length > trimmed.split("(").length) {
        trimmed = trimmed.slice(0, -1).replace(/[.,;:!?]+$/u, "");
    }
    return trimmed;
}

function safeAddress(address) {
    try {
        const url = new URL(address);
        return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
    } catch {
        return null;
    }
}
