import { now } from "../clock.js";
import { arrange, cloneTemplate } from "../dom.js";
import { listState, skeletons } from "./list-states.js";
import { fillPatient, fillTime } from "./patient-row.js";

const TICK_MS = 30_000;
const table = matchMedia("(min-width: 768px)");

/** The patients as cards on a phone and as a table from 768 px on. */
export class PatientsView {
    #root = document.getElementById("patients");
    #nodes = new Map();
    #frame = null;
    #state = null;
    #unsent;
    #actions;
    #more = cloneTemplate("more-template");
    #watcher;

    constructor({ unsent, openChat, loadMore, retry, clearSearch }) {
        this.#unsent = unsent;
        this.#actions = { retry, clearSearch };
        this.#more.addEventListener("click", loadMore);
        const approached = ([entry]) => entry.isIntersecting && loadMore();
        this.#watcher = new IntersectionObserver(approached, { rootMargin: "400px" });
        this.#root.addEventListener("click", (event) => {
            const row = event.target.closest(".patient");
            if (row && !getSelection()?.toString()) openChat(row.dataset.patientId);
        });
        table.addEventListener("change", () => this.#changeShape());
        setInterval(() => this.#tick(), TICK_MS);
    }

    show(state) {
        this.#state = state;
        this.#root.setAttribute("aria-busy", String(state.status === "loading"));
        this.#more.disabled = state.isLoadingMore;
        if (state.status === "loading") return this.#showOther(skeletons());
        if (state.rows.length > 0 && state.status !== "error") return this.#showRows(state);
        this.#showOther([listState(state, this.#actions)]);
    }

    focusPatient(patientId) {
        this.#nodes.get(patientId)?.querySelector('[data-part="chat"]').focus();
    }

    #showOther(nodes) {
        this.#watcher.disconnect();
        this.#frame = null;
        this.#nodes.clear();
        this.#root.replaceChildren(...nodes);
    }

    #showRows({ rows, nextCursor }) {
        if (!this.#frame) {
            this.#frame = cloneTemplate(table.matches ? "table-template" : "cards-template");
            this.#root.replaceChildren(this.#frame);
        }
        const at = now();
        arrange(this.#frame.querySelector("tbody") ?? this.#frame, rows.map((patient) => this.#node(patient, at)));
        const present = new Set(rows.map((patient) => patient.id));
        for (const id of this.#nodes.keys()) if (!present.has(id)) this.#nodes.delete(id);
        if (!nextCursor) return this.#more.remove();
        this.#root.append(this.#more);
        // A watcher speaks only on a change: look again after each page, the button may still be in view.
        this.#watcher.disconnect();
        this.#watcher.observe(this.#more);
    }

    #node(patient, at) {
        let node = this.#nodes.get(patient.id);
        if (!node) {
            node = cloneTemplate(table.matches ? "row-template" : "card-template");
            this.#nodes.set(patient.id, node);
        }
        fillPatient(node, patient, { unsent: this.#unsent.read(patient.id), now: at });
        return node;
    }

    #tick() {
        const at = now();
        for (const patient of this.#state?.rows ?? []) {
            const node = this.#nodes.get(patient.id);
            if (node) fillTime(node, patient, at);
        }
    }

    #changeShape() {
        this.#frame = null;
        this.#nodes.clear();
        if (this.#state) this.show(this.#state);
    }
}
