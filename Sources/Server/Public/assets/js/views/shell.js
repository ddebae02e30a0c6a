import { countLabel, initials } from "../format.js";
import { setText } from "../dom.js";

const wide = matchMedia("(min-width: 1024px)");

const TITLES = { patients: "Patients", knowledge: "Knowledge", settings: "Settings" };

/** The sidebar: whose clinic this is, where one can go, and signing out. On a phone it is a drawer. */
export class Shell {
    #sidebar = document.getElementById("sidebar");
    #backdrop = document.getElementById("backdrop");
    #main = document.getElementById("main");
    #menu = document.getElementById("menu");

    #unread = 0;
    #page = "patients";

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
        for (const name of ["nav-knowledge", "nav-settings"]) {
            document.getElementById(name).addEventListener("click", () => this.#setDrawer(false));
        }
    }

    showSession({ doctor, account }) {
        this.showClinic(doctor.clinic_name || doctor.name);
        setText(document.getElementById("account-name"), account?.name || doctor.name);
    }

    showClinic(name) {
        setText(document.getElementById("clinic-name"), name);
        setText(document.getElementById("clinic-initials"), initials(name));
    }

    showUnread(count) {
        this.#unread = count;
        const badge = document.getElementById("nav-count");
        badge.hidden = count === 0;
        badge.setAttribute("aria-label", `${count} with unread messages`);
        setText(badge, countLabel(count));
        this.#showTitle();
    }

    /** One of the pages beside the side bar: patients, knowledge or settings. The focus goes along with a change. */
    showPage(page) {
        if (page === this.#page) return;
        this.#page = page;
        for (const element of document.querySelectorAll("[data-page]")) element.hidden = element.dataset.page !== page;
        for (const name of Object.keys(TITLES)) {
            const link = document.getElementById(`nav-${name}`);
            if (name === page) link.setAttribute("aria-current", "page");
            else link.removeAttribute("aria-current");
        }
        setText(document.getElementById("page-title"), TITLES[page]);
        this.#showTitle();
        scrollTo({ top: 0 });
        document.getElementById("page-title").focus();
    }

    #showTitle() {
        const title = `${TITLES[this.#page]} – Shubhstra`;
        document.title = this.#unread > 0 ? `(${this.#unread}) ${title}` : title;
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
