// What the page asks for after an event: only what has changed, and everything where that is not known.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { coalesce } from "../../Sources/Server/Public/assets/js/coalesce.js";
import { Conversation } from "../../Sources/Server/Public/assets/js/conversation.js";
import { PatientList } from "../../Sources/Server/Public/assets/js/patient-list.js";
import { told, unsettled } from "../../Sources/Server/Public/assets/js/unsettled.js";

const ok = (data) => ({ kind: "ok", status: 200, data: { success: true, ...data } });
const turn = async () => {
    for (let step = 0; step < 30; step += 1) await Promise.resolve();
};

function withTimers(context) {
    mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
    context.after(() => mock.timers.reset());
}

async function tick(milliseconds) {
    mock.timers.tick(milliseconds);
    await turn();
}

const place = (id, minute, members = {}) =>
    ({ id, list_rank: 0, last_activity_at: `2026-11-25T10:${String(minute).padStart(2, "0")}:00.000Z`, ...members });

/** A list and the server's answers; `asked` is what it asks for. */
function listOf(pages, changes = []) {
    const asked = [];
    const list = new PatientList({
        patients: async (query) => { asked.push(["patients", query]); return pages.shift(); },
        changes: async (query) => { asked.push(["changes", query.since]); return changes.shift(); },
    }, () => {});
    return { list, asked, ids: () => list.state.rows.map(({ id }) => id) };
}

test("the list is read once, and after an event only what has changed", async (context) => {
    withTimers(context);
    const { list, asked, ids } = listOf(
        [ok({ patients: [place("b", 2), place("a", 1)], next_cursor: null, since: "s1" })],
        [ok({ patients: [place("a", 3)], gone: [], since: "s2" }), ok({ patients: [], gone: ["b"], since: "s3" })]);
    await list.show({});
    for (let event = 0; event < 20; event += 1) list.refreshSoon();
    await tick(150);
    assert.deepEqual(ids(), ["a", "b"]);
    list.refreshSoon();
    await tick(1_000);
    assert.deepEqual(ids(), ["a"]);
    assert.deepEqual(asked.map(([what, from]) => (what === "changes" ? from : what)), ["patients", "s1", "s2"]);
});

test("where changes are not known any more as much is read anew as was shown", async (context) => {
    withTimers(context);
    const rows = Array.from({ length: 120 }, (_, index) => place(`p${index}`, 0, { list_rank: 500 - index }));
    const page = (from, to, since) => ok({ patients: rows.slice(from, to), next_cursor: to < 120 ? String(to) : null, since });
    const gone = { kind: "refused", status: 410, message: "Read again" };
    const { list, asked, ids } = listOf(
        [page(0, 50, "s1"), page(50, 120, null), page(0, 100, "s2"), page(100, 120, null)],
        [gone, ok({ patients: [], gone: [], since: "s3" })]);
    await list.show({});
    await list.loadMore();
    list.refreshSoon();
    await tick(150);
    assert.equal(ids().length, 120);
    assert.deepEqual(asked.slice(2), [
        ["changes", "s1"],
        ["patients", { filter: "all", search: "", limit: 100 }],
        ["patients", { filter: "all", search: "", cursor: "100", limit: 100 }],
    ]);
    assert.equal(list.state.nextCursor, null);
    list.refreshSoon();
    await tick(1_000);
    assert.deepEqual(asked.at(-1), ["changes", "s2"]);
});

test("a failure leaves the list and its place in the changes, and a changed filter forgets both", async (context) => {
    withTimers(context);
    const { list, asked, ids } = listOf(
        [ok({ patients: [place("a", 1)], next_cursor: null, since: "s1" }),
            ok({ patients: [place("c", 1)], next_cursor: null, since: "u1" })],
        [{ kind: "offline", message: "" }, ok({ patients: [place("b", 2)], gone: [], since: "s2" })]);
    await list.show({});
    list.refreshSoon();
    await tick(150);
    list.refreshSoon();
    await tick(1_000);
    assert.deepEqual(asked.slice(1), [["changes", "s1"], ["changes", "s1"]]);
    assert.deepEqual(ids(), ["b", "a"]);
    await list.show({ filter: "unread" });
    assert.deepEqual(ids(), ["c"]);
});

test("changes that are told while a page is on its way are asked for once more", async (context) => {
    withTimers(context);
    let answer = null;
    const pages = [ok({ patients: [place("c", 9)], next_cursor: "1", since: "s1" })];
    const asked = [];
    const list = new PatientList({
        patients: ({ cursor }) => (cursor ? new Promise((resolve) => { answer = resolve; }) : pages.shift()),
        changes: async ({ since }) => {
            asked.push(since);
            const patients = [place("b", 5, { unread_count: 0 })];
            return ok({ patients, gone: [], since: since === "s1" && asked.length === 1 ? "s2" : "s3" });
        },
    }, () => {});
    await list.show({});
    const more = list.loadMore();
    list.refreshSoon();
    await tick(150);
    // The page was read before the patient changed.
    answer(ok({ patients: [place("b", 5, { unread_count: 1 })], next_cursor: null, since: null }));
    await more;
    await tick(1_000);
    assert.deepEqual(asked, ["s1", "s1"]);
    assert.deepEqual(list.state.rows.map(({ unread_count: count }) => count), [undefined, 0]);
});

test("a node that does not say since when is read anew each time", async (context) => {
    withTimers(context);
    const page = () => ok({ patients: [{ id: "a" }], next_cursor: null });
    const { list, asked } = listOf([page(), page()]);
    await list.show({});
    list.refreshSoon();
    await tick(150);
    assert.deepEqual(asked.map(([what]) => what), ["patients", "patients"]);
});

test("between two runs lies the gap", async (context) => {
    withTimers(context);
    let now = 0;
    context.mock.method(performance, "now", () => now);
    let runs = 0;
    const ask = coalesce(() => void (runs += 1), 100, 400);
    ask();
    await tick(100);
    ask();
    await tick(399);
    assert.equal(runs, 1);
    await tick(1);
    assert.equal(runs, 2);
    now = 10_000;
    ask();
    await tick(100);
    assert.equal(runs, 3);
});

const message = (seq, members = {}) => ({ seq, status: "read", direction: "outgoing", author: "doctor", ...members });
const patient = (members = {}) => ({ id: "p1", unread_count: 0, read_seq: 99, ...members });

/** A chat whose server answers from `rows`; `asked` is what it asks for. */
async function chatOf(rows, calls = {}) {
    const server = { rows, patient: patient() };
    const asked = [];
    const api = {
        messages: async (id, { after, before }) => {
            asked.push(after ?? (before ? `before ${before}` : "newest"));
            const found = server.rows.filter((row) => row.seq > (after ?? 0) && row.seq < (before ?? Infinity));
            return ok({ messages: (after === undefined ? found.slice(-50) : found.slice(0, 50)), patient: server.patient });
        },
        patient: async () => assert.fail("the patient is asked for beside the messages"),
        ...calls,
    };
    const conversation = new Conversation("p1", api, { changed() {}, joined() {} });
    await conversation.refresh();
    const follow = async () => {
        conversation.refreshSoon();
        await tick(1_000);
    };
    return { server, asked, conversation, follow };
}

test("a chat opens with one request, and follows with one for what is new", async (context) => {
    withTimers(context);
    const rows = Array.from({ length: 40 }, (_, index) => message(index + 1));
    const { server, asked, conversation, follow } = await chatOf(rows);
    server.rows = [...rows, message(41, { status: "received", direction: "incoming" })];
    server.patient = patient({ unread_count: 1 });
    await follow();
    assert.deepEqual(asked, ["newest", 40]);
    assert.equal(conversation.state.rows.length, 41);
    assert.equal(conversation.patient.unread_count, 1);
    assert.equal(conversation.state.hasOlder, false);
});

test("what is on its way is asked for until it has arrived", async (context) => {
    withTimers(context);
    const { server, asked, conversation, follow } = await chatOf([message(1), message(2, { status: "sending" }), message(3)]);
    server.rows = [message(1), message(2, { status: "sent" }), message(3)];
    await follow();
    server.rows = [message(1), message(2, { status: "read" }), message(3)];
    await follow();
    assert.deepEqual(asked, ["newest", 1, 1]);
    assert.equal(conversation.state.rows[1].status, "read");
});

test("who reads one message may have read those before it", async (context) => {
    withTimers(context);
    const delivered = Array.from({ length: 30 }, (_, index) => message(index + 1, { status: "delivered" }));
    const { server, asked, conversation, follow } = await chatOf(delivered);
    server.rows = delivered.map((row) => ({ ...row, status: "read" }));
    await follow();
    assert.deepEqual(asked, ["newest", 20, "newest"]);
    assert.ok(conversation.state.rows.every(({ status }) => status === "read"));
});

test("what a patient corrects or reacts to far above is found", async (context) => {
    withTimers(context);
    const rows = Array.from({ length: 30 }, (_, index) => message(index + 1, { status: "received", direction: "incoming" }));
    const { server, asked, conversation, follow } = await chatOf(rows);
    server.rows = [message(1, { ...rows[0], deleted_at: "2026-11-26T10:00:00.000Z" }), ...rows.slice(1)];
    server.patient = patient({ amended_at: "2026-11-26T10:00:00.000Z" });
    await follow();
    assert.deepEqual(asked, ["newest", 30, "newest"]);
    assert.ok(conversation.state.rows[0].deleted_at);
});

test("an event that nothing explains is about a row that was not asked for, unless it is our own", async (context) => {
    withTimers(context);
    const rows = [message(1, { status: "failed", can_retry: true }), ...Array.from({ length: 20 }, (_, n) => message(n + 2))];
    const markRead = async () => ok({ patient: patient({ read_seq: 21 }) });
    const { server, asked, conversation, follow } = await chatOf(rows, { markRead });
    server.rows = [message(1, { status: "sent" }), ...rows.slice(1)];
    await follow();
    assert.deepEqual(asked, ["newest", 21, "newest"]);
    assert.equal(conversation.state.rows[0].status, "sent");

    const { asked: others, conversation: own, server: same, follow: followOwn } = await chatOf(rows, { markRead });
    own.patient = patient({ unread_count: 2, read_seq: 3 });
    await own.markRead();
    same.patient = own.patient;
    assert.equal(own.patient.read_seq, 21);
    await followOwn();
    assert.deepEqual(others, ["newest", 21]);
});

test("more that is new than fits a page is read from the end, and the hole is filled", async (context) => {
    withTimers(context);
    const rows = (count) => Array.from({ length: count }, (_, index) => message(index + 1));
    const { server, conversation, follow } = await chatOf(rows(10));
    server.rows = rows(130);
    await follow();
    assert.deepEqual(conversation.state.rows.map(({ seq }) => seq), rows(130).map(({ seq }) => seq));
});

test("after a lost connection the whole newest page is read", async (context) => {
    withTimers(context);
    const { asked, conversation } = await chatOf([message(1), message(2)]);
    conversation.refreshAllSoon();
    await tick(1_000);
    assert.deepEqual(asked, ["newest", "newest"]);
});

test("the answer to a pause is the patient, and costs no further request", async (context) => {
    withTimers(context);
    const toggleBot = async () => ok({ isPaused: true, patient: patient({ is_bot_paused: true }) });
    const { asked, conversation } = await chatOf([message(1)], { toggleBot });
    await conversation.toggleBot(true);
    assert.equal(conversation.patient.is_bot_paused, true);
    assert.equal(conversation.doing, null);
    assert.deepEqual(asked, ["newest"]);
});

test("a node that answers without the patient is asked for it", async () => {
    const conversation = new Conversation("p1", {
        messages: async () => ok({ messages: [message(1)] }),
        patient: async () => ok({ patient: patient({ name: "Asha" }) }),
    }, { changed() {}, joined() {} });
    await conversation.refresh();
    assert.equal(conversation.patient.name, "Asha");
});

test("what is expected to change is known from the rows", () => {
    assert.deepEqual(unsettled([], 50), { after: 0, hasMore: false, mayBeRead: false });
    assert.deepEqual(unsettled([message(1), message(2)], 50), { after: 2, hasMore: true, mayBeRead: false });
    const old = Array.from({ length: 12 }, (_, index) => message(index + 1, { status: "delivered" }));
    assert.deepEqual(unsettled(old, 50), { after: 2, hasMore: true, mayBeRead: true });
    assert.deepEqual(unsettled(old, 10), { after: 2, hasMore: false, mayBeRead: false });
    const reacting = message(1, { reactions: [{ emoji: "👍", author: "doctor", status: "pending" }] });
    assert.equal(unsettled([reacting, message(2)], 50).after, 0);
    const state = (...rows) => ({ patient: patient(), rows });
    assert.equal(told(state(message(1)), state(message(1))), "nothing");
    assert.equal(told(state(message(1)), { patient: patient({ name: "A" }), rows: [message(1)] }), "news");
    assert.equal(told(state(message(1)), state(message(1), message(2))), "news");
    assert.equal(told(state(message(1, { status: "sent" })), state(message(1))), "reading");
    const amended = { patient: patient({ amended_at: "now" }), rows: [message(1), message(2, { direction: "incoming" })] };
    assert.equal(told(state(message(1)), amended), "amended");
    for (const change of [{ edited_at: "x" }, { deleted_at: "x" }, { reactions: [{ emoji: "👍", author: "patient" }] }]) {
        const row = message(1, { status: "received", direction: "incoming" });
        assert.equal(told(state(row), state({ ...row, ...change })), "news");
    }
});
