// What models may do for the clinic, and what they did today, as values.

/** What the fields show. */
export function modelFields({ models = "any", budget = null }) {
    return { models, calls: String(budget?.calls ?? ""), tokens: String(budget?.tokens ?? "") };
}

/** As the server takes it. What is no number goes as it is: the server says why not. */
export function modelChanges(fields, clinic) {
    const before = modelFields(clinic);
    const changes = fields.models === before.models ? {} : { models: fields.models };
    const [calls, tokens] = [fields.calls.trim(), fields.tokens.trim()];
    if (calls === before.calls && tokens === before.tokens) return changes;
    return { ...changes, budget: calls || tokens ? { calls: numberIn(calls), tokens: numberIn(tokens) } : null };
}

function numberIn(text) {
    if (!text) return null;
    return /^\d+$/.test(text) ? Number(text) : text;
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
