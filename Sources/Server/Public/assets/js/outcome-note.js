const PATIENCE_MS = 10_000;
const UNSETTLED = new Set(["pending", "sending"]);

/** What to say of a message of which nobody knows yet whether it went out; empty where the tick says enough. */
export function outcomeNote({ direction, status, is_waiting: isWaiting, created_at: at, queue }, { isAway, now }) {
    if (direction !== "outgoing" || !UNSETTLED.has(status)) return "";
    const isStuck = isWaiting || (isAway && status === "pending");
    if (queue === "in") return isStuck ? "Waiting for the connection, then for the patient." : "Will wait for the patient.";
    if (isStuck) return "Waiting for the connection. It goes out by itself.";
    if (now.getTime() - Date.parse(at) < PATIENCE_MS) return "";
    return status === "sending" ? "WhatsApp has not confirmed this yet." : "Not confirmed yet.";
}
