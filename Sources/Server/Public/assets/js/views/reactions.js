import { icon, part, setText } from "../dom.js";
import { reactionGroups } from "../reactions.js";

/** Shows the reactions to a message, one mark for each emoji. */
export function fillReactions(element, { reactions }, patientName) {
    const list = part(element, "reactions");
    const groups = reactionGroups(reactions, patientName);
    const key = JSON.stringify(groups);
    list.hidden = groups.length === 0;
    if (list.dataset.shown === key) return;
    list.dataset.shown = key;
    list.replaceChildren(...groups.map(mark));
}

function mark({ emoji, count, status, words }) {
    const item = document.createElement("li");
    const shown = document.createElement("span");
    shown.setAttribute("role", "img");
    shown.setAttribute("aria-label", words);
    shown.title = words;
    item.dataset.status = status;
    setText(shown, count > 1 ? `${emoji} ${count}` : emoji);
    item.append(shown);
    if (status !== "sent") item.append(icon(status === "failed" ? "alert" : "clock"));
    return item;
}
