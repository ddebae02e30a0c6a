import { part, setText } from "../dom.js";
import { fullTime, sentAt } from "../format.js";
import { authorLabel } from "../kinds.js";

const ZOOMS = [1, 2, 4];
const SWIPE_PX = 60;

/** Pictures of a chat, one at a time, as large as the window or larger. */
export class Viewer {
    #dialog = document.getElementById("viewer");
    #pictures = [];
    #index = 0;
    #patientName = "";
    #zoom = 1;
    #from = null;

    constructor() {
        const on = (name, run) => part(this.#dialog, name).addEventListener("click", run);
        on("previous", () => this.#step(-1));
        on("next", () => this.#step(1));
        on("zoom", () => this.#setZoom(ZOOMS[(ZOOMS.indexOf(this.#zoom) + 1) % ZOOMS.length]));
        on("close", () => this.#dialog.close());
        this.#dialog.addEventListener("keydown", (event) => this.#key(event));
        this.#dialog.addEventListener("close", () => part(this.#dialog, "picture").removeAttribute("src"));
        const stage = part(this.#dialog, "stage");
        stage.addEventListener("dblclick", () => this.#setZoom(this.#zoom === 1 ? 2 : 1));
        stage.addEventListener("pointerdown", (event) => (this.#from = { x: event.clientX, y: event.clientY }));
        stage.addEventListener("pointerup", (event) => this.#swipe(event));
    }

    /** `pictures` are messages in their order; the one with the number `seq` is shown. */
    open(pictures, seq, patientName) {
        this.#pictures = pictures;
        this.#patientName = patientName;
        this.#index = Math.max(0, pictures.findIndex((message) => message.seq === seq));
        this.#show();
        this.#dialog.showModal();
        part(this.#dialog, "close").focus();
    }

    close() {
        if (this.#dialog.open) this.#dialog.close();
    }

    #step(by) {
        const next = this.#index + by;
        if (!this.#pictures[next]) return;
        this.#index = next;
        this.#show();
    }

    #show() {
        const message = this.#pictures[this.#index];
        const who = authorLabel(message) || this.#patientName;
        const words = `${who}, ${fullTime(sentAt(message))}`;
        const picture = part(this.#dialog, "picture");
        picture.alt = message.message_body || `Photo from ${words}`;
        picture.src = message.media.url;
        setText(part(this.#dialog, "title"), words);
        setText(part(this.#dialog, "caption"), message.message_body ?? "");
        setText(part(this.#dialog, "place"), `${this.#index + 1} of ${this.#pictures.length}`);
        part(this.#dialog, "download").href = `${message.media.url}?download`;
        part(this.#dialog, "previous").disabled = this.#index === 0;
        part(this.#dialog, "next").disabled = this.#index === this.#pictures.length - 1;
        this.#setZoom(1);
    }

    #setZoom(zoom) {
        this.#zoom = zoom;
        const stage = part(this.#dialog, "stage");
        stage.style.setProperty("--zoom", String(zoom));
        stage.classList.toggle("is-zoomed", zoom > 1);
        part(this.#dialog, "zoom").setAttribute("aria-label", `Zoom, now ${zoom}×`);
        setText(part(this.#dialog, "zoom-words"), `${zoom}×`);
    }

    #key(event) {
        const keys = {
            ArrowLeft: () => this.#zoom === 1 && this.#step(-1),
            ArrowRight: () => this.#zoom === 1 && this.#step(1),
            "+": () => this.#setZoom(ZOOMS[Math.min(ZOOMS.indexOf(this.#zoom) + 1, ZOOMS.length - 1)]),
            "-": () => this.#setZoom(ZOOMS[Math.max(ZOOMS.indexOf(this.#zoom) - 1, 0)]),
        };
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        keys[event.key]?.();
    }

    // A finger that moves a picture about does not leave it.
    #swipe(event) {
        const from = this.#from;
        this.#from = null;
        if (!from || event.pointerType === "mouse" || this.#zoom > 1) return;
        const [x, y] = [event.clientX - from.x, event.clientY - from.y];
        if (Math.abs(x) < SWIPE_PX || Math.abs(x) < 2 * Math.abs(y)) return;
        this.#step(x < 0 ? 1 : -1);
    }
}
