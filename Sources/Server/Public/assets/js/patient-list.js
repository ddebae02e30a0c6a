import { coalesce } from "./coalesce.js";
import { changedRows, firstPage, joinRows, morePages, replaceRow } from "./patient-rows.js";

const PAGE = 50;
const LARGEST_PAGE = 100;
const MOST_ROWS = 500;
const REFRESH_DELAY_MS = 150;
const REFRESH_GAP_MS = 250;
const READ_AGAIN = 410;

/**
 * The list of patients as the server orders it. It is read once; after that only what has changed is asked for.
 * `changed` is called after every change.
 */
export class PatientList {
    state = {
        filter: "all",
        search: "",
        rows: [],
        nextCursor: null,
        bound: null,
        status: "loading",
        error: "",
        isLoadingMore: false,
    };
    /** Ask for what has changed: however many events come, one request is on its way at a time. */
    refreshSoon = coalesce(() => this.#refresh(), REFRESH_DELAY_MS, REFRESH_GAP_MS);
    #api;
    #changed;
    #turn = 0;
    // From where changes are asked for; null before the first answer.
    #since = null;

    constructor(api, changed) {
        this.#api = api;
        this.#changed = changed;
    }

    /** Another filter or search: the old rows go, and answers still on their way for them are ignored. */
    show({ filter = this.state.filter, search = this.state.search }) {
        this.#since = null;
        this.#set({ filter, search, rows: [], nextCursor: null, bound: null, status: "loading" });
        return this.#load();
    }

    retry() {
        return this.show({});
    }

    async loadMore() {
        const { nextCursor, isLoadingMore, filter, search } = this.state;
        if (!nextCursor || isLoadingMore) return;
        const since = this.#since;
        this.#set({ isLoadingMore: true });
        const outcome = await this.#api.patients({ filter, search, cursor: nextCursor, limit: PAGE });
        const isCurrent = outcome.kind === "ok" && filter === this.state.filter && search === this.state.search
            && nextCursor === this.state.nextCursor;
        this.#set({ isLoadingMore: false, ...(isCurrent ? morePages(this.state, outcome.data) : {}) });
        if (!isCurrent || since === this.#since) return;
        // What was told meanwhile may be newer than this page: it is asked for once more.
        this.#since = since;
        this.refreshSoon();
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

    async #refresh() {
        const since = this.#since;
        if (!since) return this.#load();
        const turn = (this.#turn += 1);
        const { filter, search } = this.state;
        const outcome = await this.#api.changes({ filter, search, since });
        if (turn !== this.#turn || since !== this.#since) return undefined;
        if (outcome.status === READ_AGAIN) return this.#load();
        if (outcome.kind !== "ok") return undefined;
        this.#since = outcome.data.since;
        return this.#set({ rows: changedRows(this.state, outcome.data) });
    }

    /** Reads as much as was shown, so that nobody loses their place. */
    async #load() {
        const turn = (this.#turn += 1);
        const { filter, search, rows } = this.state;
        const wanted = Math.min(rows.length, MOST_ROWS);
        const limit = wanted > PAGE ? LARGEST_PAGE : PAGE;
        const outcome = await this.#api.patients({ filter, search, limit });
        if (turn !== this.#turn) return;
        if (outcome.kind === "ok") {
            const pages = await this.#loadDown(firstPage(outcome.data), wanted);
            if (turn !== this.#turn) return;
            // A node of the version before does not say since when: then the list is read anew each time.
            this.#since = outcome.data.since ?? null;
            this.#set({ ...pages, status: "ready", error: "" });
        } else if (this.state.status !== "ready") {
            this.#set({ status: "error", error: outcome.message });
        }
    }

    async #loadDown(pages, wanted) {
        const { filter, search } = this.state;
        let all = pages;
        while (all.nextCursor && all.rows.length < wanted) {
            const outcome = await this.#api.patients({ filter, search, cursor: all.nextCursor, limit: LARGEST_PAGE });
            if (outcome.kind !== "ok") return all;
            all = morePages(all, outcome.data);
        }
        return all;
    }

    #set(change) {
        this.state = { ...this.state, ...change };
        this.#changed(this.state);
    }
}
