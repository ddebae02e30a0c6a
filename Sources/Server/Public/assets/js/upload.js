import { SENTENCES, heard, outcomeOf } from "./api.js";
import { noteServerDate } from "./clock.js";

// A network that has died says nothing: nobody waits longer than this for the next bytes to leave.
const SILENCE_MS = 20_000;
// A takeover waits for an assistant message on its way, and the file goes on to WhatsApp.
const ANSWER_MS = 60_000;
// What moved so lately is no dead connection.
const MOVED_MS = 3_000;

/**
 * Sends the members of a form, one of which may be a file. `progress(share)` is called from 0 to 1; 1 means that all of
 * it has left. `signal` ends an attempt that stands still, `cancelled` ends every one. Returns an outcome as `api` does.
 */
export function upload(path, members, { signal, cancelled, progress }) {
    const request = new XMLHttpRequest();
    return new Promise((resolve) => {
        const lost = { kind: "offline", message: SENTENCES.offline, canRetry: true, row: null };
        let movedAt = performance.now();
        let timer = null;
        const allow = (milliseconds) => {
            movedAt = performance.now();
            clearTimeout(timer);
            timer = setTimeout(() => request.abort(), milliseconds);
        };
        const finish = (outcome) => {
            clearTimeout(timer);
            resolve(outcome);
        };
        signal?.addEventListener("abort", () => performance.now() - movedAt > MOVED_MS && request.abort());
        cancelled?.addEventListener("abort", () => request.abort());
        request.upload.addEventListener("progress", ({ loaded, total }) => {
            allow(SILENCE_MS);
            if (loaded < total) progress?.(loaded / total);
        });
        request.upload.addEventListener("load", () => {
            allow(ANSWER_MS);
            progress?.(1);
        });
        request.addEventListener("load", () => finish(answerOf(request)));
        for (const name of ["error", "abort"]) request.addEventListener(name, () => finish(lost));
        request.open("POST", path);
        request.responseType = "text";
        allow(SILENCE_MS);
        request.send(formOf(members));
    });
}

function answerOf(request) {
    noteServerDate(request.getResponseHeader("Date"));
    const retryAfter = request.getResponseHeader("Retry-After");
    const outcome = outcomeOf(request.status, parsed(request.responseText), retryAfter);
    heard(outcome);
    return outcome.status === 503 && retryAfter ? { ...outcome, waitSeconds: Number(retryAfter) || 5 } : outcome;
}

function parsed(text) {
    try {
        return JSON.parse(text);
    } catch {
        return null;
    }
}

function formOf(members) {
    const form = new FormData();
    for (const [name, value] of Object.entries(members)) {
        if (value instanceof Blob) form.append(name, value, value.name);
        else if (value !== undefined && value !== null && value !== "") form.append(name, value);
    }
    return form;
}
