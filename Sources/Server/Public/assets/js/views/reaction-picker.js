import { part, setText } from "../dom.js";
import { COMMON, ownReaction } from "../reacting.js";

const EDGE_PX = 8;

/**
 * A few emoji beside a bubble. `react(message, emoji)` is called with the one that was chosen, "" to take it back. There
 * is one picker at a time; Escape and whatever else gets the focus close it.
 */
export class ReactionPicker {
    #place;
    #log;
    #react;
    #element = null;
    #button = null;

    constructor(dialog, react) {
        this.#place = dialog;
        this.#log = part(dialog, "log");
        this.#react = react;
        // It stands still while what it belongs to would move away.
        this.#log.addEventListener("scroll", () => this.close(), { passive: true });
    }

    /** Opens at this button, or closes where it is open there. */
    toggle(button, message) {
        const wasHere = this.#button === button;
        this.close();
        if (wasHere) return;
        this.#button = button;
        this.#element = this.#make(message);
        this.#place.append(this.#element);
        this.#stand(button);
        button.setAttribute("aria-expanded", "true");
        const own = this.#element.querySelector("[aria-pressed=true]");
        (own ?? this.#element.firstElementChild).focus({ preventScroll: true });
    }

    close() {
        const element = this.#element;
        this.#element = null;
        this.#button?.setAttribute("aria-expanded", "false");
        this.#button = null;
        element?.remove();
    }

    #make(message) {
        const own = ownReaction(message);
        const element = document.createElement("div");
        element.className = "picker";
        element.setAttribute("role", "group");
        element.setAttribute("aria-label", "React");
        element.dataset.testid = "reaction-picker";
        element.append(...COMMON.map(({ emoji, word }) => this.#choice(message, emoji, word, emoji === own)));
        if (own) element.append(this.#choice(message, "", "Take back", null));
        element.addEventListener("keydown", (event) => this.#pressed(event));
        element.addEventListener("focusout", ({ relatedTarget }) => {
            const stays = relatedTarget && (element.contains(relatedTarget) || relatedTarget === this.#button);
            if (!stays) this.close();
        });
        return element;
    }

    #choice(message, emoji, word, isPressed) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = emoji ? "picker-emoji" : "picker-emoji picker-word";
        setText(button, emoji || word);
        button.title = word;
        if (emoji) button.setAttribute("aria-label", word);
        if (isPressed !== null) button.setAttribute("aria-pressed", String(isPressed));
        button.addEventListener("click", () => {
            this.#leave();
            this.#react(message, isPressed ? "" : emoji);
        });
        return button;
    }

    #pressed(event) {
        const buttons = [...this.#element.children];
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length).focus();
        if (event.key !== "Escape" && !step) return;
        event.preventDefault();
        event.stopPropagation();
        if (!step) this.#leave();
    }

    #leave() {
        const button = this.#button;
        this.close();
        button?.focus({ preventScroll: true });
    }

    // Above the button where there is room, and never over the edge of the screen.
    #stand(button) {
        const at = button.getBoundingClientRect();
        const frame = this.#log.getBoundingClientRect();
        const { width, height } = this.#element.getBoundingClientRect();
        const middle = at.left + at.width / 2 - width / 2;
        const left = Math.min(Math.max(middle, frame.left + EDGE_PX), frame.right - width - EDGE_PX);
        const above = at.top - height - EDGE_PX;
        const top = above > frame.top ? above : at.bottom + EDGE_PX;
        this.#element.style.setProperty("--left", `${left}px`);
        this.#element.style.setProperty("--top", `${top}px`);
    }
}
