import { confirmed } from "./views/confirm.js";

const TOLD_MS = 10_000;

/** Signs out, and forgets every text that was typed and not sent: a person has to agree to that. */
export async function signOut({ api, unsent, toast, nameOf }) {
    const waiting = unsent.patients();
    if (waiting.length > 0 && !(await confirmed(question(waiting.map(nameOf))))) return;
    const outcome = await api.signOut();
    if (outcome.kind !== "ok" && outcome.kind !== "signed-out") return toast.show(outcome.message, TOLD_MS);
    unsent.clear();
    location.replace("/login");
}

/** What to ask where texts to these people are not sent. */
export function question(names) {
    const count = names.length === 1 ? "One text is" : `${names.length} texts are`;
    return {
        title: "Sign out and delete what is not sent?",
        text: `${count} typed and not sent: to ${list(names)}. Signing out deletes ${names.length === 1 ? "it" : "them"}.`,
        yes: "Sign out and delete",
        no: "Stay signed in",
    };
}

function list(names) {
    const shown = names.slice(0, 3).join(", ");
    return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
