const KINDS = {
    image: { icon: "photo", label: "Photo" },
    document: { icon: "document", label: "Document" },
    audio: { icon: "voice", label: "Voice message" },
    video: { icon: "video", label: "Video" },
    sticker: { icon: "sticker", label: "Sticker" },
    location: { icon: "pin", label: "Location" },
    contacts: { icon: "contact", label: "Contact" },
    reaction: { icon: "heart", label: "Reaction" },
    order: { icon: "document", label: "Order" },
    system: { icon: "info", label: "Notice from WhatsApp" },
};

const SPOKEN = new Set(["text", "button", "interactive"]);
const UNSUPPORTED = { icon: "block", label: "Unsupported message" };

/** The icon and word for what is not plain text, or null for text. */
export function kindOf({ message_type: type, message_body: body }) {
    if (SPOKEN.has(type) && body) return null;
    return KINDS[type] ?? UNSUPPORTED;
}

/** Who speaks in an outgoing message, in a word. */
export function authorLabel({ author, account_name: name }) {
    if (author === "patient") return "";
    return author === "assistant" ? "AI" : name || "Clinic phone";
}

/** One line for the patient list: `{icon, text}`. */
export function previewOf(message) {
    if (!message) return { icon: null, text: "No messages yet" };
    const kind = kindOf(message);
    const words = (message.message_body ?? "").replace(/\s+/g, " ").trim().slice(0, 160);
    const who = authorLabel(message);
    const isUnsent = message.status === "failed" || message.status === "cancelled";
    const text = (isUnsent ? "Not sent: " : "") + (words || kind?.label || "");
    return { icon: kind?.icon ?? null, text: who ? `${who}: ${text}` : text };
}
