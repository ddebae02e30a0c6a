import { element } from "./elements.js";

/** Leads to the parts of a long page by their headings. */
export function jumps(parts) {
    const nav = element("nav", { className: "jumps", "aria-label": "On this page", data: { testid: "jumps" } });
    for (const part of parts) {
        const heading = part.querySelector("h2");
        const leads = element("button", { type: "button", className: "jump", textContent: heading.textContent });
        leads.addEventListener("click", () => {
            heading.tabIndex = -1;
            heading.focus({ preventScroll: true });
            part.scrollIntoView();
        });
        nav.append(leads);
    }
    return nav;
}
