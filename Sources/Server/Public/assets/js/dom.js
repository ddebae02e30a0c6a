const SPRITE = new URL("../icons.svg", import.meta.url).pathname;
const SVG = "http://www.w3.org/2000/svg";

export function cloneTemplate(id) {
    return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

/** The element inside `root` that shows the named member. */
export function part(root, name) {
    return root.querySelector(`[data-part="${name}"]`);
}

export function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
}

/** Text in a part of `root`; an empty one is hidden. */
export function setPart(root, name, text) {
    const element = part(root, name);
    setText(element, text ?? "");
    element.hidden = !text;
}

/** Resolves once a style sheet that is needed only now has been loaded. */
export function loadStyles(address) {
    return new Promise((resolve, reject) => {
        const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
        link.addEventListener("load", resolve);
        link.addEventListener("error", () => reject(link.remove()));
        document.head.append(link);
    });
}

export function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    const use = document.createElementNS(SVG, "use");
    svg.classList.add("icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `${SPRITE}#${name}`);
    svg.append(use);
    return svg;
}

export function setIcon(holder, name) {
    if (holder.dataset.icon === name) return;
    holder.dataset.icon = name;
    holder.replaceChildren(icon(name));
}

/** Makes the children of `parent` the given nodes in order, moving as few as possible, so that focus survives. */
export function arrange(parent, nodes) {
    const wanted = new Set(nodes);
    for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
    nodes.forEach((node, index) => {
        if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
    });
}
