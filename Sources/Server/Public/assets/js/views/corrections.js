import { deletionWords, earlierWordings } from "../corrections.js";
import { part, setPart, setText } from "../dom.js";
import { clockTime, fullTime } from "../format.js";

/** Shows that a message was edited, with a button that opens its earlier wordings, or that it was deleted. */
export function fillCorrections(element, message) {
    element.classList.toggle("is-deleted", Boolean(message.deleted_at));
    setPart(element, "deleted", deletionWords(message));
    const wordings = earlierWordings(message);
    const button = part(element, "edited");
    button.hidden = !message.edited_at;
    button.disabled = wordings.length === 0;
    if (message.edited_at) button.title = `Edited ${fullTime(message.edited_at)}`;
    if (wordings.length === 0) open(element, false);
    fillEarlier(part(element, "earlier"), wordings);
}

/** Opens the earlier wordings, or closes them. */
export function toggleEarlier(element) {
    open(element, part(element, "earlier").hidden);
}

function open(element, isOpen) {
    part(element, "edited").setAttribute("aria-expanded", String(isOpen));
    part(element, "earlier").hidden = !isOpen;
}

function fillEarlier(list, wordings) {
    const key = JSON.stringify(wordings);
    if (list.dataset.shown === key) return;
    list.dataset.shown = key;
    list.replaceChildren(...wordings.map(({ message_body: body, said_at: at }) => {
        const item = document.createElement("li");
        const time = document.createElement("time");
        const words = document.createElement("bdi");
        time.dateTime = at;
        time.title = fullTime(at);
        setText(time, clockTime(at));
        setText(words, body || "No words");
        item.append(time, words);
        return item;
    }));
}
