import { setText } from "../dom.js";
import { chosen, lookedAt } from "../file-look.js";
import { fileSize } from "../media.js";
import { redraw } from "../pictures.js";
import { headerFileOf, headerProblem } from "../templates.js";
import { element } from "./elements.js";

const LOOKING = "Looking at it…";

/**
 * The field for the file that a template begins with. A file is looked at as soon as it is chosen, so that what WhatsApp
 * would not take is said before a byte of it leaves. `changed` is called when there is something else to show.
 */
export class HeaderFile {
    root;
    #template;
    #changed;
    #file;
    /** Why the last file that was chosen cannot be sent. */
    #problem = "";
    #preview = null;
    #isTaken = false;
    #input;
    #facts = element("p", { className: "template-facts", role: "status", data: { testid: "template-file-facts" } });
    #error = element("p", { className: "field-error", id: "template-file-error", role: "alert" });

    /** `file` is one that was chosen and looked at before, or null. It stays with whoever has it. */
    constructor(template, file, changed) {
        const { label, accept, hint } = headerFileOf(template);
        this.#template = template;
        this.#changed = changed;
        this.#input = element("input", {
            type: "file", id: "template-file", accept, "aria-describedby": "template-file-hint template-file-error",
            data: { testid: "template-file" },
        });
        this.#input.addEventListener("change", () => this.#chose());
        this.root = element("div", { className: "field" },
            element("label", { for: "template-file", textContent: label }), this.#input,
            element("p", { className: "template-facts", id: "template-file-hint", textContent: hint }),
            this.#facts, this.#error);
        this.#set(file && { ...file, url: URL.createObjectURL(file.file) });
    }

    /** What the patient will see of it; null where nothing is chosen. */
    get preview() {
        return this.#preview;
    }

    /** Whether it can be sent. Says why not, and goes there, where it cannot. */
    check() {
        if (this.#file?.state === "ready") return true;
        if (!this.#file) this.#refuse(this.#problem || headerFileOf(this.#template).missing);
        this.#input.focus();
        return false;
    }

    /** The file, which belongs to whoever sends it from now on. */
    taken() {
        this.#isTaken = true;
        return this.#file;
    }

    /** The field is not shown any more: nobody needs what was chosen and not sent. */
    drop() {
        if (!this.#isTaken && this.#file?.url) URL.revokeObjectURL(this.#file.url);
        this.#file = null;
    }

    async #chose() {
        const [picked] = this.#input.files;
        if (!picked) return;
        if (this.#file?.url) URL.revokeObjectURL(this.#file.url);
        const one = chosen(picked);
        this.#set(one);
        this.#changed();
        const facts = await lookedAt(one, redraw);
        // Another one was chosen meanwhile.
        if (this.#file !== one) return;
        const problem = headerProblem(this.#template, facts);
        const looked = { ...one, ...facts };
        this.#set(problem ? null : { ...looked, url: URL.createObjectURL(looked.file) });
        if (problem) this.#refuse(problem);
        this.#changed();
    }

    #refuse(problem) {
        this.#problem = problem;
        this.#input.setAttribute("aria-invalid", "true");
        setText(this.#error, problem);
    }

    #set(file) {
        this.#file = file;
        this.#problem = "";
        this.#input.setAttribute("aria-invalid", "false");
        setText(this.#error, "");
        setText(this.#facts, factsOf(file));
        this.#preview = file?.state === "ready" ? previewOf(file) : null;
    }
}

function factsOf(file) {
    if (!file) return "";
    if (file.state === "looking") return LOOKING;
    const facts = `${file.name}: ${file.label}, ${fileSize(file.file.size)}.`;
    return file.note ? `${facts} ${file.note}` : facts;
}

function previewOf({ as, url, name }) {
    if (as === "image") return element("img", { className: "template-media", alt: `The picture ${name}`, src: url });
    if (as === "document") return element("p", { className: "template-header", textContent: name });
    const video = element("video", { className: "template-media", controls: true, preload: "metadata", src: url });
    video.setAttribute("aria-label", `The video ${name}`);
    return video;
}
