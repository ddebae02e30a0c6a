// What models may do for the clinic, and what they did today, as values.

/** What the fields show. */
export function modelFields({ models = "any", budget = null, transcribe = false, describe_pictures: describe = false }) {
    return { models, calls: String(budget?.calls ?? ""), tokens: String(budget?.tokens ?? ""), transcribe, describe };
}

/** As the server takes it. What is no number goes as it is: the server says why not. */
export function modelChanges(fields, clinic) {
    const before = modelFields(clinic);
    const changes = fields.models === before.models ? {} : { models: fields.models };
    if (fields.transcribe !== before.transcribe) changes.transcribe = fields.transcribe;
    if (fields.describe !== before.describe) changes.describe_pictures = fields.describe;
    const [calls, tokens] = [fields.calls.trim(), fields.tokens.trim()];
    if (calls === before.calls && tokens === before.tokens) return changes;
    return { ...changes, budget: calls || tokens ? { calls: numberIn(calls), tokens: numberIn(tokens) } : null };
}

function numberIn(text) {
    if (!text) return null;
    return /^\d+$/.test(text) ? Number(text) : text;
}

const READ = {
    transcribe: { what: "Voice notes of patients", setting: "TRANSCRIBE_URL" },
    describe: { what: "Pictures of patients", setting: "MODEL_SEES_PICTURES" },
};

/**
 * What would leave the house, and to whom, where `kind` ("transcribe" or "describe") is on. `today` is what the server says
 * of models, `models` what is chosen.
 */
export function readingNote(kind, today, models) {
    const { what, setting } = READ[kind];
    const by = today?.[`${kind}_by`];
    if (!by) return "";
    const isAny = models === "any" && by.includes("gemini");
    if (by.includes("house")) {
        const server = kind === "transcribe" ? `the transcription server that whoever runs this program has chosen (${setting})` : "the model in our own house (MODEL_URL)";
        const then = isAny ? ", and to Google (Gemini), outside of the house, where that fails" : " and to nobody else";
        return `${what} are sent to ${server}${then}.`;
    }
    if (isAny) return `${what} leave the house: each is sent to Google (Gemini), which may keep it under its own terms.`;
    return `Nothing is set up that may read them (${setting}), so nothing is sent to anybody.`;
}

/** What models did today, as a sentence. */
export function useWords({ calls, tokens }) {
    return `Today: ${counted(calls, "call")}, ${counted(tokens, "token")}.`;
}

/** What a person should know, or "". */
export function modelNote({ note, has_house_model: hasHouse }, { models }) {
    if (note === "used_up") return "The budget of today is used up: until tomorrow a person answers every question.";
    if (models === "house" && !hasHouse) {
        return "No model runs in the house (MODEL_URL), so where models are used a person answers every question.";
    }
    return note === "near_end" ? "More than four fifths of today's budget are used." : "";
}

function counted(count, word) {
    return `${count.toLocaleString("en-IN")} ${word}${count === 1 ? "" : "s"}`;
}
