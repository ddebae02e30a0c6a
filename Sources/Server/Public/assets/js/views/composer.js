import { part, setPart, setText } from "../dom.js";

const LONGEST = 4_096;
const COUNT_FROM = 3_600;
const coarse = matchMedia("(pointer: coarse)");

/** Where the doctor writes. `send(text)` gets trimmed text; the draft belongs to the patient who is open. */
export class Composer {
    #form;
    #input;
    #button;
    #drafts;
    #send;
    #patientId = null;
    #isOpen = true;

    constructor(dialog, { drafts, send }) {
        this.#form = part(dialog, "composer");
        this.#input = part(dialog, "input");
        this.#button = part(dialog, "send");
        this.#drafts = drafts;
        this.#send = send;
        this.#input.addEventListener("input", () => this.#typed());
        this.#input.addEventListener("keydown", (event) => this.#pressed(event));
        this.#form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#submit();
        });
    }

    open(patientId) {
        this.#patientId = patientId;
        this.showError("");
        this.readDraft();
    }

    /** Shows the stored draft, for example after a failed send put it back. */
    readDraft() {
        this.#input.value = this.#drafts.read(this.#patientId);
        this.#measure();
    }

    showWindow({ isOpen, sentence }) {
        this.#isOpen = isOpen;
        setPart(this.#form, "window", sentence);
        this.#measure();
    }

    showHint(text) {
        setText(part(this.#form, "hint"), text);
    }

    showError(text) {
        setPart(this.#form, "send-error", text);
    }

    focus() {
        // On a phone the keyboard would cover half of the history before it has been read.
        if (!coarse.matches) this.#input.focus();
    }

    #typed() {
        this.#drafts.write(this.#patientId, this.#input.value);
        this.showError("");
        this.#measure();
    }

    #pressed(event) {
        const isComposing = event.isComposing || event.keyCode === 229;
        if (event.key !== "Enter" || event.shiftKey || isComposing || coarse.matches) return;
        event.preventDefault();
        this.#submit();
    }

    #submit() {
        const text = this.#input.value.trim();
        if (!text || text.length > LONGEST || !this.#isOpen) return;
        this.#input.value = "";
        this.#typed();
        this.#input.focus();
        this.#send(text);
    }

    #measure() {
        const { value } = this.#input;
        const length = value.trim().length;
        part(this.#form, "grow").dataset.text = value;
        this.#button.disabled = length === 0 || length > LONGEST || !this.#isOpen;
        const counter = part(this.#form, "counter");
        counter.hidden = length < COUNT_FROM;
        counter.classList.toggle("is-over", length > LONGEST);
        setText(counter, `${length.toLocaleString("en-IN")} / ${LONGEST.toLocaleString("en-IN")}`);
    }
}
