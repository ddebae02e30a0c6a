import { coalesce } from "./coalesce.js";
import { firstPage, joinRows, morePages, replaceRow } from "./patient-rows.js";

const PAGE = 50;
const LARGEST_PAGE = 100;
const REFRESH_DELAY_MS = 150;

/** The list of patients as the server orders it. `changed` is called after every change. */
export class PatientList {
    state = {
        filter: "all",
        search: "",
        rows: [],
        nextCursor: null,
        status: "loading",
        error: "",
        isLoadingMore: false,
    };
    /** Ask for a refresh: however many events come, one request is on its way at a time. */
    refreshSoon = coalesce(() => this.#load(), REFRESH_DELAY_MS);
    #api;
    #changed;
    #turn = 0;

    constructor(api, changed) {
        this.#api = api;
        this.#changed = changed;
    }

    /** Another filter or search: the old rows go, and answers still on their way for them are ignored. */
    show({ filter = this.state.filter, search = this.state.search }) {
        this.#set({ filter, search, rows: [], nextCursor: null, status: "loading" });
        return this.#load();
    }

    retry() {
        return this.show({});
    }

    async loadMore() {
        const { nextCursor, isLoadingMore, filter, search } = this.state;
        if (!nextCursor || isLoadingMore) return;
        const turn = this.#turn;
        this.#set({ isLoadingMore: true });
        const outcome = await this.#api.patients({ filter, search, cursor: nextCursor, limit: PAGE });
        if (filter !== this.state.filter || search !== this.state.search) return this.#set({ isLoadingMore: false });
        const isCurrent = outcome.kind === "ok" && (turn === this.#turn || nextCursor === this.state.nextCursor);
        this.#set({ isLoadingMore: false, ...(isCurrent ? morePages(this.state, outcome.data) : {}) });
    }

    /** Newer members of one patient, read elsewhere on the page. */
    update(patient) {
        const rows = replaceRow(this.state.rows, patient);
        if (rows !== this.state.rows) this.#set({ rows });
    }

    /** Two patients turned out to be one person. */
    join(formerId, patient) {
        const rows = joinRows(this.state.rows, formerId, patient);
        if (rows !== this.state.rows) this.#set({ rows });
    }

    /** Whether a refresh cannot see this patient's row: it stands below the largest page. */
    isBelowRefresh(patientId) {
        return this.state.rows.findIndex((row) => row.id === patientId) >= LARGEST_PAGE;
    }

    async #load() {
        const turn = (this.#turn += 1);
        const { filter, search, rows } = this.state;
        const limit = rows.length > PAGE ? LARGEST_PAGE : PAGE;
        const outcome = await this.#api.patients({ filter, search, limit });
        if (turn !== this.#turn) return;
        if (outcome.kind === "ok") {
            this.#set({ ...firstPage(this.state, outcome.data), status: "ready", error: "" });
        } else if (this.state.status !== "ready") {
            this.#set({ status: "error", error: outcome.message });
        }
    }

    #set(change) {
        this.state = { ...this.state, ...change };
        this.#changed(this.state);
    }
}
