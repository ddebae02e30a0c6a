// Two patients of the list turn out to be one person, while a chat with one of them is open.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Connection } from "../../Sources/Server/Public/assets/js/connection.js";
import { Conversation } from "../../Sources/Server/Public/assets/js/conversation.js";
import {
    adoptPending, allMessages, emptyConversation, mergeNewest,
} from "../../Sources/Server/Public/assets/js/messages.js";
import { PatientList } from "../../Sources/Server/Public/assets/js/patient-list.js";
import { ChatRoute } from "../../Sources/Server/Public/assets/js/route.js";
import { Sending } from "../../Sources/Server/Public/assets/js/sending.js";
import { UnsentTexts } from "../../Sources/Server/Public/assets/js/unsent.js";

const ok = (data) => ({ kind: "ok", status: 200, data: { success: true, ...data } });
const turn = async () => {
    for (let step = 0; step < 20; step += 1) await Promise.resolve();
};

function row(seq, patientId, members = {}) {
    return {
        seq, patient_id: patientId, status: "sent", direction: "incoming", author: "patient", client_message_id: null,
        ...members,
    };
}

/** A server that knows one person under two ids once `isJoined` is set: "old" then means "new". */
class Server {
    isJoined = false;
    rows = { old: [row(1, "old"), row(2, "old")], new: [row(1, "new"), row(2, "new"), row(3, "new")] };
    sent = [];
    sendOutcome = null;

    join() {
        this.isJoined = true;
        this.rows.new.push(...this.rows.old.map((each) => ({ ...each, patient_id: "new", seq: each.seq + 3 })));
    }

    present(id) {
        return this.isJoined ? "new" : id;
    }

    api = {
        patient: async (id) => ok({ patient: { id: this.present(id), unread_count: 0 } }),
        messages: async (id) => ok({ messages: this.rows[this.present(id)] }),
        send: async (id, text, name) => {
            this.sent.push(id);
            if (this.sendOutcome) return this.sendOutcome;
            const rows = this.rows[this.present(id)];
            const data = row(rows.length + 1, this.present(id), {
                client_message_id: name, message_body: text, direction: "outgoing", author: "doctor",
            });
            rows.push(data);
            return ok({ data });
        },
    };
}

function sendingTo({ api }) {
    const connection = new Connection(() => {});
    return new Sending({ api, unsent: new UnsentTexts({}), accountName: "Dr. Rao", connection });
}

/** What the chat's view does with conversations, without a page. */
class Desk {
    conversations = new Map();
    joins = [];

    constructor(api) {
        this.api = api;
    }

    open(id) {
        if (!this.conversations.has(id)) {
            const joined = (former, patient, rows) => {
                this.joins.push([former.patientId, patient.id]);
                former.continueIn(this.open(patient.id), rows);
            };
            this.conversations.set(id, new Conversation(id, this.api, { changed() {}, joined }));
        }
        return this.conversations.get(id);
    }
}

const seqs = (conversation) => conversation.state.rows.map(({ seq }) => seq);

function withTimers(context) {
    mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
    context.after(() => mock.timers.reset());
}

test("a chat under the old id goes on under the new one, with its numbers, once", async () => {
    const server = new Server();
    const desk = new Desk(server.api);
    const chat = desk.open("old");
    await chat.refresh();
    assert.deepEqual(seqs(chat), [1, 2]);
    assert.equal(chat.present, chat);
    server.join();
    await chat.refresh();
    assert.deepEqual(desk.joins, [["old", "new"]]);
    assert.equal(chat.present, desk.open("new"));
    assert.deepEqual(seqs(chat.present), [1, 2, 3, 4, 5]);
    assert.ok(chat.present.state.rows.every((each) => each.patient_id === "new"));
    await chat.refresh();
    assert.equal(desk.joins.length, 1);
    assert.deepEqual(seqs(chat.present), [1, 2, 3, 4, 5]);
});

test("an address with the old id leads to the new chat", async () => {
    const server = new Server();
    server.join();
    const desk = new Desk(server.api);
    const chat = desk.open("old");
    await chat.refresh();
    assert.equal(chat.present.patientId, "new");
    assert.deepEqual(seqs(chat.present), [1, 2, 3, 4, 5]);
});

test("where both chats have been open, they become one", async () => {
    const server = new Server();
    const desk = new Desk(server.api);
    await desk.open("new").refresh();
    await desk.open("old").refresh();
    server.join();
    await desk.open("old").refresh();
    assert.deepEqual(seqs(desk.open("new")), [1, 2, 3, 4, 5]);
});

test("rows with the other patient's numbers are never mixed with the old ones", async (context) => {
    withTimers(context);
    const server = new Server();
    const desk = new Desk(server.api);
    const chat = desk.open("old");
    await chat.refresh();
    // The patient was read before the join, the messages after it.
    const { patient } = server.api;
    server.api.patient = async () => ok({ patient: { id: "old", unread_count: 0 } });
    server.join();
    await chat.refresh();
    assert.deepEqual(seqs(chat), [1, 2]);
    assert.equal(chat.present, chat);
    server.api.patient = patient;
    mock.timers.tick(100);
    await turn();
    assert.deepEqual(seqs(chat.present), [1, 2, 3, 4, 5]);
});

test("a message that is on its way during the join is one bubble", async (context) => {
    withTimers(context);
    const server = new Server();
    const desk = new Desk(server.api);
    const sending = sendingTo(server);
    const chat = desk.open("old");
    await chat.refresh();
    const { send } = server.api;
    let release = null;
    server.api.send = async (...all) => {
        await new Promise((resolve) => { release = resolve; });
        return send(...all);
    };
    const sent = sending.send(chat, "Hello");
    await turn();
    server.join();
    await chat.refresh();
    assert.deepEqual(chat.present.state.pending.map((each) => each.message_body), ["Hello"]);
    assert.ok(sending.isBusy(chat.present));
    server.api.send = send;
    release();
    await sent;
    assert.ok(!sending.isBusy(chat.present));
    const shown = allMessages(chat.present.state);
    assert.equal(shown.filter((each) => each.message_body === "Hello").length, 1);
    assert.equal(chat.present.state.pending.length, 0);
    await sending.send(chat.present, "Again");
    assert.deepEqual(server.sent, ["old", "new"]);
});

test("an answer to a send that tells of the join first is one bubble too", async (context) => {
    withTimers(context);
    const server = new Server();
    const desk = new Desk(server.api);
    const sending = sendingTo(server);
    const chat = desk.open("old");
    await chat.refresh();
    server.join();
    await sending.send(chat, "Hello");
    assert.equal(allMessages(chat.state).filter((each) => each.message_body === "Hello").length, 1);
    mock.timers.tick(100);
    await turn();
    assert.deepEqual(seqs(chat.present), [1, 2, 3, 4, 5, 6]);
    assert.equal(chat.present.state.pending.length, 0);
});

test("a send that fails after the join can be tried again in the new chat", async (context) => {
    withTimers(context);
    const server = new Server();
    const desk = new Desk(server.api);
    const sending = sendingTo(server);
    const chat = desk.open("old");
    await chat.refresh();
    server.sendOutcome = { kind: "unavailable", message: "No connection", canRetry: true, row: null };
    const sent = sending.send(chat, "Hello");
    server.join();
    await chat.refresh();
    await sent;
    const [failed] = chat.present.state.pending;
    assert.deepEqual([failed.status, failed.can_retry], ["failed", true]);
    server.sendOutcome = null;
    await sending.retry(chat.present, failed);
    assert.equal(chat.present.state.pending.length, 0);
    assert.equal(chat.present.state.rows.at(-1).client_message_id, failed.client_message_id);
});

test("what is pending is adopted once", () => {
    const confirmed = row(1, "new", { client_message_id: "a" });
    const state = mergeNewest(emptyConversation("new"), "new", [confirmed], { asked: 1, limit: 50 });
    const pending = ["a", "b"].map((client_message_id) => ({ client_message_id, status: "pending" }));
    const next = adoptPending(state, pending);
    assert.deepEqual(next.pending.map((each) => each.client_message_id), ["b"]);
    assert.equal(adoptPending(next, pending), next);
});

test("the list loses the former row at once", async () => {
    const patients = Array.from({ length: 150 }, (_, index) => ({ id: `p${index}` }));
    const pages = { undefined: patients.slice(0, 50), 50: patients.slice(50, 100), 100: patients.slice(100) };
    const next = { undefined: "50", 50: "100", 100: null };
    const api = { patients: async ({ cursor }) => ok({ patients: pages[cursor], next_cursor: next[cursor] }) };
    const list = new PatientList(api, () => {});
    await list.show({});
    await list.loadMore();
    await list.loadMore();
    assert.equal(list.state.rows.length, 150);
    list.join("p120", { id: "p3", unread_count: 1 });
    assert.equal(list.state.rows.length, 149);
    assert.deepEqual(list.state.rows[3], { id: "p3", unread_count: 1 });
    assert.ok(!list.state.rows.some((each) => each.id === "p120"));
});

test("the address takes the new id without another step in the history", () => {
    const steps = [];
    const place = { hash: "#/chat/old", pathname: "/" };
    const history = { replaceState: (state, title, url) => { steps.push(url); place.hash = url; }, back() {} };
    const opened = [];
    const route = new ChatRoute({ location: place, history, addEventListener() {} }, (id) => opened.push(id));
    route.follow();
    route.replace("new");
    assert.deepEqual(steps, ["#/chat/new"]);
    assert.deepEqual(opened, ["old"]);
});
