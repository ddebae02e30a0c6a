import { MOST_FILES } from "../attachments.js";
import { arrange, icon, setText } from "../dom.js";
import { CAPTION_LENGTH, takesCaption } from "../file-kinds.js";
import { chosen, lookedAt } from "../file-look.js";
import { fileSize } from "../media.js";
import { redraw } from "../pictures.js";

const ICONS = { image: "photo", sticker: "sticker", video: "video", audio: "voice", document: "document" };
const LEFT_OUT = `${MOST_FILES} files at once are the most. Send these first.`;
const coarse = matchMedia("(pointer: coarse)");

/** The files that are chosen and not sent, each with a caption, in place of the box for texts. */
export class Tray {
    #options;
    #element = make("div", { className: "tray" });
    #list = make("ul", { className: "tray-list" });
    #words = make("p", { className: "tray-words" });
    #send;
    #nodes = new Map();

    constructor(home, options) {
        this.#options = options;
        this.#element.dataset.testid = "tray";
        this.#element.hidden = true;
        this.#words.setAttribute("role", "status");
        this.#send = make("button", { type: "button", className: "button button-primary" });
        this.#send.dataset.testid = "send-files";
        this.#send.append(icon("send"), make("span"));
        this.#send.addEventListener("click", () => this.send());
        const more = make("button", { type: "button", className: "icon-button", title: "Attach more files" });
        more.setAttribute("aria-label", "Attach more files");
        more.append(icon("clip"));
        more.addEventListener("click", options.choose);
        const foot = make("div", { className: "tray-foot" });
        foot.append(more, this.#words, this.#send);
        this.#element.append(this.#list, foot);
        home.append(this.#element);
    }

    /** Adds files for this patient and looks at them. What was typed becomes the caption of the first that takes one. */
    async add(patientId, files) {
        const { attachments, tell } = this.#options;
        const all = files.map((file) => chosen(file));
        const isFirst = attachments.of(patientId).length === 0;
        tell(attachments.add(patientId, all) > 0 ? LEFT_OUT : "");
        this.show();
        for (const one of all) {
            attachments.change(one.id, await this.#looked(one));
            this.show();
        }
        if (isFirst) this.#takeText(patientId);
        this.show();
        if (patientId === this.#options.patientId()) this.#focus(all[0].id);
    }

    async #looked(one) {
        const facts = await lookedAt(one, redraw);
        return facts.state === "ready" ? { ...facts, url: URL.createObjectURL(facts.file) } : facts;
    }

    /** Draws what is chosen for the patient whose chat is open. */
    show() {
        const { attachments, patientId, composer } = this.#options;
        const files = attachments.of(patientId());
        this.#element.hidden = files.length === 0;
        composer.setAttaching(files.length > 0);
        arrange(this.#list, files.map((file) => this.#node(file)));
        for (const id of this.#nodes.keys()) if (!files.some((file) => file.id === id)) this.#nodes.delete(id);
        this.#showFoot(files);
    }

    /** Hands over, in order, what can be sent. */
    send() {
        const { attachments, patientId, obstacle, tell, composer, focus, send } = this.#options;
        const files = attachments.of(patientId());
        const long = files.find(({ caption }) => caption.trim().length > CAPTION_LENGTH);
        const problem = obstacle() || (long && captionProblem(long.caption));
        if (problem) return tell(problem);
        if (!canBeSent(files)) return;
        // What became a caption leaves with it.
        if (this.#holdsText(firstWithCaption(files))) composer.keepText("");
        const taken = attachments.take(patientId());
        this.show();
        send(taken);
        focus();
    }

    // Its text is kept as the text of the conversation, so that it outlives a reload.
    #takeText(patientId) {
        const { attachments, composer } = this.#options;
        const text = composer.textOf(patientId);
        const first = firstWithCaption(attachments.of(patientId));
        if (first && !first.caption && text.length <= CAPTION_LENGTH) attachments.change(first.id, { caption: text });
    }

    #focus(id) {
        const field = this.#nodes.get(id)?.element.querySelector("textarea");
        // On a phone the keyboard would cover what was chosen.
        if (field && !coarse.matches) field.focus();
        else this.#send.focus();
    }

    #showFoot(files) {
        const ready = files.filter(({ state }) => state === "ready");
        const isLooking = files.some(({ state }) => state === "looking");
        this.#send.disabled = !canBeSent(files);
        const count = ready.length === files.length ? ready.length : `${ready.length} of ${files.length}`;
        setText(this.#send.lastElementChild, files.length > 1 ? `Send ${count}` : "Send");
        setText(this.#words, isLooking ? "Looking at the files…" : summary(files, ready));
    }

    #node(file) {
        let node = this.#nodes.get(file.id);
        if (!node) this.#nodes.set(file.id, (node = this.#makeNode(file)));
        node.fill(file);
        return node.element;
    }

    #makeNode({ id }) {
        const element = make("li", { className: "tray-item" });
        element.dataset.testid = "tray-item";
        const look = make("div", { className: "tray-look" });
        const name = make("bdi", { className: "tray-name" });
        const facts = make("p", { className: "media-facts" });
        const note = make("p", { className: "media-facts" });
        const problem = make("p", { className: "tray-problem" });
        const words = make("div", { className: "tray-text" });
        words.append(name, facts, note, problem);
        const remove = make("button", { type: "button", className: "icon-button" });
        remove.append(icon("close"));
        remove.addEventListener("click", () => this.#remove(id));
        const below = make("div", { className: "tray-below" });
        element.append(look, words, remove, below);
        const fill = (file) => {
            setText(name, file.voice ? "Voice message" : file.name);
            setText(facts, file.state === "looking" ? "Looking at it…" : `${file.label}, ${fileSize(file.size)}`);
            setText(note, file.note ?? "");
            setText(problem, file.problem ?? "");
            element.dataset.state = file.state;
            remove.setAttribute("aria-label", `Remove ${name.textContent}`);
            if (element.dataset.shown === file.state) return this.#fillCaption(below, file);
            element.dataset.shown = file.state;
            look.replaceChildren(this.#look(file));
            below.replaceChildren(...this.#below(file));
        };
        return { element, fill };
    }

    #look({ id, as, state, url, width }) {
        const isPicture = state === "ready" && (as === "image" || as === "sticker");
        if (!isPicture) return icon(state === "refused" ? "alert" : ICONS[as] ?? "document");
        const image = make("img", { alt: "", src: url, decoding: "async" });
        const { attachments } = this.#options;
        image.addEventListener("load", () => {
            if (!width) attachments.change(id, { width: image.naturalWidth, height: image.naturalHeight });
        });
        image.addEventListener("error", () => {
            attachments.change(id, { state: "refused", problem: "This picture is damaged." });
            this.show();
        });
        return image;
    }

    #below({ id, as, state, url, name, caption }) {
        if (state !== "ready") return [];
        if (as === "audio") {
            const player = make("audio", { controls: true, preload: "metadata", src: url });
            player.setAttribute("aria-label", `Listen to ${name}`);
            return [player];
        }
        if (!takesCaption(as)) return [];
        const grow = make("div", { className: "grow" });
        const field = make("textarea", { rows: 1, placeholder: "Add a caption", value: caption });
        field.setAttribute("aria-label", `Caption of ${name}`);
        field.dataset.testid = "caption";
        grow.dataset.text = caption;
        field.addEventListener("input", () => this.#typed(id, field.value));
        field.addEventListener("keydown", (event) => this.#pressed(event));
        grow.append(field);
        const over = make("p", { className: "tray-problem" });
        over.setAttribute("role", "alert");
        return [grow, over];
    }

    #fillCaption(below, { caption }) {
        const field = below.querySelector("textarea");
        if (!field) return;
        if (field.value !== caption) field.value = caption;
        field.parentElement.dataset.text = caption;
        setText(below.lastElementChild, captionProblem(caption));
    }

    #typed(id, caption) {
        const { attachments, patientId, composer } = this.#options;
        const first = firstWithCaption(attachments.of(patientId()));
        if (first?.id === id && this.#holdsText(first)) composer.keepText(caption);
        attachments.change(id, { caption });
        this.show();
    }

    // A text that is too long for a caption stays a text.
    #holdsText(file) {
        const { patientId, composer } = this.#options;
        return Boolean(file) && composer.textOf(patientId()).trim() === file.caption.trim();
    }

    #pressed(event) {
        const isComposing = event.isComposing || event.keyCode === 229;
        if (event.key !== "Enter" || event.shiftKey || isComposing || coarse.matches) return;
        event.preventDefault();
        this.send();
    }

    #remove(id) {
        const { attachments, patientId, focus } = this.#options;
        const files = attachments.of(patientId());
        const index = files.findIndex((file) => file.id === id);
        if (files[index]?.url) URL.revokeObjectURL(files[index].url);
        attachments.remove(patientId(), id);
        this.show();
        const buttons = this.#list.querySelectorAll(".icon-button");
        if (buttons.length > 0) buttons[Math.min(index, buttons.length - 1)].focus();
        else focus();
    }
}

function canBeSent(files) {
    return files.some(({ state }) => state === "ready") && files.every(({ state }) => state !== "looking");
}

function summary(files, ready) {
    const refused = files.length - ready.length;
    const size = fileSize(ready.reduce((sum, file) => sum + file.size, 0));
    const counts = ready.length > 1 ? `${ready.length} files, ${size}` : "";
    return [counts, refused > 0 ? `${refused} cannot be sent` : ""].filter(Boolean).join(" · ");
}

function firstWithCaption(files) {
    return files.find(({ state, as }) => state === "ready" && takesCaption(as));
}

function captionProblem(caption) {
    const over = caption.trim().length - CAPTION_LENGTH;
    return over > 0 ? `${over} characters too long: a caption has 1,024 at most.` : "";
}

function make(name, members = {}) {
    return Object.assign(document.createElement(name), members);
}
