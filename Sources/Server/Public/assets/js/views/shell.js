import { initials } from "../format.js";
import { setText } from "../dom.js";

const wide = matchMedia("(min-width: 1024px)");

/** The sidebar: whose clinic this is, where one can go, and signing out. On a phone it is a drawer. */
export class Shell {
    #sidebar = document.getElementById("sidebar");
    #backdrop = document.getElementById("backdrop");
    #main = document.getElementById("main");
    #menu = document.getElementById("menu");

    constructor({ signOut, showPatients }) {
        this.#menu.addEventListener("click", () => this.#setDrawer(true));
        this.#backdrop.addEventListener("click", () => this.#setDrawer(false));
        document.addEventListener("keydown", (event) => event.key === "Escape" && this.#setDrawer(false));
        wide.addEventListener("change", () => this.#setDrawer(false));
        document.getElementById("sign-out").addEventListener("click", signOut);
        document.getElementById("nav-patients").addEventListener("click", (event) => {
            event.preventDefault();
            this.#setDrawer(false);
            showPatients();
        });
    }

    showSession({ doctor, account }) {
        const clinic = doctor.clinic_name || doctor.name;
        setText(document.getElementById("clinic-name"), clinic);
        setText(document.getElementById("clinic-initials"), initials(clinic));
        setText(document.getElementById("account-name"), account?.name || doctor.name);
    }

    showUnread(count) {
        const badge = document.getElementById("nav-count");
        badge.hidden = count === 0;
        badge.setAttribute("aria-label", `${count} with unread messages`);
        setText(badge, count > 9 ? "9+" : String(count));
        document.title = count > 0 ? `(${count}) Patients – Shubhstra` : "Patients – Shubhstra";
    }

    #setDrawer(isOpen) {
        if (isOpen === (this.#sidebar.dataset.open === "true")) return;
        this.#sidebar.dataset.open = String(isOpen);
        this.#backdrop.hidden = !isOpen;
        this.#main.inert = isOpen;
        this.#menu.setAttribute("aria-expanded", String(isOpen));
        if (isOpen) document.getElementById("nav-patients").focus();
        else if (!wide.matches) this.#menu.focus();
    }
}
