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
