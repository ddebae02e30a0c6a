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
