import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { api, onSignedOut, outcomeOf } from "../../Sources/Server/Public/assets/js/api.js";

const realFetch = globalThis.fetch;
afterEach(() => {
    globalThis.fetch = realFetch;
});

const answer = (status, body, headers = {}) => new Response(JSON.stringify(body), { status, headers });

test("every kind of answer has a name", () => {
    assert.equal(outcomeOf(200, { success: true }).kind, "ok");
    assert.equal(outcomeOf(202, { success: true }).kind, "ok");
    assert.equal(outcomeOf(400, { success: false, error: "no" }).kind, "refused");
    assert.equal(outcomeOf(401, null).kind, "signed-out");
    assert.equal(outcomeOf(404, null).kind, "refused");
    assert.equal(outcomeOf(503, null).kind, "unavailable");
});

test("a 200 that is not ours is no success", () => {
    assert.equal(outcomeOf(200, null).kind, "unavailable");
});

test("a refusal carries the reason, the row and whether it can be tried again", () => {
    const outcome = outcomeOf(400, { success: false, error: "Window closed", canRetry: false, data: { seq: 4 } });
    assert.equal(outcome.message, "Window closed");
    assert.equal(outcome.canRetry, false);
    assert.deepEqual(outcome.row, { seq: 4 });
});

test("too many attempts carry the seconds to wait", () => {
    assert.equal(outcomeOf(429, null, "95").waitSeconds, 95);
    assert.equal(outcomeOf(429, null, null).waitSeconds, 60);
});

test("a network failure is offline, not an exception", async () => {
    globalThis.fetch = async () => {
        throw new TypeError("failed to fetch");
    };
    const outcome = await api.messages("p", { limit: 50 });
    assert.equal(outcome.kind, "offline");
    assert.equal(outcome.canRetry, true);
});

test("a lost session is announced, but not while signing in", async () => {
    let announced = 0;
    onSignedOut(() => {
        announced += 1;
    });
    globalThis.fetch = async () => answer(401, { success: false });
    await api.signIn("a@example.com", "x");
    assert.equal(announced, 0);
    await api.session();
    assert.equal(announced, 1);
});

test("empty parameters are left out of the address", async () => {
    let address = "";
    globalThis.fetch = async (path) => {
        address = path;
        return answer(200, { success: true });
    };
    await api.patients({ search: "", filter: "all", cursor: null, limit: 50 });
    assert.equal(address, "/api/patients?filter=all&limit=50");
});
