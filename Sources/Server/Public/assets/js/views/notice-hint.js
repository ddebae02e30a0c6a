import { askForNotices, noticeState, noticeWords, WHY } from "../desktop-notices.js";
import { button, element } from "./elements.js";

const ANSWERED = "desktop-notices-answered";

/**
 * Says at the first emergency, once for each browser, that it could be called by a notice of the desktop. It stays in `place`
 * until it is answered. `told(sentence)` is shown.
 */
export function offerNotices(place, told) {
    if (place.childElementCount > 0 || noticeState() !== "default" || wasAnswered()) return;
    const close = () => {
        remember();
        place.replaceChildren();
        document.getElementById("page-title").focus();
    };
    const allow = button("Allow notices", "hint-allow", async () => {
        const state = await askForNotices();
        // Whoever closes the browser's question has not answered it.
        if (state === "default") return;
        close();
        told(noticeWords(state).words);
    }, "button button-small button-primary");
    const later = button("Not now", "hint-later", () => {
        close();
        told("You find desktop notices in the settings.");
    }, "button button-small");
    place.replaceChildren(element("section", { className: "hint", "aria-label": "Desktop notices", data: { testid: "notice-hint" } },
        element("p", {}, element("strong", { textContent: "Be called to emergencies. " }), WHY),
        element("div", { className: "hint-actions" }, allow, later)));
}

// Where nothing is kept it is offered again.
function wasAnswered() {
    try {
        return localStorage.getItem(ANSWERED) !== null;
    } catch {
        return false;
    }
}

function remember() {
    try {
        localStorage.setItem(ANSWERED, "yes");
    } catch {
        // Then not.
    }
}
