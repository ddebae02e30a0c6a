import { icon, part, setPart, setText } from "../dom.js";
import { kindOf } from "../kinds.js";
import { fileFacts, isLocal, mediaShape, readingWords } from "../media.js";

const SPEEDS = [1, 1.5, 2];
const KEPT_MS = 7 * 24 * 3_600_000;

/** What a machine made of the file of a message, beneath it. */
export function fillReading(home, message) {
    const words = mediaShape(message) ? readingWords(message.media) : null;
    home.hidden = !words;
    if (!words) return;
    home.dataset.kind = words.kind;
    setPart(home, "reading-title", words.title);
    setPart(home, "reading-words", words.text);
    part(home, "reading-words").classList.toggle("reading-state", !words.title);
}

/**
 * Fills `home` with the file of a message, or with what became of it. What is played or looked at stays as it is while
 * nothing about it changes.
 */
export function fillMedia(home, message, { open, fetchAgain }) {
    const shape = mediaShape(message);
    home.hidden = !shape;
    const key = shape ? [shape, message.media.url, message.media.error, message.media.thumbnail_url].join(" ") : "";
    if (home.dataset.shown === key) return;
    home.dataset.shown = key;
    home.dataset.shape = shape ?? "";
    home.replaceChildren(...(shape ? NODES[shape](message, { open, fetchAgain }) : []));
}

const NODES = {
    picture: (message, { open }) => [picture(message, open)],
    video: (message) => [film(message)],
    sound: (message) => sound(message),
    file: (message) => [file(message)],
    waiting: (message) => [words(`Fetching ${named(message)}…`)],
    gone: (message, { fetchAgain }) => [
        words(`WhatsApp has ${named(message)} no more.`), ...(isRecent(message) ? [again(message, fetchAgain)] : []),
    ],
    failed: (message, { fetchAgain }) => [words(message.media.error), again(message, fetchAgain)],
};

// A wrong number or token of the clinic is answered like a file that is gone.
function isRecent({ sent_at: sentAt, created_at: createdAt }) {
    return Date.now() - Date.parse(sentAt ?? createdAt) < KEPT_MS;
}

function named(message) {
    return `this ${(kindOf(message)?.label ?? "file").toLowerCase()}`;
}

function picture(message, open) {
    const { url, thumbnail_url: thumbnail, width, height } = message.media;
    const button = element("button", { type: "button", className: "media-picture" });
    const what = message.message_type === "sticker" ? "sticker" : "photo";
    button.setAttribute("aria-label", `Open ${what}${message.message_body ? `: ${message.message_body}` : ""}`);
    const image = element("img", { loading: "lazy", decoding: "async", alt: "" });
    keepPlace(button, width, height);
    image.addEventListener("error", () => {
        if (thumbnail && image.getAttribute("src") === thumbnail) image.src = url;
        else replaceByFile(button, message);
    });
    image.src = thumbnail ?? url;
    button.append(image);
    button.disabled = isLocal(message.media);
    button.addEventListener("click", () => open(message.seq));
    return button;
}

function film(message) {
    const { url, thumbnail_url: poster, width, height } = message.media;
    const video = element("video", { controls: true, preload: "metadata", playsInline: true });
    video.setAttribute("aria-label", "Video");
    if (poster) video.poster = poster;
    keepPlace(video, width, height);
    fallsBack(video, message);
    video.src = url;
    return video;
}

function sound(message) {
    const audio = element("audio", { controls: true, preload: "metadata" });
    audio.setAttribute("aria-label", kindOf(message).label);
    const speed = element("button", { type: "button", className: "button button-small media-speed" });
    const setSpeed = (value) => {
        audio.playbackRate = value;
        setText(speed, `${value}×`);
        speed.setAttribute("aria-label", `Speed ${value}`);
    };
    speed.addEventListener("click", () => setSpeed(SPEEDS[(SPEEDS.indexOf(audio.playbackRate) + 1) % SPEEDS.length]));
    setSpeed(SPEEDS[0]);
    audio.addEventListener("play", () => pauseOthers(audio));
    fallsBack(audio, message, speed);
    audio.src = message.media.url;
    return [audio, speed];
}

// One voice at a time.
function pauseOthers(playing) {
    for (const other of document.querySelectorAll("audio, video")) if (other !== playing) other.pause();
}

// What this browser cannot play can still be kept.
function fallsBack(player, message, ...controls) {
    player.addEventListener("error", () => {
        for (const control of controls) control.remove();
        replaceByFile(player, message);
    }, { once: true });
}

// Perhaps only the network was away: once it is back this is shown anew.
function replaceByFile(node, message) {
    const home = node.parentElement;
    if (home) home.dataset.broken = "true";
    node.replaceWith(file(message));
}

function file(message) {
    const { url, file_name: name } = message.media;
    const link = element("a", { className: "media-file", href: isLocal(message.media) ? url : `${url}?download` });
    link.download = isLocal(message.media) ? name : "";
    const text = element("span", { className: "media-file-words" });
    const title = element("bdi", { className: "bubble-file" });
    title.dataset.testid = "file-name";
    setText(title, name ?? kindOf(message)?.label ?? "File");
    const facts = element("span", { className: "media-facts" });
    setText(facts, fileFacts(message.media));
    text.append(title, facts);
    link.append(icon(kindOf(message)?.icon ?? "document"), text, icon("download"));
    return link;
}

function words(text) {
    const line = element("p", { className: "media-words" });
    setText(line, text);
    return line;
}

function again(message, fetchAgain) {
    const button = element("button", { type: "button", className: "button button-small" });
    button.dataset.testid = "fetch-again";
    setText(button, "Try again");
    button.addEventListener("click", async () => {
        button.disabled = true;
        await fetchAgain(message);
        button.disabled = false;
    });
    return button;
}

// While it loads, so that nothing jumps. What is very long is seen whole in the viewer.
function keepPlace(node, width, height) {
    if (width && height) node.style.setProperty("--ratio", String(Math.min(Math.max(width / height, 0.25), 5)));
}

function element(name, members) {
    return Object.assign(document.createElement(name), members);
}
