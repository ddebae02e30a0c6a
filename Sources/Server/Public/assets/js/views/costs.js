import { now } from "../clock.js";
import { costWords, monthUntil } from "../costs.js";
import { setText } from "../dom.js";
import { element } from "./elements.js";

/** What WhatsApp charges the clinic for this month. */
export class CostsView {
    #api;
    #words = element("p", { role: "status", data: { testid: "costs" } });
    root = element("section", { className: "settings-form", "aria-labelledby": "costs-title" },
        element("h2", { id: "costs-title", textContent: "Costs this month" }), this.#words);

    constructor(api) {
        this.#api = api;
    }

    async read({ time_zone: timeZone }) {
        if (!this.#words.textContent) setText(this.#words, "Loading…");
        const outcome = await this.#api.costs(monthUntil(now(), timeZone));
        setText(this.#words, outcome.kind === "ok" ? costWords(outcome.data.days) : outcome.message);
    }
}
