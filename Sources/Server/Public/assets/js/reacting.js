/** What a doctor can react with at one press. */
export const COMMON = [
    { emoji: "👍", word: "Thumbs up" }, { emoji: "❤️", word: "Heart" }, { emoji: "😂", word: "Laughing" },
    { emoji: "😮", word: "Surprised" }, { emoji: "😢", word: "Sad" }, { emoji: "🙏", word: "Folded hands" },
];

/** What the clinic has reacted with, or null. */
export function ownReaction({ reactions }) {
    return (reactions ?? []).find(({ author, status }) => author !== "patient" && status !== "failed")?.emoji || null;
}

/** The message as it is once the clinic's reaction has gone through; `""` takes it back. */
export function withReaction(message, emoji) {
    const others = (message.reactions ?? []).filter(({ author }) => author === "patient");
    return { ...message, reactions: emoji ? [...others, { emoji, author: "doctor", status: "pending" }] : others };
}

/**
 * Reacts to a message, or takes that back with `""`. It is seen at once, and as it was again where the server has not
 * taken it. Resolves to the outcome of the call.
 */
export async function react(api, conversation, message, emoji) {
    conversation.messageChanged(withReaction(message, emoji));
    const asked = conversation.nextAsked();
    const outcome = await api.react(conversation.present.patientId, message.id, emoji);
    const { present } = conversation;
    if (outcome.kind === "ok") present.answered(outcome.data, asked);
    const known = present.state.rows.find(({ id }) => id === message.id) ?? message;
    present.messageChanged(outcome.row ?? outcome.data?.data ?? { ...known, reactions: message.reactions });
    return outcome;
}
