// What there is to show of a message's file.

const KIND_WORDS = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.ms-powerpoint": "PowerPoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "text/plain": "Text",
    "text/vcard": "Contact",
    "image/jpeg": "Photo",
    "image/png": "Picture",
    "audio/amr": "Audio",
};
const UNITS = ["kB", "MB", "GB"];

/**
 * How the file of a message is shown: "picture", "video", "sound" or "file" once it is here, else its state. Null where
 * there is none, or a server of the version before says nothing of it.
 */
export function mediaShape({ media, message_type: type }) {
    if (!media?.state) return null;
    if (media.state !== "ready") return media.state;
    const mime = media.mime_type ?? "";
    if (["image", "sticker", "template"].includes(type) && /^image\/(jpeg|png|gif|webp)$/.test(mime)) return "picture";
    if (["video", "template"].includes(type) && /^video\/(mp4|3gpp)$/.test(mime)) return "video";
    if (type === "audio" && /^audio\/(ogg|mpeg|mp4|aac)$/.test(mime)) return "sound";
    return "file";
}

/** In units of a thousand, as phones and file managers say it: 300 kB, 4.2 MB. */
export function fileSize(bytes) {
    if (!(bytes >= 1000)) return `${bytes} bytes`;
    let [value, unit] = [bytes / 1000, 0];
    while (value >= 999.5 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1];
    return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ${UNITS[unit]}`;
}

/** The kind, length and size of a file, such as `PDF, 3 pages, 1.2 MB`. */
export function fileFacts({ mime_type: mime, file_name: name, size, pages }) {
    const ending = /\.([a-z0-9]{1,5})$/i.exec(name ?? "")?.[1].toUpperCase();
    const facts = [KIND_WORDS[mime] ?? ending ?? "File"];
    if (pages > 0) facts.push(`${pages} ${pages === 1 ? "page" : "pages"}`);
    if (size !== null && size !== undefined) facts.push(fileSize(size));
    return facts.join(", ");
}

/** The file of a message that is still being sent, shown from this device. */
export function optimisticMedia({ mime, name, size, url, width = null, height = null, voice = false }) {
    const common = { state: "ready", thumbnail_url: null, error: null, seconds: null, pages: null };
    return { ...common, mime_type: mime, file_name: name, size, url, width, height, voice };
}

const SHOWN = {
    transcript: {
        title: "Written down by a machine, may be wrong", waiting: "Writing down what is said…",
        failed: "This could not be transcribed.", nothing: "No words could be heard.",
    },
    description: {
        title: "Described by a machine, may be wrong", waiting: "Describing this picture…",
        failed: "This picture could not be described.", nothing: "Nothing could be made out.",
    },
};

/** What stands under a file that a machine has read, or is to read: `{kind, title, text}`; null where none does. */
export function readingWords(media) {
    const kind = ["transcript", "description"].find((name) => media?.[name]);
    if (!kind) return null;
    const { title, ...words } = SHOWN[kind];
    const { state, text, model } = media[kind];
    if (state !== "ready") return { kind, title: "", text: words[state] ?? "" };
    return text ? { kind, title: model ? `${title} (${model})` : title, text } : { kind, title: "", text: words.nothing };
}

/** Whether a file is on this device only. */
export function isLocal({ url }) {
    return url?.startsWith("blob:") ?? false;
}

/** The pictures among these messages that can be looked at. */
export function picturesOf(messages) {
    return messages.filter((message) => mediaShape(message) === "picture");
}
