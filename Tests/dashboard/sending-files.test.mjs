// What becomes of files on their way, in a network that fails in every way.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Attachments } from "../../Sources/Server/Public/assets/js/attachments.js";
import { Connection } from "../../Sources/Server/Public/assets/js/connection.js";
import { emptyConversation } from "../../Sources/Server/Public/assets/js/messages.js";
import { Sending } from "../../Sources/Server/Public/assets/js/sending.js";
import { upload } from "../../Sources/Server/Public/assets/js/upload.js";

const OFFLINE = { kind: "offline", message: "No connection", canRetry: true, row: null };
const turn = async () => {
    for (let step = 0; step < 40; step += 1) await Promise.resolve();
};

function withTimers(context) {
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    context.after(() => mock.timers.reset());
}

function chosen(name, more = {}) {
    const file = new File(["content"], name, { type: "application/pdf" });
    return { id: name, name, file, as: "document", mime: file.type, size: 7, caption: "", url: `blob:${name}`, state: "ready", ...more };
}

/** A conversation, and a server whose every call is answered by the test. */
function desk() {
    const calls = [];
    const deleted = [];
    const call = (members, options) => new Promise((resolve) => {
        options.cancelled?.addEventListener("abort", () => resolve(OFFLINE));
        calls.push({ ...members, ...options, answer: resolve });
    });
    const api = {
        sendMedia: (members, options) => call(members, options),
        send: (patientId, text, clientMessageId, options) => call({ text, clientMessageId }, options),
        cancel: async (id) => {
            deleted.push(id);
            return { kind: "ok", row: null, data: { data: { ...conversation.state.rows.at(-1), status: "cancelled" } } };
        },
    };
    const conversation = {
        patientId: "p1", state: emptyConversation("p1"), asked: 0, inNextRefresh: [],
        get present() { return this; },
        change(next) { this.state = next; },
        nextAsked() { return (this.asked += 1); },
        refreshSoon() {},
        async refresh() { this.state = { ...this.state, rows: [...this.state.rows, ...this.inNextRefresh] }; },
        answered() {},
    };
    const attachments = new Attachments();
    const unsent = { restore: () => true };
    const connection = new Connection(() => {});
    const shares = [];
    const sending = new Sending({
        api, unsent, attachments, accountName: "Dr. Rao", connection, progress: (_, share) => shares.push(share),
    });
    const row = ({ clientMessageId }, seq, more = {}) =>
        ({ id: `m${seq}`, seq, client_message_id: clientMessageId, status: "sent", media: {}, ...more });
    const confirm = (one, seq) => one.answer({ kind: "ok", row: null, data: { data: row(one, seq) } });
    return { calls, deleted, conversation, attachments, connection, sending, shares, row, confirm };
}

test("files go one after the other, and a text does not wait for them", async (context) => {
    withTimers(context);
    const { calls, conversation, sending, confirm } = desk();
    sending.sendFile(conversation, chosen("a.pdf", { caption: " First " }), { id: "m0" });
    sending.sendFile(conversation, chosen("b.pdf"));
    sending.send(conversation, "And come at five.");
    await turn();
    assert.deepEqual(conversation.state.pending.map(({ message_type: type }) => type), ["document", "document", "text"]);
    assert.deepEqual(calls.map(({ file, caption, replyTo }) => [file.name, caption, replyTo]), [["a.pdf", "First", "m0"]]);
    mock.timers.tick(1_000);
    await turn();
    assert.deepEqual(calls.slice(1).map(({ text }) => text), ["And come at five."]);
    confirm(calls[0], 1);
    await turn();
    assert.equal(calls[2].file.name, "b.pdf");
    confirm(calls[2], 2);
    await turn();
    assert.deepEqual(conversation.state.rows.map(({ seq }) => seq), [1, 2]);
});

test("a file that a dead network took goes out once more under the same identifier", async (context) => {
    withTimers(context);
    const { calls, conversation, sending, confirm, shares } = desk();
    sending.sendFile(conversation, chosen("a.pdf"));
    await turn();
    calls[0].progress(0.4);
    assert.equal(sending.progressOf(calls[0].clientMessageId), 0.4);
    calls[0].answer(OFFLINE);
    await turn();
    assert.equal(conversation.state.pending[0].is_waiting, true);
    assert.deepEqual(shares, [0.4, null]);
    mock.timers.tick(1_000);
    await turn();
    assert.equal(calls[1].clientMessageId, calls[0].clientMessageId);
    assert.equal(calls[1].file, calls[0].file);
    confirm(calls[1], 1);
    await turn();
    assert.deepEqual([conversation.state.rows.length, conversation.state.pending.length, sending.isWaiting], [1, 0, false]);
});

test("where only the answer was lost, the file is not sent once more", async (context) => {
    withTimers(context);
    const { calls, conversation, sending, row } = desk();
    sending.sendFile(conversation, chosen("a.pdf"));
    await turn();
    calls[0].progress(1);
    conversation.state = { ...conversation.state, rows: [row(calls[0], 1, { status: "pending" })] };
    calls[0].answer(OFFLINE);
    await turn();
    mock.timers.tick(1_000);
    await turn();
    assert.deepEqual([calls[1].clientMessageId, calls[1].file], [calls[0].clientMessageId, undefined]);
});

test("a server that has too many uploads is asked again when it says so", async (context) => {
    withTimers(context);
    const { calls, conversation, sending } = desk();
    sending.sendFile(conversation, chosen("a.pdf"));
    await turn();
    calls[0].answer({ kind: "unavailable", status: 503, waitSeconds: 7, message: "Busy", row: null });
    await turn();
    mock.timers.tick(6_900);
    await turn();
    assert.equal(calls.length, 1);
    mock.timers.tick(100);
    await turn();
    assert.equal(calls.length, 2);
});

test("a refused file is among the chosen ones again, and one that WhatsApp refused keeps its bubble", async (context) => {
    withTimers(context);
    const { calls, conversation, sending, attachments, row } = desk();
    const refused = sending.sendFile(conversation, chosen("a.pdf", { caption: "Look" }));
    await turn();
    calls[0].answer({ kind: "refused", status: 415, message: "Not this kind.", canRetry: false, row: null });
    assert.deepEqual(await refused, { restored: true, message: "Not this kind." });
    assert.deepEqual(attachments.of("p1").map(({ name, caption }) => [name, caption]), [["a.pdf", "Look"]]);
    assert.deepEqual([conversation.state.pending, sending.isWaiting], [[], false]);

    const failed = sending.sendFile(conversation, chosen("b.pdf"));
    await turn();
    const members = { status: "failed", can_retry: true, message_body: "b.pdf", message_type: "document" };
    calls[1].answer({ kind: "refused", status: 400, message: "No", canRetry: true, row: row(calls[1], 1, members) });
    assert.deepEqual(await failed, { restored: false, message: null });
    sending.retry(conversation, conversation.state.rows[0]);
    await turn();
    assert.deepEqual([calls[2].clientMessageId, calls[2].file], [calls[1].clientMessageId, undefined]);
});

test("after ten minutes Retry still has the file", async (context) => {
    withTimers(context);
    const { calls, conversation, sending } = desk();
    const sent = sending.sendFile(conversation, chosen("a.pdf"));
    for (let second = 0; second <= 11 * 60; second += 30) {
        await turn();
        calls.at(-1).answer(OFFLINE);
        await turn();
        mock.timers.tick(30_000);
    }
    await sent;
    const [message] = conversation.state.pending;
    assert.deepEqual([message.status, message.can_retry, sending.isWaiting], ["failed", true, true]);
    sending.retry(conversation, message);
    await turn();
    assert.deepEqual([calls.at(-1).file.name, calls.at(-1).clientMessageId], ["a.pdf", message.client_message_id]);
});

test("what is cancelled while it leaves is gone, and what had left is taken back from the server", async (context) => {
    withTimers(context);
    const { calls, deleted, conversation, sending, row } = desk();
    const sent = sending.sendFile(conversation, chosen("a.pdf"));
    const next = sending.sendFile(conversation, chosen("b.pdf"));
    await turn();
    await sending.cancel(conversation, conversation.state.pending[0]);
    assert.equal(calls[0].cancelled.aborted, true);
    assert.deepEqual(await sent, { restored: false, message: null });
    assert.deepEqual([conversation.state.pending.length, deleted], [1, []]);
    await turn();
    assert.equal(calls[1].file.name, "b.pdf");
    calls[1].progress(1);
    calls[1].answer(OFFLINE);
    await turn();
    conversation.inNextRefresh = [row(calls[1], 1, { status: "pending" })];
    await sending.cancel(conversation, conversation.state.pending[0]);
    await next;
    assert.deepEqual(deleted, ["m1"]);
    assert.equal(conversation.state.rows[0].status, "cancelled");
    assert.equal(sending.isWaiting, false);
});

test("a text that is taken back stands in the box again", async () => {
    const { deleted, conversation, sending } = desk();
    conversation.state = { ...conversation.state, rows: [{ id: "m5", seq: 5, status: "pending", message_body: "Hello", media: null }] };
    assert.deepEqual(await sending.cancel(conversation, conversation.state.rows[0]), { restored: true, message: null });
    assert.deepEqual(deleted, ["m5"]);
});

class Request extends EventTarget {
    static last;
    upload = new EventTarget();
    isAborted = false;
    constructor() {
        super();
        Request.last = this;
    }
    open() {}
    send(form) { this.form = form; }
    getResponseHeader(name) { return { "Retry-After": this.retryAfter ?? null }[name] ?? null; }
    abort() {
        if (this.isAborted) return;
        this.isAborted = true;
        this.dispatchEvent(new Event("abort"));
    }
    moves(loaded, total) { this.upload.dispatchEvent(Object.assign(new Event("progress"), { loaded, total })); }
    answers(status, body, retryAfter) {
        Object.assign(this, { status, responseText: body, retryAfter });
        this.dispatchEvent(new Event("load"));
    }
}

function uploading(context, options = {}) {
    withTimers(context);
    globalThis.XMLHttpRequest = Request;
    context.after(() => delete globalThis.XMLHttpRequest);
    const shares = [];
    const members = { patientId: "p1", caption: "", file: new File(["x"], "a.pdf") };
    const outcome = upload("/x", members, { progress: (share) => shares.push(share), ...options });
    return { outcome, shares, request: Request.last };
}

test("an upload that stands still for 20 s is given up, one that moves is not", async (context) => {
    const { outcome, shares, request } = uploading(context);
    assert.deepEqual([...request.form.keys()], ["patientId", "file"]);
    for (let part = 1; part < 5; part += 1) {
        mock.timers.tick(19_000);
        request.moves(part, 5);
    }
    assert.equal(request.isAborted, false);
    mock.timers.tick(20_000);
    assert.equal((await outcome).kind, "offline");
    assert.deepEqual(shares, [0.2, 0.4, 0.6, 0.8]);
});

test("the answer has a minute, and a full server says when to come again", async (context) => {
    const { outcome, shares, request } = uploading(context);
    request.moves(5, 5);
    request.upload.dispatchEvent(new Event("load"));
    mock.timers.tick(59_000);
    request.answers(503, '{"success":false,"error":"Busy"}', "4");
    const { kind, message, waitSeconds } = await outcome;
    assert.deepEqual([kind, message, waitSeconds, shares], ["unavailable", "Busy", 4, [1]]);
});

test("a person ends an upload at once, the return of the connection only one that stands still", async (context) => {
    let now = 0;
    context.mock.method(performance, "now", () => now);
    const [back, given] = [new AbortController(), new AbortController()];
    const { outcome, request } = uploading(context, { signal: back.signal, cancelled: given.signal });
    back.abort();
    assert.equal(request.isAborted, false);
    given.abort();
    assert.equal((await outcome).kind, "offline");

    const again = new AbortController();
    const second = upload("/x", {}, { signal: again.signal });
    now = 5_000;
    again.abort();
    assert.equal((await second).kind, "offline");
});
