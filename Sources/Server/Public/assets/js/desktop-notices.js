// Whether this browser may show notices of the desktop for this page, and what to say of it.

/** "unsupported", "default" (nobody was asked), "granted" or "denied". */
export function noticeState(scope = globalThis) {
    const { Notification: notices, isSecureContext: isSecure, navigator } = scope;
    // Browsers of phones have the name, and throw where a page uses it.
    if (!notices || !isSecure || /Android|iPhone|iPad/.test(navigator.userAgent)) return "unsupported";
    return notices.permission;
}

export const WHY = "A notice of your computer calls you to a possible emergency while this page is behind another window or "
    + "in another tab. It names no patient and quotes nobody.";

/** What stands in the settings: `{words, mayAsk}`. */
export function noticeWords(state) {
    const words = {
        unsupported: "This browser shows none for this page: use a browser on a computer, over https. On a phone keep the page open; it sounds and shows the patient.",
        default: "Not asked yet. Your browser will ask whether this page may show them.",
        granted: "Allowed in this browser. They come while a tab with this page is open, unless the computer itself keeps them back (Do not disturb).",
        denied: "Blocked in this browser. To allow them, open the site settings with the sign beside the address, set notifications to Allow, and reload the page.",
    };
    return { words: words[state] ?? words.unsupported, mayAsk: state === "default" };
}

/** Asks the browser, which asks the person. Only ever on a click. Resolves to the state after it. */
export async function askForNotices(scope = globalThis) {
    await scope.Notification.requestPermission();
    return noticeState(scope);
}
