import { setText } from "../dom.js";

const TYPING_MS = 250;

/** The search box and the filter chips. `changed` gets `{search}` or `{filter}`. */
export class Filters {
    #search = document.getElementById("search");
    #chips = [...document.querySelectorAll("#filters [data-filter]")];
    #changed;
    #typing = null;

    constructor(changed) {
        this.#changed = changed;
        this.#search.addEventListener("input", () => this.#typed());
        this.#search.addEventListener("keydown", (event) => {
            if (event.key === "Escape" && this.#search.value) this.clear();
        });
        this.#chips.forEach((chip) => chip.addEventListener("click", () => this.#choose(chip)));
        document.addEventListener("keydown", (event) => this.#shortcut(event));
    }

    clear() {
        this.#search.value = "";
        this.#press(this.#chips[0]);
        this.#changed({ search: "", filter: "all" });
    }

    /** The same search among all patients. */
    searchAll() {
        this.#choose(this.#chips[0]);
        this.#search.focus();
    }

    /** How many patients each filter has. */
    showCounts(counts) {
        for (const chip of this.#chips) {
            const count = counts[chip.dataset.filter];
            if (count === undefined) continue;
            const holder = chip.querySelector(".chip-count") ?? chip.appendChild(document.createElement("span"));
            holder.className = "chip-count";
            setText(holder, String(count));
            // What hardly ever is there takes no room while it isn't.
            if ("rare" in chip.dataset) chip.hidden = count === 0 && chip.getAttribute("aria-pressed") !== "true";
        }
    }

    #typed() {
        clearTimeout(this.#typing);
        this.#typing = setTimeout(() => this.#changed({ search: this.#search.value.trim() }), TYPING_MS);
    }

    #choose(chip) {
        this.#press(chip);
        this.#changed({ filter: chip.dataset.filter });
    }

    #press(chosen) {
        this.#chips.forEach((chip) => chip.setAttribute("aria-pressed", String(chip === chosen)));
    }

    #shortcut(event) {
        const isTyping = event.target.closest?.("input, textarea, select, dialog[open]");
        if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        this.#search.focus();
    }
}
