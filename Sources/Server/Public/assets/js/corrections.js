import { clockTime } from "./format.js";

/** What to say of a message that its author has deleted; empty where it stands. It stays readable for the clinic. */
export function deletionWords({ deleted_at: at, author }) {
    return at ? `Deleted by the ${author === "patient" ? "patient" : "clinic"}, ${clockTime(at)}` : "";
}

/** The wordings before the one that is shown, oldest first. */
export function earlierWordings({ edited_at: at, earlier }) {
    return at ? earlier ?? [] : [];
}
