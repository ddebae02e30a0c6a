import { NOT_LOADED } from "../api.js";
import { loadStyles, part, setText } from "../dom.js";

const STYLES = new URL("../../css/files.css", import.meta.url).href;

/**
 * The ways in for files: the buttons of the composer, pasting, and dropping onto the conversation. What shows and records
 * them is loaded when it is needed first. `obstacle()` says why nothing can be sent now, or is empty.
 */
export class Attaching {
    #dialog;
    #options;
    #loaded = null;
    #depth = 0;

    /** `{attachments, composer, patientId, patientName, obstacle, send, tell, focus}`; from the third on functions. */
    constructor(dialog, options) {
        this.#dialog = dialog;
        this.#options = options;
        this.#listenToButtons();
        this.#listenToPasting();
        this.#listenToDragging();
    }

    /** Shows what is chosen for the patient whose chat is open. */
    async show() {
        const { attachments, patientId } = this.#options;
        if (!this.#loaded && attachments.of(patientId()).length === 0) return;
        (await this.#load())?.tray.show();
    }

    /** The chat is left: what is being recorded stays with it. */
    async leave() {
        if (this.#loaded) (await this.#loaded)?.voice.keep();
    }

    #load() {
        this.#loaded ??= this.#import();
        return this.#loaded;
    }

    async #import() {
        try {
            const modules = [import("./tray.js"), import("./voice-note.js"), loadStyles(STYLES)];
            const [{ Tray }, { VoiceNote }] = await Promise.all(modules);
            const home = part(this.#dialog, "files");
            const choose = () => part(this.#dialog, "choose").click();
            const tray = new Tray(home, { ...this.#options, choose });
            const add = (patientId, files) => tray.add(patientId, files);
            const voice = new VoiceNote(home, { ...this.#options, add, send: () => tray.send() });
            return { tray, voice };
        } catch {
            this.#loaded = null;
            this.#options.tell(NOT_LOADED);
            return null;
        }
    }

    async #add(files) {
        const { patientId, obstacle, tell } = this.#options;
        const chosenFor = patientId();
        if (files.length === 0 || !chosenFor) return;
        if (obstacle()) return tell(obstacle());
        (await this.#load())?.tray.add(chosenFor, files);
    }

    #listenToButtons() {
        const on = (name, event, run) => part(this.#dialog, name).addEventListener(event, run);
        for (const [button, input] of [["attach", "choose"], ["camera", "shoot"]]) {
            on(button, "click", () => part(this.#dialog, input).click());
            on(button, "pointerdown", () => this.#load());
            on(input, "change", ({ target }) => {
                this.#add([...target.files]);
                // The same file can be chosen again.
                target.value = "";
            });
        }
        on("record", "click", async () => (await this.#load())?.voice.start());
    }

    #listenToPasting() {
        this.#dialog.addEventListener("paste", (event) => {
            const files = pastedFiles(event.clipboardData);
            if (files.length === 0) return;
            event.preventDefault();
            this.#add(files);
        });
    }

    // A drag enters every element that it crosses before it leaves the one before.
    #listenToDragging() {
        const on = (name, run) => this.#dialog.addEventListener(name, (event) => {
            if (!event.dataTransfer?.types.includes("Files")) return;
            event.preventDefault();
            run(event);
        });
        on("dragenter", () => this.#drag(this.#depth + 1));
        on("dragleave", () => this.#drag(this.#depth - 1));
        on("dragover", ({ dataTransfer }) => (dataTransfer.dropEffect = this.#options.obstacle() ? "none" : "copy"));
        on("drop", ({ dataTransfer }) => {
            this.#drag(0);
            this.#add([...dataTransfer.files]);
        });
    }

    #drag(depth) {
        this.#depth = Math.max(0, depth);
        const target = part(this.#dialog, "drop");
        target.hidden = this.#depth === 0;
        const { obstacle, patientName } = this.#options;
        setText(part(target, "drop-words"), obstacle() || `Drop to attach for ${patientName()}`);
    }
}

/** The files in a clipboard; none where they only picture a text that is there as well, as office programs do it. */
export function pastedFiles({ files, types }) {
    const isText = types.includes("text/plain") && (types.includes("text/html") || types.includes("text/rtf"));
    return isText ? [] : [...files];
}
