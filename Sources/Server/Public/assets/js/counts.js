import { coalesce } from "./coalesce.js";

const DELAY_MS = 250;
const GAP_MS = 1_000;
const LATER_MS = 1_500;
const LATER_GAP_MS = 5_000;

/** How many patients each filter has. `changed` gets the counts by the filter's name. */
export class Counts {
    refreshSoon = coalesce(() => this.#load(), DELAY_MS, GAP_MS);
    /** For the title of the tab, where nothing else shows them. */
    refreshLater = coalesce(() => this.#load(), LATER_MS, LATER_GAP_MS);
    #api;
    #changed;

    constructor(api, changed) {
        this.#api = api;
        this.#changed = changed;
    }

    async #load() {
        const outcome = await this.#api.counts();
        if (outcome.kind === "ok") this.#changed(outcome.data.counts);
    }
}
