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
    template: { icon: "document", label: "Template" },
    system: { icon: "info", label: "Notice from WhatsApp" },
};

const SPOKEN = new Set(["text", "button", "interactive", "template"]);
const SOUND = { icon: "voice", label: "Audio" };
const UNSUPPORTED = { icon: "block", label: "Unsupported message" };

/** The icon and word for what is not plain text, or null for text. */
export function kindOf({ message_type: type, message_body: body, media }) {
    if (SPOKEN.has(type) && body) return null;
    if (type === "audio" && media?.voice === false) return SOUND;
    return KINDS[type] ?? UNSUPPORTED;
}

/** What to read in a message. An order's text begins with what its icon says already. */
export function bodyOf({ message_type: type, message_body: body }) {
    const text = body ?? "";
    return type === "order" ? text.replace(/^Order:\s*/, "") : text;
}

/** The name of the file that came with a message, where its text does not say it. */
export function fileNameOf({ media, message_body: body }) {
    const name = media?.file_name ?? "";
    return name === (body ?? "").trim() ? "" : name;
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
    const words = bodyOf(message).replace(/\s+/g, " ").trim().slice(0, 160);
    const who = authorLabel(message);
    const isUnsent = message.status === "failed" || message.status === "cancelled";
    const text = (isUnsent ? "Not sent: " : "") + (words || kind?.label || "");
    return { icon: kind?.icon ?? null, text: who ? `${who}: ${text}` : text };
}
