// What the assistant does in the whole clinic. What it does for one patient stands in their row.
const WORDS = {
    answer: {
        badge: { state: "active", text: "AI Active" },
        banner: { state: "active", text: "AI Bot is active", detail: "New messages are answered automatically." },
        meanwhile: "the AI answers what it can",
        hint: "AI is answering: your message takes over",
    },
    draft: {
        badge: { state: "active", text: "AI drafts" },
        banner: { state: "active", text: "The AI writes drafts", detail: "Nothing is sent before a person has read it." },
        meanwhile: "the AI writes drafts",
        hint: "The AI writes drafts: your message takes over",
    },
    off: {
        badge: { state: "off", text: "AI off" },
        banner: { state: "off", text: "The AI is off", detail: "Nobody is answered until a person writes." },
        meanwhile: "the AI is off",
        hint: "The AI is off: your message takes over",
    },
    held: {
        isHeld: true,
        badge: { state: "off", text: "AI silent" },
        banner: {
            state: "person",
            text: "Held after a restore; the AI is silent",
            detail: "Nothing is sent until the clinic is switched on again.",
        },
        meanwhile: "nothing is sent until the clinic is switched on again",
        hint: "Nothing is sent until the clinic is switched on again",
    },
};

let words = WORDS.answer;

/** `standing` is what the server says of the clinic: `{held, assistant}`. Returns whether anything is different now. */
export function noteStanding({ held, assistant }) {
    const before = words;
    words = (held ? WORDS.held : WORDS[assistant]) ?? WORDS.answer;
    return words !== before;
}

/**
 * How to say what the assistant does for patients who are not an exception: `{badge, banner, meanwhile, hint}`, the last
 * two beside "A person is needed" and below the box of a chat. `isHeld`: nothing can be sent at all.
 */
export function standingWords() {
    return words;
}
