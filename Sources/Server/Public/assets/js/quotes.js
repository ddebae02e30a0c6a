import { authorLabel, bodyOf, kindOf } from "./kinds.js";

const SHOWN_FOR_MS = 30 * 24 * 3_600_000;
const UNKNOWN = "A message that is not here";

/** What is shown of a quoted message: who wrote it, an icon or null, and its words in one line. */
export function quoteWords(quote, patientName) {
    if (!quote.id) return { author: "", icon: null, text: UNKNOWN };
    const kind = kindOf(quote);
    const words = bodyOf(quote).replace(/\s+/g, " ").trim().slice(0, 200);
    const author = authorLabel(quote) || patientName;
    return { author: author === "Clinic phone" ? "Clinic" : author, icon: kind?.icon ?? null, text: words || kind?.label || "" };
}

/** A message as another one quotes it. */
export function quoteOf({ id, seq, author, message_type: type, message_body: body }) {
    return { id, seq, author, message_type: type, message_body: body };
}

/** Whether WhatsApp would show a reply as one to this message. */
export function canBeQuoted(message, now) {
    if (!message.id || !message.whatsapp_message_id || message.deleted_at) return false;
    if (["reaction", "system"].includes(message.message_type)) return false;
    if (["failed", "cancelled"].includes(message.status)) return false;
    return now.getTime() - Date.parse(message.sent_at ?? message.created_at) < SHOWN_FOR_MS;
}
