import { icon } from "../dom.js";

/** An element with these properties and children; `data` are data attributes, names with a hyphen are attributes. */
export function element(tag, { data = {}, ...properties } = {}, ...children) {
    const made = document.createElement(tag);
    Object.assign(made.dataset, data);
    for (const [name, value] of Object.entries(properties)) {
        if (name.includes("-") || name === "role" || name === "for") made.setAttribute(name, value);
        else made[name] = value;
    }
    made.append(...children.filter((child) => child !== null));
    return made;
}

/** A button with words that tests find by `testid`. */
export function button(words, testid, run, className = "button") {
    const made = element("button", { type: "button", className, textContent: words, data: { testid } });
    made.addEventListener("click", run);
    return made;
}

/** The same with a picture; one that is `aria-disabled` does nothing. Its name is for who uses it to give. */
export function iconButton(name, testid, run) {
    const made = element("button", { type: "button", className: "icon-button", data: { testid } }, icon(name));
    made.addEventListener("click", () => made.getAttribute("aria-disabled") === "true" || run());
    return made;
}
