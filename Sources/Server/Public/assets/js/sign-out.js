import { confirmed } from "./views/confirm.js";

const TOLD_MS = 10_000;

/** Signs out, and forgets what was typed or chosen and not sent: a person has to agree to that. */
export async function signOut({ api, unsent, attachments, toast, nameOf }) {
    const chosen = attachments.patients();
    const waiting = [...new Set([...unsent.patients(), ...chosen])];
    if (waiting.length > 0 && !(await confirmed(question(waiting.map(nameOf), chosen.length > 0)))) return;
    const outcome = await api.signOut();
    if (outcome.kind !== "ok" && outcome.kind !== "signed-out") return toast.show(outcome.message, TOLD_MS);
    unsent.clear();
    location.replace("/login");
}

/** What to ask where texts, and perhaps files, to these people are not sent. */
export function question(names, hasFiles = false) {
    const count = names.length === 1 ? "One text is" : `${names.length} texts are`;
    const them = names.length === 1 ? "it" : "them";
    const texts = `${count} typed and not sent: to ${list(names)}. Signing out deletes ${them}.`;
    return {
        title: "Sign out and delete what is not sent?",
        text: hasFiles ? `Texts or files are not sent: to ${list(names)}. Signing out deletes them.` : texts,
        yes: "Sign out and delete",
        no: "Stay signed in",
    };
}

function list(names) {
    const shown = names.slice(0, 3).join(", ");
    return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
