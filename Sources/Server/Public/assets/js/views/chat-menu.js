import { icon, part } from "../dom.js";
import { confirmed } from "./confirm.js";
import { element } from "./elements.js";

/** What is rarely done with a conversation, below the button in its head. Escape and whatever else gets the focus close it. */
export class ChatMenu {
    #button;
    #head;
    #actions;
    #element = null;

    /** `{pickTemplate, block}` are called for what was chosen. */
    constructor(dialog, actions) {
        this.#head = part(dialog, "more").parentElement;
        this.#button = part(dialog, "more");
        this.#actions = actions;
    }

    /** Opens for this patient, or closes. */
    toggle(patient) {
        if (this.#element) return this.close();
        this.#element = element("div", { className: "chat-menu", role: "group", "aria-label": "More" },
            patient.is_blocked ? null : this.#item("template", "Send a template", "chat-template", this.#actions.pickTemplate),
            this.#item("block", patient.is_blocked ? "Unblock on WhatsApp" : "Block on WhatsApp", "chat-block", this.#actions.block));
        this.#element.addEventListener("keydown", (event) => this.#pressed(event));
        this.#element.addEventListener("focusout", ({ relatedTarget: next }) => {
            if (!this.#element?.contains(next) && next !== this.#button) this.close();
        });
        this.#head.append(this.#element);
        this.#button.setAttribute("aria-expanded", "true");
        this.#element.firstElementChild.focus();
    }

    close() {
        const open = this.#element;
        this.#element = null;
        this.#button.setAttribute("aria-expanded", "false");
        open?.remove();
    }

    #item(name, words, testid, run) {
        const item = element("button", { type: "button", className: "chat-menu-item", data: { testid } }, icon(name), words);
        item.addEventListener("click", () => {
            this.#leave();
            run();
        });
        return item;
    }

    #pressed(event) {
        const items = [...this.#element.children];
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
        if (!step && event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        if (!step) this.#leave();
    }

    #leave() {
        this.close();
        this.#button.focus();
    }
}

/** Asks whether to block or unblock; resolves to whether the person wants it. */
export function askToBlock(block, name) {
    if (!block) {
        const text = "They can write to the clinic again. The AI stays silent until you resume it, if it was paused.";
        return confirmed({ title: `Unblock ${name}?`, text, yes: "Unblock", no: "Leave blocked" });
    }
    const text = "On WhatsApp they can no longer write to the clinic or see that it is online, and nothing can be sent to "
        + "them. The conversation stays here, and you can unblock them at any time.";
    return confirmed({ title: `Block ${name}?`, text, yes: "Block", no: "Do not block" });
}
