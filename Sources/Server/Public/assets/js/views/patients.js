import { now } from "../clock.js";
import { arrange, cloneTemplate } from "../dom.js";
import { hasMoved, heldRows, isSameOrder, isUrgentFirst } from "../row-order.js";
import { ListHold } from "./list-hold.js";
import { listState, skeletons } from "./list-states.js";
import { fillPatient, fillTimes } from "./patient-row.js";

const TICK_MS = 30_000;
const DRAG_PX = 6;
const table = matchMedia("(min-width: 768px)");

/** The patients as cards on a phone and as a table from 768 px on. No row moves while somebody is about to press one. */
export class PatientsView {
    #root = document.getElementById("patients");
    #moveButton = document.getElementById("new-order");
    #nodes = new Map();
    #frame = null;
    #state = null;
    #shown = [];
    #press = null;
    #unsent;
    #actions;
    #openChat;
    #hold = new ListHold(this.#root, () => this.#released());
    #more = cloneTemplate("more-template");
    #watcher;

    constructor({ unsent, openChat, loadMore, retry, clearSearch, searchAll }) {
        this.#unsent = unsent;
        this.#openChat = openChat;
        this.#actions = { retry, clearSearch, searchAll };
        this.#more.addEventListener("click", loadMore);
        this.#moveButton.addEventListener("click", () => this.#showNewOrder());
        const approached = ([entry]) => entry.isIntersecting && loadMore();
        this.#watcher = new IntersectionObserver(approached, { rootMargin: "400px" });
        this.#root.addEventListener("pointerdown", (event) => this.#pressed(event));
        this.#root.addEventListener("click", (event) => this.#clicked(event));
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

    /** Where a patient's row stands, for `focus`. */
    placeOf(patientId) {
        return this.#shown.findIndex((row) => row.id === patientId);
    }

    /** The focus to a patient's row, else to the one that took its place, else to the filter. */
    focus(patientId, place = 0) {
        const inPlace = this.#shown[Math.min(Math.max(place, 0), this.#shown.length - 1)];
        const node = this.#nodes.get(patientId) ?? this.#nodes.get(inPlace?.id);
        const target = node?.querySelector('[data-part="chat"]') ?? document.querySelector('.chip[aria-pressed="true"]');
        target.focus({ preventScroll: Boolean(node) && node === this.#nodes.get(patientId) });
    }

    #showOther(nodes) {
        const hadFocus = this.#root.contains(document.activeElement);
        this.#watcher.disconnect();
        this.#frame = null;
        this.#shown = [];
        this.#nodes.clear();
        this.#root.replaceChildren(...nodes);
        this.#moveButton.hidden = true;
        if (hadFocus) this.focus(null);
    }

    #showRows({ rows, nextCursor }) {
        if (!this.#frame) {
            this.#frame = cloneTemplate(table.matches ? "table-template" : "cards-template");
            this.#root.replaceChildren(this.#frame);
        }
        const shown = this.#mayMove(rows) ? rows : heldRows(this.#shown, rows);
        this.#moveButton.hidden = isSameOrder(shown, rows);
        if (hasMoved(this.#shown, shown)) this.#hold.moved();
        this.#arrange(shown);
        this.#frame.dataset.emails = String(shown.some((row) => row.email));
        this.#showMore(nextCursor);
    }

    // Nobody overlooks an emergency because the mouse rests on the list.
    #mayMove(rows) {
        return isUrgentFirst(this.#shown, rows) ? !this.#hold.isHeld : !this.#hold.isAiming;
    }

    #arrange(shown) {
        const focused = document.activeElement?.closest?.(".patient")?.dataset.patientId;
        const place = this.placeOf(focused);
        const at = now();
        this.#shown = shown;
        arrange(this.#frame.querySelector("tbody") ?? this.#frame, shown.map((patient) => this.#node(patient, at)));
        const present = new Set(shown.map((patient) => patient.id));
        for (const id of this.#nodes.keys()) if (!present.has(id)) this.#nodes.delete(id);
        // A row that is moved or goes takes the focus with it.
        if (focused && !this.#root.contains(document.activeElement)) this.focus(focused, place);
    }

    #showMore(nextCursor) {
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

    #pressed({ clientX, clientY, pointerType, timeStamp }) {
        this.#press = { x: clientX, y: clientY, isMistaken: this.#hold.isMistaken({ pointerType, timeStamp }) };
    }

    // Keys have no press. Who drags over a row selects text.
    #clicked(event) {
        const row = event.target.closest(".patient");
        const press = event.detail > 0 ? this.#press : null;
        if (!row || press?.isMistaken) return;
        const isDrag = press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > DRAG_PX;
        if (!isDrag) this.#openChat(row.dataset.patientId);
    }

    #released() {
        if (this.#state && this.#frame && !isSameOrder(this.#shown, this.#state.rows)) this.#showRows(this.#state);
    }

    #showNewOrder() {
        this.#hold.end();
        scrollTo({ top: 0 });
        this.focus(null);
    }

    #tick() {
        const at = now();
        for (const patient of this.#shown) fillTimes(this.#nodes.get(patient.id), patient, at);
    }

    #changeShape() {
        this.#frame = null;
        this.#shown = [];
        this.#nodes.clear();
        if (this.#state) this.show(this.#state);
    }
}
