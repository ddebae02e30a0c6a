import { cloneTemplate, part, setIcon, setPart, setText } from "../dom.js";

const SKELETONS = 8;

export function skeletons() {
    return Array.from({ length: SKELETONS }, () => cloneTemplate("skeleton-template"));
}

/** What stands in the place of the list when there is nothing to list. */
export function listState(state, actions) {
    const { kind, icon, title, text, label, action } = describe(state, actions);
    const element = cloneTemplate("state-template");
    const button = part(element, "action");
    element.dataset.kind = kind;
    setIcon(part(element, "icon"), icon);
    setText(part(element, "title"), title);
    setText(part(element, "text"), text);
    setPart(element, "action", label);
    if (action) button.addEventListener("click", action);
    return element;
}

const NAMES = { urgent: "Urgent", needs_human: "Needs human", waiting: "Waiting", manual: "Manual", unread: "Unread" };

function describe({ status, error, search, filter }, { retry, clearSearch, searchAll }) {
    if (status === "error") {
        const text = `${error} The patients could not be loaded.`;
        return { kind: "error", icon: "cloud-off", title: "No list right now", text, label: "Retry", action: retry };
    }
    if (search && filter !== "all") {
        const title = `Nobody in “${NAMES[filter]}” is found for “${search}”`;
        const text = "Patients who do not match this filter were not searched.";
        return { kind: "no-hit", icon: "search", title, text, label: "Search all", action: searchAll };
    }
    if (search) {
        const text = "Check the spelling, or search for a part of the name or number.";
        const title = `Nothing found for “${search}”`;
        return { kind: "no-hit", icon: "search", title, text, label: "Clear search", action: clearSearch };
    }
    if (filter !== "all") return describeFilter(filter, clearSearch);
    return {
        kind: "empty",
        icon: "chat",
        title: "No patients yet",
        text: "A patient appears here with their first WhatsApp message. To connect a number, point its webhook in "
            + "Meta's app settings to /webhook on this server, then write to it from any phone.",
    };
}

function describeFilter(filter, clearSearch) {
    const titles = {
        urgent: "Nobody has written of an emergency",
        needs_human: "Nobody needs a human",
        waiting: "Nobody is waiting for an answer",
        manual: "The AI is active in every chat",
        unread: "You have read everything",
    };
    const text = "No patient matches this filter at the moment.";
    const label = "Show all patients";
    return { kind: "no-hit", icon: "check-circle", title: titles[filter], text, label, action: clearSearch };
}
