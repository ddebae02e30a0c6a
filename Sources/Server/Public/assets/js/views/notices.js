import { askForNotices, noticeState, noticeWords, WHY } from "../desktop-notices.js";
import { setText } from "../dom.js";
import { button, element } from "./elements.js";

/** Whether this browser shows notices of the desktop. Everybody decides about their own. */
export class NoticesView {
    #state = element("p", { role: "status", className: "notices-state", data: { testid: "notices-state" } });
    #ask = button("Allow notices", "notices-ask", () => this.#allow(), "button button-primary");
    root = element("section", {
        className: "settings-form", "aria-labelledby": "notices-title", tabIndex: -1, data: { testid: "notices" },
    },
    element("h2", { id: "notices-title", textContent: "Desktop notices" }),
    element("p", { className: "field-hint", textContent: WHY }), this.#state,
    element("div", { className: "settings-actions" }, this.#ask));

    constructor() {
        // It may be decided beside the address, too.
        globalThis.navigator.permissions?.query({ name: "notifications" })
            .then((permission) => permission.addEventListener("change", () => this.read()), () => {});
    }

    read() {
        const state = noticeState();
        const { words, mayAsk } = noticeWords(state);
        this.root.dataset.state = state;
        setText(this.#state, words);
        this.#ask.parentElement.hidden = !mayAsk;
    }

    async #allow() {
        await askForNotices();
        this.read();
        // The button has gone where it was decided.
        if (this.#ask.parentElement.hidden) this.root.focus();
    }
}
