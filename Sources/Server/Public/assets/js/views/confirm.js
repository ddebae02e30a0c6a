import { part, setText } from "../dom.js";

/** Asks before something is lost. Resolves to whether the person wants it; Escape means no. */
export function confirmed({ title, text, yes, no }) {
    const dialog = document.getElementById("confirm");
    for (const [name, words] of Object.entries({ title, text, yes, no })) setText(part(dialog, name), words);
    dialog.returnValue = "no";
    dialog.showModal();
    part(dialog, "no").focus();
    return new Promise((resolve) => {
        dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    });
}
