import { part, setIcon, setPart, setText } from "../dom.js";
import { quoteOf } from "../quotes.js";
import { fillQuote } from "./bubble.js";

export const LONGEST = 4_096;
export const COUNT_FROM = 3_600;
export const TOO_LONG = `Too long: WhatsApp takes ${count(LONGEST)} characters at most.`;
const TEMPLATE_BUTTONS = ["template", "window-template"];
const NOW = { words: "Send", icon: "send" };
const LATER = { words: "Send when the patient writes", icon: "clock" };
const coarse = matchMedia("(pointer: coarse)");

/**
 * Where the doctor writes. `send(text, quoted, {isForLater})` gets trimmed text, and the message that it answers or null;
 * for later it waits until the patient writes. `pickTemplate()` is asked for a template. What is not sent belongs to the
 * patient who is open.
 */
export class Composer {
    #form;
    #input;
    #button;
    #unsent;
    #send;
    #patientId = null;
    #isUsable = false;
    #isOpen = true;
    #mayUseTemplates = true;
    #mayQueue = false;
    #sentence = null;
    #quoted = null;

    constructor(dialog, { unsent, send, pickTemplate }) {
        this.#form = part(dialog, "composer");
        this.#input = part(dialog, "input");
        this.#button = part(dialog, "send");
        this.#unsent = unsent;
        this.#send = send;
        this.#input.addEventListener("input", () => this.#typed());
        this.#input.addEventListener("keydown", (event) => this.#pressed(event));
        for (const name of TEMPLATE_BUTTONS) part(this.#form, name).addEventListener("click", pickTemplate);
        part(this.#form, "unquote").addEventListener("click", () => this.#unquote());
        this.#form.addEventListener("keydown", (event) => this.#escaped(event));
        this.#form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#submit();
        });
    }

    open(patientId) {
        this.#patientId = patientId;
        this.#showQuote(null);
        this.showError("");
        this.readUnsent();
    }

    /** The same person under another id. The cursor stays where it is, unless more text has come. */
    continueAs(patientId) {
        this.#patientId = patientId;
        if (this.#unsent.read(patientId) !== this.#input.value) this.readUnsent();
    }

    /** Shows the stored text, for example after a failed send put it back. */
    readUnsent() {
        this.#input.value = this.#unsent.read(this.#patientId);
        this.#measure();
    }

    /**
     * Whether WhatsApp would take a text now; `sentence` says why not, or how long still. Templates need no open window;
     * `mayQueue`: a text may wait for the patient.
     */
    showWindow({ isOpen, sentence, mayUseTemplates = true, mayQueue = false }) {
        this.#isOpen = isOpen;
        this.#sentence = sentence;
        this.#mayUseTemplates = mayUseTemplates;
        this.#mayQueue = mayQueue;
        part(this.#form, "window").hidden = !sentence;
        setText(part(this.#form, "window-text"), sentence ?? "");
        this.#measure();
    }

    /** Where there is no conversation, nothing can be written. */
    setUsable(isUsable) {
        this.#isUsable = isUsable;
        this.#input.disabled = !isUsable;
    }

    /** Why WhatsApp would take no file now; empty where it would. A text may wait all the same. */
    get obstacle() {
        return this.#isOpen ? "" : this.#sentence ?? "Nothing can be sent in this conversation now.";
    }

    /** Whether files, each with a caption, stand in place of the text. */
    setAttaching(isAttaching) {
        if (!isAttaching && this.#form.classList.contains("is-attaching")) this.readUnsent();
        this.#form.classList.toggle("is-attaching", isAttaching);
    }

    setRecording(isRecording) {
        this.#form.classList.toggle("is-recording", isRecording);
    }

    /** What is typed and not sent to this patient. */
    textOf(patientId) {
        return this.#unsent.read(patientId);
    }

    /** Keeps a text that is typed elsewhere, such as the caption of a file. */
    keepText(text) {
        this.#unsent.write(this.#patientId, text);
    }

    /** The message that is answered, which is answered then. */
    takeQuote() {
        const quoted = this.#quoted;
        this.#showQuote(null);
        return quoted;
    }

    showHint(text) {
        setText(part(this.#form, "hint"), text);
    }

    showError(text) {
        setPart(this.#form, "send-error", text);
    }

    /** What is written next answers this message. */
    quote(message, patientName) {
        this.#showQuote(quoteOf(message), patientName);
        this.#input.focus();
    }

    focus() {
        // On a phone the keyboard would cover half of the history before it has been read.
        if (!coarse.matches) this.#input.focus();
    }

    #typed() {
        this.#unsent.write(this.#patientId, this.#input.value);
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
        if (!text) return;
        const obstacle = this.#obstacle(text);
        if (obstacle) return this.showError(obstacle);
        this.#input.value = "";
        this.#typed();
        this.#input.focus();
        this.#send(text, this.takeQuote(), { isForLater: !this.#isOpen });
    }

    #showQuote(quote, patientName = "") {
        this.#quoted = quote;
        fillQuote(part(this.#form, "composer-quote"), quote, patientName);
    }

    #unquote() {
        this.#showQuote(null);
        this.#input.focus();
    }

    // The first Escape takes the quotation away, the next one closes the chat.
    #escaped(event) {
        if (event.key !== "Escape" || !this.#quoted) return;
        event.preventDefault();
        event.stopPropagation();
        this.#unquote();
    }

    #obstacle(text) {
        if (this.obstacle && !this.#mayQueue) return this.obstacle;
        return text.length > LONGEST ? TOO_LONG : "";
    }

    #measure() {
        const { value } = this.#input;
        const length = value.trim().length;
        part(this.#form, "grow").dataset.text = value;
        const isForLater = !this.#isOpen && this.#mayQueue;
        this.#button.disabled = length === 0 || length > LONGEST || !(this.#isOpen || isForLater);
        this.#nameButton(isForLater ? LATER : NOW);
        this.#form.classList.toggle("is-for-later", isForLater);
        for (const name of ["attach", "camera", "record"]) part(this.#form, name).disabled = !this.#isOpen;
        this.#showTemplateButtons();
        this.#form.classList.toggle("is-empty", length === 0);
        const counter = part(this.#form, "counter");
        counter.hidden = length < COUNT_FROM;
        counter.classList.toggle("is-over", length > LONGEST);
        setText(counter, `${count(length)} / ${count(LONGEST)}`);
    }

    #nameButton({ words, icon }) {
        setIcon(part(this.#form, "send-icon"), icon);
        setText(part(this.#form, "send-words"), words);
        this.#button.setAttribute("aria-label", words);
        this.#button.title = words;
    }

    // Where no text can be sent now, a template is what can be done.
    #showTemplateButtons() {
        const isMain = !this.#isOpen && this.#mayUseTemplates && this.#isUsable;
        part(this.#form, "window-template").hidden = !isMain;
        part(this.#form, "template").hidden = isMain;
        part(this.#form, "template").disabled = !this.#isUsable || !this.#mayUseTemplates;
    }
}

/** A number of characters, in words. */
export function count(number) {
    return number.toLocaleString("en-IN");
}
