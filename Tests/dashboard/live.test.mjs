import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { coalesce } from "../../Sources/Server/Public/assets/js/coalesce.js";
import { Connection } from "../../Sources/Server/Public/assets/js/connection.js";
import { Conversation } from "../../Sources/Server/Public/assets/js/conversation.js";
import { EventStream } from "../../Sources/Server/Public/assets/js/events.js";
import { PatientList } from "../../Sources/Server/Public/assets/js/patient-list.js";
import { Sending } from "../../Sources/Server/Public/assets/js/sending.js";
import { UnsentTexts } from "../../Sources/Server/Public/assets/js/unsent.js";

const turn = async () => {
    for (let step = 0; step < 10; step += 1) await Promise.resolve();
};
const ok = (data) => ({ kind: "ok", status: 200, data: { success: true, ...data } });

function later() {
    let resolve;
    const promise = new Promise((settle) => {
        resolve = settle;
    });
    return { promise, resolve };
}

function withTimers(context) {
    mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
    context.after(() => mock.timers.reset());
}

test("many requests become one run, and what comes during it one more", async (context) => {
    withTimers(context);
    const runs = [];
    const ask = coalesce(() => {
        const run = later();
        runs.push(run);
        return run.promise;
    }, 150);
    for (let count = 0; count < 40; count += 1) ask();
    mock.timers.tick(149);
    assert.equal(runs.length, 0);
    mock.timers.tick(1);
    for (let count = 0; count < 40; count += 1) ask();
    mock.timers.tick(1_000);
    assert.equal(runs.length, 1);
    runs[0].resolve();
    await turn();
    mock.timers.tick(150);
    assert.equal(runs.length, 2);
    runs[1].resolve();
    await turn();
    mock.timers.tick(1_000);
    assert.equal(runs.length, 2);
});

class FakeSource {
    static CLOSED = 2;
    static all = [];
    readyState = 0;
    listeners = {};
    constructor() { FakeSource.all.push(this); }
    addEventListener(name, listener) { this.listeners[name] = listener; }
    close() { this.readyState = 2; }
}

function openStream() {
    FakeSource.all = [];
    const heard = [];
    const note = (name) => (value) => heard.push(value === undefined ? name : `${name} ${value}`);
    const names = ["patient", "clinic", "reset", "beat", "live", "away", "refused"];
    const stream = new EventStream(Object.fromEntries(names.map((name) => [name, note(name)])), FakeSource);
    stream.open();
    return { heard, source: FakeSource.all[0] };
}

test("every connect reads everything again, and an event names its patient", (context) => {
    withTimers(context);
    const { heard, source } = openStream();
    source.onopen();
    source.listeners.patient({ data: '{"patient_id":"p1","seq":3}' });
    source.listeners.patient({ data: "not json" });
    assert.deepEqual(heard, ["live", "reset", "patient p1", "reset"]);
});

test("a short break is not worth a notice, 1.5 seconds are, once", (context) => {
    withTimers(context);
    const { heard, source } = openStream();
    source.onopen();
    source.onerror();
    mock.timers.tick(1_400);
    source.onopen();
    mock.timers.tick(5_000);
    assert.ok(!heard.includes("away"));
    source.onerror();
    mock.timers.tick(1_500);
    source.onerror();
    mock.timers.tick(5_000);
    assert.equal(heard.filter((word) => word === "away").length, 1);
});

test("a stream that the server refused is opened again, after asking whether one is signed in", (context) => {
    withTimers(context);
    const { heard, source } = openStream();
    source.readyState = 2;
    source.onerror();
    assert.deepEqual(heard, ["beat", "refused"]);
    mock.timers.tick(1_000);
    assert.equal(FakeSource.all.length, 2);
});

test("an answer for a former search does not reach the list", async () => {
    const answers = new Map();
    const patients = ({ search }) => {
        const answer = later();
        answers.set(search, answer);
        return answer.promise;
    };
    const list = new PatientList({ patients }, () => {});
    list.show({ search: "as" });
    list.show({ search: "asha" });
    answers.get("asha").resolve(ok({ patients: [{ id: "asha" }], next_cursor: null }));
    await turn();
    answers.get("as").resolve(ok({ patients: [{ id: "wrong" }], next_cursor: null }));
    await turn();
    assert.deepEqual(list.state.rows, [{ id: "asha" }]);
});

test("a failed refresh leaves the list as it is; a failed first load is an error", async () => {
    let outcome = { kind: "offline", message: "No connection" };
    const list = new PatientList({ patients: async () => outcome }, () => {});
    await list.show({});
    assert.equal(list.state.status, "error");
    outcome = ok({ patients: [{ id: "a" }], next_cursor: null });
    await list.retry();
    assert.equal(list.state.status, "ready");
});

const message = (seq, members = {}) =>
    ({ seq, status: "sent", direction: "outgoing", author: "doctor", client_message_id: null, ...members });

function chat(calls, patientId = "p1") {
    const api = {
        patient: async () => ok({ patient: { id: patientId, unread_count: 0 } }),
        messages: async () => ok({ messages: [message(1)] }),
        ...calls,
    };
    return { api, conversation: new Conversation(patientId, api, { changed() {}, joined() {} }) };
}

const sendingWith = (api) => {
    const items = new Map();
    const storage = {
        getItem: (key) => items.get(key) ?? null,
        setItem: (key, value) => items.set(key, value),
        removeItem: (key) => items.delete(key),
    };
    const unsent = new UnsentTexts(storage);
    const connection = new Connection(() => {});
    return { unsent, sending: new Sending({ api, unsent, accountName: "Dr. Rao", connection }) };
};

test("a send is one message from the optimistic bubble to the confirmed row", async (context) => {
    withTimers(context);
    const send = async (patientId, text, id) => ok({ data: message(2, { client_message_id: id, message_body: text }) });
    const { api, conversation } = chat({ send });
    await conversation.refresh();
    const sent = sendingWith(api).sending.send(conversation, "Hello");
    assert.equal(conversation.state.pending.length, 1);
    assert.deepEqual(await sent, { restored: false, message: null });
    assert.equal(conversation.state.pending.length, 0);
    assert.deepEqual(conversation.state.rows.map(({ seq }) => seq), [1, 2]);
});

test("a retry uses the same identifier", async (context) => {
    withTimers(context);
    const used = [];
    const send = async (patientId, text, id) => {
        used.push(id);
        return { kind: "unavailable", message: "No connection", canRetry: true, row: null };
    };
    const { api, conversation } = chat({ send });
    const { sending } = sendingWith(api);
    await sending.send(conversation, "Hello");
    assert.match(conversation.state.pending[0].error, /did not confirm.*No connection/);
    await sending.retry(conversation, conversation.state.pending[0]);
    assert.equal(used.length, 2);
    assert.equal(used[0], used[1]);
    assert.equal(conversation.state.pending[0].status, "failed");
});

test("a send that fails for good stays visible, and its text is back in the box", async (context) => {
    withTimers(context);
    const send = async (patientId, text, id) => ({
        kind: "refused", message: "Window closed", canRetry: false,
        row: message(2, { client_message_id: id, status: "failed", error: "Window closed" }),
    });
    const { api, conversation } = chat({ send });
    const { sending, unsent } = sendingWith(api);
    const { restored } = await sending.send(conversation, "Hello");
    assert.equal(restored, true);
    assert.equal(unsent.read("p1"), "Hello");
    assert.equal(conversation.state.rows[0].status, "failed");
});

test("a hole after an absence is filled from the server", async () => {
    const pages = [[1], [8, 9], [1, 2, 3, 4, 5, 6, 7]].map((page) => page.map((seq) => message(seq)));
    const asked = [];
    const { conversation } = chat({
        messages: async (id, { before }) => {
            asked.push(before);
            return ok({ messages: pages.shift() });
        },
    });
    await conversation.refresh();
    await conversation.refresh();
    assert.deepEqual(asked, [undefined, undefined, 8]);
    assert.deepEqual(conversation.state.rows.map(({ seq }) => seq), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("reading is told once per sequence number, and again after a failure", async () => {
    const told = [];
    let outcome = { kind: "offline", message: "" };
    const { conversation } = chat({
        patient: async () => ok({ patient: { id: "p1", unread_count: 2 } }),
        markRead: async (id, seq) => {
            told.push(seq);
            return outcome;
        },
    });
    await conversation.refresh();
    await conversation.markRead();
    outcome = ok({});
    await conversation.markRead();
    await conversation.markRead();
    assert.deepEqual(told, [1, 1]);
    assert.equal(conversation.patient.unread_count, 0);
});

test("a failed row whose retry does not reach the server can be tried once more", async (context) => {
    withTimers(context);
    const failed = message(1, { client_message_id: "c1", status: "failed", can_retry: true, message_body: "Hello" });
    const { api, conversation } = chat({
        messages: async () => ok({ messages: [failed] }),
        send: async () => ({ kind: "unavailable", message: "No connection", canRetry: true, row: null }),
    });
    await conversation.refresh();
    await sendingWith(api).sending.retry(conversation, conversation.state.rows[0]);
    assert.equal(conversation.state.rows[0].status, "failed");
    assert.equal(conversation.state.rows[0].can_retry, true);
});

test("a chat is read down to its first unread message, however many there are", async () => {
    const asked = [];
    const page = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
    const { conversation } = chat({
        patient: async () => ok({ patient: { id: "p1", unread_count: 270, read_seq: 30 } }),
        messages: async (id, { limit, before = 301 }) => {
            asked.push([limit, before]);
            return ok({ messages: page(Math.max(1, before - limit), before - 1) });
        },
    });
    await conversation.refresh();
    await conversation.reachUnread();
    assert.deepEqual(asked, [[50, 301], [200, 251], [200, 51]]);
    assert.equal(conversation.state.rows[0].seq, 1);
});

test("while older messages cannot be had, the chat opens with what there is", async () => {
    let isAway = false;
    const { conversation } = chat({
        patient: async () => ok({ patient: { id: "p1", unread_count: 270, read_seq: 30 } }),
        messages: async () =>
            (isAway ? { kind: "offline", message: "" } : ok({ messages: Array.from({ length: 50 }, (_, n) => message(251 + n)) })),
    });
    await conversation.refresh();
    isAway = true;
    await conversation.reachUnread();
    assert.equal(conversation.state.rows.length, 50);
});

test("what is shown is told as read, also where nothing of it is unread", async () => {
    const told = [];
    const { conversation } = chat({
        patient: async () => ok({ patient: { id: "p1", unread_count: 0, read_seq: 1 } }),
        messages: async () => ok({ messages: [message(1), message(2)] }),
        markRead: async (id, seq) => ok({ told: told.push(seq) }),
    });
    await conversation.refresh();
    await conversation.markRead();
    await conversation.markRead();
    assert.deepEqual(told, [2]);
    assert.equal(conversation.patient.read_seq, 2);
});

test("done is about what is on the screen", async () => {
    const told = [];
    const { conversation } = chat({
        messages: async () => ok({ messages: [message(1), message(2)] }),
        needsHumanDone: async (id, seq) => ok({ told: told.push([id, seq]) }),
    });
    await conversation.refresh();
    await conversation.markDone();
    assert.deepEqual(told, [["p1", 2]]);
});
