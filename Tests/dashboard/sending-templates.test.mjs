// What becomes of templates on their way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Attachments } from "../../Sources/Server/Public/assets/js/attachments.js";
import { Connection } from "../../Sources/Server/Public/assets/js/connection.js";
import { emptyConversation } from "../../Sources/Server/Public/assets/js/messages.js";
import { Sending } from "../../Sources/Server/Public/assets/js/sending.js";

const REFUSED = { kind: "refused", status: 422, code: "variables_do_not_fit", message: "No.", canRetry: false, row: null };

/** A conversation, and a server that gives these answers one after the other. */
function desk(...answers) {
    const calls = [];
    const answer = (how) => async (patientId, what, id, { replyTo }) => {
        calls.push({ how, patientId, what, id, replyTo });
        return answers.shift();
    };
    const conversation = {
        patientId: "p1", state: emptyConversation("p1"), asked: 0,
        get present() { return this; },
        change(next) { this.state = next; },
        nextAsked() { return (this.asked += 1); },
        refreshSoon() {},
        answered() {},
    };
    const sending = new Sending({
        api: { send: answer("send"), sendTemplate: answer("template"), sendTemplateFile: async () => answers.shift() },
        unsent: { restore: () => true }, attachments: new Attachments(), accountName: "Dr. Rao",
        connection: new Connection(() => {}),
    });
    return { calls, conversation, sending };
}

const filled = (more) => ({ id: "t1", variables: { 1: "Nisha" }, text: "Hello Nisha", ...more });
const row = (more) => ({ id: "m1", seq: 1, message_type: "template", message_body: "Hello Nisha", status: "sent", ...more });

test("a template is shown at once as the patient reads it, and confirmed by its row", async () => {
    const { calls, conversation, sending } = desk({ kind: "ok", row: null, data: { data: row() } });
    const sent = sending.sendTemplate(conversation, filled(), { id: "m0" });
    const [pending] = conversation.state.pending;
    assert.deepEqual([pending.message_type, pending.message_body], ["template", "Hello Nisha"]);
    assert.deepEqual(await sent, { restored: false, message: null });
    assert.deepEqual([calls[0].what.variables, calls[0].replyTo], [{ 1: "Nisha" }, "m0"]);
    assert.equal(conversation.state.rows.length, 1);
});

test("a refused template stays with all that it was to say, until it is mended or removed", async () => {
    const { conversation, sending } = desk(REFUSED, { kind: "ok", row: null, data: { data: row() } });
    const outcome = await sending.sendTemplate(conversation, filled({ values: { 1: "Nisha\n" } }), { id: "m0" });
    const [refused] = conversation.state.pending;
    assert.deepEqual(outcome, { restored: false, message: "No.", refused });
    assert.deepEqual([refused.status, refused.error], ["failed", "No."]);
    assert.deepEqual([refused.can_retry, refused.can_mend], [false, true]);
    assert.deepEqual([refused.reply_to, sending.refused(refused).values], [{ id: "m0" }, { 1: "Nisha\n" }]);
    assert.equal(sending.refused(refused).refusal, REFUSED);
    await sending.cancel(conversation, refused);
    assert.equal(sending.refused(refused), null);
    assert.deepEqual(conversation.state.pending, []);
    await sending.sendTemplate(conversation, filled(), refused.reply_to);
    assert.equal(conversation.state.rows.length, 1);
});

test("a file that was refused with its template is kept until it is removed", async () => {
    const { conversation, sending } = desk(REFUSED);
    const file = { file: new Blob(["x"]), as: "document", mime: "application/pdf", name: "a.pdf", url: "blob:a" };
    await sending.sendTemplate(conversation, filled({ file }));
    const [refused] = conversation.state.pending;
    assert.equal(sending.refused(refused).file, file);
    assert.deepEqual([refused.media.url, sending.isWaiting], ["blob:a", true]);
    await sending.cancel(conversation, refused);
    assert.equal(sending.isWaiting, false);
});

test("one that is refused when it is tried again is kept as well", async () => {
    const away = { kind: "unavailable", status: 503, message: "Later.", canRetry: true, row: null };
    const { conversation, sending } = desk(away, REFUSED);
    await sending.sendTemplate(conversation, filled());
    const { refused } = await sending.retry(conversation, conversation.state.pending[0]);
    assert.deepEqual([refused.can_retry, refused.can_mend], [false, true]);
    assert.equal(sending.refused(refused).text, "Hello Nisha");
});

test("a failed template is sent again under its identifier, as a template until the server has it", async () => {
    const away = { kind: "unavailable", status: 503, message: "Later.", canRetry: true, row: null };
    const failed = { kind: "refused", status: 400, message: "Failed.", canRetry: true };
    const { calls, conversation, sending } = desk(away, failed, { kind: "ok", row: null, data: { data: row() } });
    await sending.sendTemplate(conversation, filled());
    const [pending] = conversation.state.pending;
    assert.equal(pending.can_retry, true);
    failed.row = row({ client_message_id: pending.client_message_id, status: "failed", can_retry: true });
    await sending.retry(conversation, pending);
    await sending.retry(conversation, conversation.state.rows[0]);
    // The server knows by the identifier what is to be sent again.
    assert.deepEqual(calls.map(({ how }) => how), ["template", "template", "send"]);
    assert.equal(new Set(calls.map(({ id }) => id)).size, 1);
});

test("one that begins with a file shows it, sends it with its progress, and once only", async () => {
    const calls = [];
    const answers = [
        { kind: "unavailable", status: 503, message: "Later.", canRetry: true, row: null },
        { kind: "refused", status: 400, message: "Failed.", canRetry: true },
        { kind: "ok", row: null, data: { data: row() } },
    ];
    const answer = (how) => async (members, options) => {
        calls.push({ how, ...members });
        options.progress(0.5);
        return answers.shift();
    };
    const { conversation, sending } = desk();
    const shares = [];
    const withFiles = new Sending({
        api: { sendTemplateFile: answer("form"), sendMedia: answer("again") }, unsent: { restore: () => true },
        attachments: new Attachments(), accountName: "Dr. Rao", connection: new Connection(() => {}),
        progress: (_, share) => shares.push(share),
    });
    const file = { file: new Blob(["x"]), as: "image", mime: "image/jpeg", name: "a.jpg", size: 1, url: "blob:a" };
    await withFiles.sendTemplate(conversation, filled({ file }), { id: "m0" });
    const [pending] = conversation.state.pending;
    assert.deepEqual([pending.message_type, pending.media.url, pending.can_retry], ["template", "blob:a", true]);
    answers[0].row = row({ client_message_id: pending.client_message_id, status: "failed", can_retry: true, media: {} });
    await withFiles.retry(conversation, pending);
    await withFiles.retry(conversation, conversation.state.rows[0]);
    // The server has kept the file, and knows what the template was filled in with.
    assert.deepEqual(calls.map(({ how }) => how), ["form", "form", "again"]);
    assert.deepEqual([calls[0].file, calls[0].template.variables, calls[0].replyTo], [file.file, { 1: "Nisha" }, "m0"]);
    assert.deepEqual(Object.keys(calls[2]), ["how", "patientId", "clientMessageId"]);
    assert.equal(new Set(calls.map(({ clientMessageId }) => clientMessageId)).size, 1);
    assert.ok(shares.includes(0.5));
    assert.equal(sending.isWaiting || withFiles.isWaiting, false);
});
