import { noteServerDate } from "./clock.js";

const TIME_LIMIT_MS = 10_000;
// A password takes its time on purpose, and a busy server has several.
const SIGN_IN_LIMIT_MS = 30_000;
// A takeover waits for an assistant message on its way, and then for WhatsApp: ten seconds each.
const TAKEOVER_LIMIT_MS = 40_000;
// WhatsApp is asked meanwhile, more than once.
const META_LIMIT_MS = 60_000;

export const SENTENCES = {
    offline: "No connection to the server. Check your network.",
    unavailable: "The server is not available right now. Try again in a moment.",
    refused: "The server did not accept this.",
};

/** Where a module that is needed only now does not come. */
export const NOT_LOADED = "This part of the page could not be loaded. Check the connection, or reload the page.";

let signedOutListener = () => {};
let reachedListener = () => {};

/** Called once a request finds that the person is signed out. */
export function onSignedOut(listener) {
    signedOutListener = listener;
}

/** Called after every request with whether the server has answered it. */
export function onReached(listener) {
    reachedListener = listener;
}

/**
 * What an HTTP answer means, as one of: ok, refused, limited (with waitSeconds), signed-out, unavailable.
 * The sixth kind, offline, has no answer.
 */
export function outcomeOf(status, data, retryAfter = null) {
    if (status >= 200 && status < 300) {
        if (data === null || data.success === false) return failure("unavailable", status, null);
        return { kind: "ok", status, data };
    }
    if (status === 401) return failure("signed-out", status, data);
    if (status === 429) return { ...failure("limited", status, data), waitSeconds: Number(retryAfter) || 60 };
    return failure(status >= 500 ? "unavailable" : "refused", status, data);
}

function failure(kind, status, data) {
    return {
        kind,
        status,
        message: data?.error ?? SENTENCES[kind] ?? SENTENCES.refused,
        code: data?.error_code ?? null,
        canRetry: data?.canRetry ?? kind === "unavailable",
        row: data?.data ?? null,
    };
}

/** A signal that ends after so long, or when `other` does. */
function limited(milliseconds, other) {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), milliseconds);
    other?.addEventListener("abort", () => controller.abort(), { once: true });
    return { signal: controller.signal, done: () => clearTimeout(timer) };
}

async function request(method, path, body, { limit = TIME_LIMIT_MS, quiet = false, signal = null } = {}) {
    let outcome;
    const time = limited(limit, signal);
    try {
        const response = await fetch(path, {
            method,
            headers: body === undefined ? {} : { "Content-Type": "application/json" },
            body: body === undefined ? undefined : JSON.stringify(body),
            credentials: "same-origin",
            cache: "no-store",
            signal: time.signal,
        });
        noteServerDate(response.headers.get("Date"));
        const data = await response.json().catch(() => null);
        outcome = outcomeOf(response.status, data, response.headers.get("Retry-After"));
    } catch {
        if (!signal?.aborted) reachedListener(false);
        return { kind: "offline", message: SENTENCES.offline, canRetry: true, row: null };
    } finally {
        time.done();
    }
    heard(outcome, { quiet });
    return outcome;
}

/** The server has answered, whichever way it was asked. */
export function heard(outcome, { quiet = false } = {}) {
    reachedListener(true);
    if (outcome.kind === "signed-out" && !quiet) signedOutListener();
}

function query(values) {
    const present = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
    return new URLSearchParams(present).toString();
}

export const api = {
    session: () => request("GET", "/api/session"),
    signIn: (email, password) => request("POST", "/api/session", { email, password }, { quiet: true, limit: SIGN_IN_LIMIT_MS }),
    signOut: () => request("DELETE", "/api/session", undefined, { quiet: true }),

    patients: ({ search, filter, cursor, limit }) =>
        request("GET", `/api/patients?${query({ search, filter, cursor, limit })}`),
    changes: ({ search, filter, since }) => request("GET", `/api/patients?${query({ search, filter, since })}`),
    counts: () => request("GET", "/api/patients/counts"),
    patient: (id) => request("GET", `/api/live-chat/patient-info/${encodeURIComponent(id)}`),
    messages: (id, { limit, before, after }) =>
        request("GET", `/api/live-chat/messages/${encodeURIComponent(id)}?${query({ limit, before, after })}`),

    /** `when` is "patient_writes" where it is to wait for that. */
    send: (patientId, messageBody, clientMessageId, { signal, replyTo, when, limit = TAKEOVER_LIMIT_MS } = {}) =>
        request(
            "POST",
            "/api/live-chat/send",
            { patientId, messageBody, clientMessageId, replyTo, when },
            { limit, signal },
        ),
    reword: (id, text) => request("PUT", `/api/live-chat/queued/${encodeURIComponent(id)}`, { text }),
    removeQueued: (id) => request("DELETE", `/api/live-chat/queued/${encodeURIComponent(id)}`),
    /** `action` is "send" or "discard". */
    draft: (patientId, draftId, action, text) =>
        request("POST", "/api/live-chat/draft", { patientId, draftId, action, text }, { limit: TAKEOVER_LIMIT_MS }),
    /** `template` is `{id, variables}`. */
    sendTemplate: (patientId, { id: templateId, variables }, clientMessageId, { signal, replyTo, limit = TAKEOVER_LIMIT_MS } = {}) =>
        request(
            "POST",
            "/api/live-chat/send-template",
            { patientId, templateId, variables, clientMessageId, replyTo },
            { limit, signal },
        ),
    /** The same for one that begins with a file. */
    sendTemplateFile: ({ patientId, template: { id: templateId, variables }, file, clientMessageId, replyTo }, options) => {
        const members = { patientId, templateId, variables: JSON.stringify(variables), clientMessageId, replyTo, file };
        return sendForm("/api/live-chat/send-template", members, options);
    },
    /** A file, or the same one again without it: the server has kept it. */
    sendMedia: ({ patientId, file, caption, clientMessageId, voice, replyTo }, options) => {
        const members = { patientId, clientMessageId, caption, voice: voice ? "true" : "", replyTo, file };
        return sendForm("/api/live-chat/send-media", members, options);
    },
    cancel: (messageId) => request("DELETE", `/api/live-chat/messages/${encodeURIComponent(messageId)}`),
    react: (patientId, messageId, emoji) =>
        request("POST", "/api/live-chat/react", { patientId, messageId, emoji }, { limit: TAKEOVER_LIMIT_MS }),
    toggleBot: (patientId, pause) =>
        request("POST", "/api/live-chat/toggle-bot", { patientId, pause }, { limit: TAKEOVER_LIMIT_MS }),
    markRead: (patientId, seq) => request("POST", "/api/live-chat/read", { patientId, seq }),
    block: (patientId, block) =>
        request("POST", "/api/live-chat/block", { patientId, block }, { limit: META_LIMIT_MS }),
    needsHumanDone: (patientId, seq) => request("POST", "/api/live-chat/needs-human/done", { patientId, seq }),
    needsHumanUndo: (patientId) => request("POST", "/api/live-chat/needs-human/undo", { patientId }),

    fetchMedia: (messageId) =>
        request("POST", `/api/live-chat/media/${encodeURIComponent(messageId)}/fetch`, {}),

    templates: () => request("GET", "/api/templates", undefined, { limit: META_LIMIT_MS }),
    syncTemplates: () => request("POST", "/api/templates/sync", {}, { limit: META_LIMIT_MS }),

    whatsApp: () => request("GET", "/api/whatsapp"),
    changeWhatsApp: (changes) => request("PUT", "/api/whatsapp", changes, { limit: META_LIMIT_MS }),
    checkWhatsApp: () => request("POST", "/api/whatsapp/check", {}, { limit: META_LIMIT_MS }),
    costs: ({ from, to }) => request("GET", `/api/clinic/costs?${query({ from, to })}`),

    knowledge: () => request("GET", "/api/knowledge"),
    addTopic: (members) => request("POST", "/api/knowledge", members),
    changeTopic: (id, members) => request("PUT", `/api/knowledge/${encodeURIComponent(id)}`, members),
    removeTopic: (id) => request("DELETE", `/api/knowledge/${encodeURIComponent(id)}`),
    orderTopics: (ids) => request("PUT", "/api/knowledge/order", { ids }),
    importKnowledge: (markdown) => request("POST", "/api/knowledge/import", { markdown }, { limit: SIGN_IN_LIMIT_MS }),
    askAssistant: (question) => request("POST", "/api/knowledge/ask", { question }, { limit: TAKEOVER_LIMIT_MS }),
    unanswered: () => request("GET", "/api/knowledge/unanswered"),
    removeUnanswered: (id) => request("DELETE", `/api/knowledge/unanswered/${encodeURIComponent(id)}`),

    held: () => request("GET", "/api/held"),
    release: () => request("DELETE", "/api/held"),
    clinic: () => request("GET", "/api/clinic"),
    redFlagWords: () => request("GET", "/api/clinic/red-flag-words"),
    setRedFlagWords: (words) => request("PUT", "/api/clinic/red-flag-words", { words }),
    modelsToday: () => request("GET", "/api/clinic/models"),
    changeClinic: (changes) => request("PATCH", "/api/clinic", changes),
};

async function sendForm(path, members, options) {
    try {
        const { upload } = await import("./upload.js");
        return await upload(path, members, options);
    } catch {
        return { kind: "offline", message: SENTENCES.offline, canRetry: true, row: null };
    }
}
