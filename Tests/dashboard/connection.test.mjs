// Whether the server can be reached, and what becomes of what is written meanwhile.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Connection } from "../../Sources/Server/Public/assets/js/connection.js";
import { EventStream } from "../../Sources/Server/Public/assets/js/events.js";
import { addPending, emptyConversation, waitPending } from "../../Sources/Server/Public/assets/js/messages.js";
import { outcomeNote } from "../../Sources/Server/Public/assets/js/outcome-note.js";
import { Sending } from "../../Sources/Server/Public/assets/js/sending.js";

const turn = async () => {
    for (let step = 0; step < 30; step += 1) await Promise.resolve();
};

function withTimers(context) {
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    context.after(() => mock.timers.reset());
}

class Source {
    static CLOSED = 2;
    static OPEN = 1;
    static all = [];
    readyState = 0;
    heard = {};
    constructor() { Source.all.push(this); }
    addEventListener(name, listener) { this.heard[name] = listener; }
    close() { this.readyState = 2; }
    answer() {
        this.readyState = 1;
        this.onopen();
    }
}

function openStream() {
    Source.all = [];
    const heard = [];
    const names = ["patient", "clinic", "reset", "beat", "live", "away", "refused"];
    const stream = new EventStream(Object.fromEntries(names.map((name) => [name, () => heard.push(name)])), Source);
    stream.open();
    return { stream, heard, source: Source.all[0], last: () => Source.all.at(-1) };
}

test("a stream that is silent for two and a half heartbeats is given up, and opened anew", (context) => {
    withTimers(context);
    const { heard, source, last } = openStream();
    source.answer();
    for (let beat = 0; beat < 3; beat += 1) {
        mock.timers.tick(24_000);
        source.heard.heartbeat({});
    }
    assert.ok(!heard.includes("away"));
    mock.timers.tick(25_000);
    assert.equal(heard.filter((word) => word === "away").length, 1);
    assert.equal(source.readyState, 2);
    assert.notEqual(last(), source);
});

test("an attempt that nobody answers is followed by another", (context) => {
    withTimers(context);
    const { heard, last } = openStream();
    mock.timers.tick(15_000);
    mock.timers.tick(15_000);
    assert.equal(Source.all.length, 3);
    last().answer();
    assert.deepEqual(heard.slice(-2), ["live", "reset"]);
});

test("when the server answers elsewhere, the stream is opened without waiting, but not twice at once", (context) => {
    withTimers(context);
    const { stream, source } = openStream();
    stream.hasten();
    assert.equal(Source.all.length, 1);
    mock.timers.tick(3_001);
    stream.hasten();
    stream.hasten();
    assert.equal(Source.all.length, 2);
    assert.equal(source.readyState, 2);
});

test("each of the three signs is enough to say so, and all must be good again", () => {
    const said = [];
    const connection = new Connection((words) => said.push(words));
    connection.note("requests", false);
    connection.note("stream", false);
    connection.note("stream", true);
    assert.match(said.at(-1), /^Connection lost/);
    connection.answered();
    assert.equal(said.at(-1), "");
    connection.note("browser", false);
    assert.match(said.at(-1), /offline/);
    connection.note("browser", true);
    assert.deepEqual(said.map(Boolean), [true, false, true, false]);
});

test("a server that answers is there, whatever the browser says", () => {
    const connection = new Connection(() => {});
    connection.note("browser", false);
    connection.answered();
    assert.equal(connection.isAway, false);
});

/** A conversation and a server that is reached or not. */
function desk() {
    const connection = new Connection(() => {});
    const calls = [];
    const api = {
        send: (patientId, text, id, { signal }) => new Promise((resolve) => {
            const offline = { kind: "offline", message: "No connection", canRetry: true, row: null };
            calls.push({ text, id, answer: resolve, fail: () => resolve(offline) });
            signal.addEventListener("abort", () => resolve(offline));
        }),
    };
    const conversation = {
        patientId: "p1", state: emptyConversation("p1"), asked: 0,
        get present() { return this; },
        change(next) { this.state = next; },
        nextAsked() { return (this.asked += 1); },
        refreshSoon() {},
        answered() {},
    };
    const unsent = { restore: () => true };
    const sending = new Sending({ api, unsent, accountName: "Dr. Rao", connection });
    const confirm = (call, seq) => call.answer({
        kind: "ok", row: null,
        data: { data: { seq, client_message_id: call.id, message_body: call.text, status: "sent" } },
    });
    return { connection, calls, conversation, sending, confirm };
}

test("what is sent into a dead network waits, and goes out under the same identifier", async (context) => {
    withTimers(context);
    const { connection, calls, conversation, sending, confirm } = desk();
    const sent = sending.send(conversation, "Hello");
    await turn();
    connection.note("requests", false);
    calls[0].fail();
    await turn();
    assert.equal(conversation.state.pending[0].is_waiting, true);
    assert.equal(conversation.state.pending[0].status, "pending");
    assert.equal(sending.isWaiting, true);
    connection.answered();
    await turn();
    assert.equal(calls.length, 2);
    assert.equal(calls[1].id, calls[0].id);
    confirm(calls[1], 1);
    assert.deepEqual(await sent, { restored: false, message: null });
    assert.equal(conversation.state.rows.length, 1);
    assert.equal(conversation.state.pending.length, 0);
    assert.equal(sending.isWaiting, false);
});

test("a call that hangs in the dead network is given up once the connection is back", async (context) => {
    withTimers(context);
    const { connection, calls, conversation, sending } = desk();
    sending.send(conversation, "Hello");
    await turn();
    connection.note("stream", false);
    connection.note("stream", true);
    await turn();
    mock.timers.tick(500);
    await turn();
    assert.equal(calls.length, 2);
    assert.equal(calls[1].id, calls[0].id);
});

test("what waits keeps its order", async (context) => {
    withTimers(context);
    const { connection, calls, conversation, sending, confirm } = desk();
    connection.note("requests", false);
    sending.send(conversation, "First");
    await turn();
    sending.send(conversation, "Second");
    calls[0].fail();
    await turn();
    connection.answered();
    await turn();
    assert.equal(calls.at(-1).text, "First");
    confirm(calls.at(-1), 1);
    await turn();
    assert.deepEqual(calls.map(({ text }) => text), ["First", "First", "Second"]);
});

test("after ten minutes a person decides whether it is still to be sent", async (context) => {
    withTimers(context);
    const { connection, calls, conversation, sending } = desk();
    connection.note("requests", false);
    const sent = sending.send(conversation, "Hello");
    for (let second = 0; second <= 10 * 60 + 5; second += 5) {
        await turn();
        calls.at(-1).fail();
        await turn();
        mock.timers.tick(5_000);
    }
    await sent;
    const [message] = conversation.state.pending;
    assert.equal(message.status, "failed");
    assert.equal(message.can_retry, true);
    assert.equal(message.is_waiting, false);
});

test("a message of which nobody knows the outcome says so", () => {
    const now = new Date("2026-11-26T10:00:30Z");
    const at = (seconds) => new Date(now.getTime() - seconds * 1_000).toISOString();
    const note = (members, isAway = false) =>
        outcomeNote({ direction: "outgoing", status: "pending", created_at: at(1), ...members }, { isAway, now });
    assert.equal(note({}), "");
    assert.match(note({}, true), /^Waiting for the connection/);
    assert.match(note({ is_waiting: true }), /^Waiting for the connection/);
    assert.match(note({ status: "sending", created_at: at(20) }), /WhatsApp has not confirmed/);
    assert.equal(note({ status: "delivered", created_at: at(20) }, true), "");
    assert.equal(note({ status: "received", direction: "incoming" }, true), "");
});

test("only a message that was not confirmed can wait", () => {
    const state = addPending(emptyConversation("p1"), "p1", { client_message_id: "c1" });
    const confirmed = { ...state, pending: [], rows: [{ seq: 1, client_message_id: "c1", status: "sent" }] };
    assert.deepEqual(waitPending(confirmed, "p1", "c1"), confirmed);
    assert.equal(waitPending(state, "p2", "c1"), state);
});
