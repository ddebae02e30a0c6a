import { icon, setText } from "../dom.js";
import { clockTime, dayLabel } from "../format.js";
import { now } from "../clock.js";
import { found, kindWords, obstacleOf } from "../templates.js";
import { element } from "./elements.js";
import { TemplateForm } from "./template-form.js";

const NONE = "There are no templates in the clinic's WhatsApp account yet. Make some in WhatsApp Manager, then fetch them here.";
const coarse = matchMedia("(pointer: coarse)");

/**
 * The dialog in which a template is chosen and filled in. `send(filled, refused)` is called with what is to
 * be sent, `{id, variables, text, template, values, file}`, and the message that it replaces, if any.
 */
export class TemplatePicker {
    #api;
    #send;
    #form;
    #patient = null;
    #known = null;
    #chosen = null;
    #refused = null;
    #isBusy = false;
    #search = element("input", {
        type: "search", placeholder: "Search templates", autocomplete: "off", spellcheck: false,
        "aria-label": "Search templates", data: { testid: "template-search" },
    });
    #list = element("ul", { className: "template-list", data: { testid: "template-list" } });
    #state = element("p", { className: "template-state", role: "status", data: { testid: "template-state" } });
    #progress = element("progress", { className: "template-progress", "aria-label": "Fetching templates", hidden: true });
    #fetch = element("button", {
        type: "button", className: "button button-small", textContent: "Fetch templates", data: { testid: "template-fetch" },
    });
    #title = element("h2", { id: "template-title", tabIndex: -1 });
    #back = button("back", "Back to all templates", "template-back");
    #pane;
    #dialog;

    constructor(api, send) {
        this.#api = api;
        this.#send = send;
        this.#form = new TemplateForm((filled) => this.#chose(filled));
        this.#pane = element("div", { className: "template-pane" }, element("div", { className: "search" },
            icon("search"), this.#search), this.#list, this.#progress,
        element("div", { className: "template-foot" }, this.#state, this.#fetch));
        const close = button("close", "Close templates", "template-close");
        this.#dialog = element("dialog", {
            className: "templates", "aria-labelledby": "template-title", data: { testid: "template-picker" },
        }, element("header", { className: "template-head" }, this.#back, this.#title, close), this.#pane, this.#form.root);
        document.body.append(this.#dialog);
        close.addEventListener("click", () => this.close());
        this.#back.addEventListener("click", () => this.#showList());
        this.#fetch.addEventListener("click", () => this.#read(() => this.#api.syncTemplates()));
        this.#search.addEventListener("input", () => this.#draw());
        this.#pane.addEventListener("keydown", (event) => this.#pressed(event));
    }

    /** Opens with all templates for this patient. */
    open(patient) {
        this.#begin(patient);
        this.#search.value = "";
        this.#chosen = null;
        this.#showList();
        return this.#read(() => this.#api.templates());
    }

    /** Opens with what was filled in and refused, and the message that it was; tells whether it could. */
    openAgain(patient, { template, values, file, refusal }, message) {
        if (this.#dialog.open) return false;
        this.#begin(patient);
        this.#refused = message;
        this.#choose(template, values, file);
        this.#form.refuse(refusal);
        return true;
    }

    close() {
        if (this.#dialog.open) this.#dialog.close();
    }

    #begin(patient) {
        this.#patient = patient;
        if (!this.#dialog.open) this.#dialog.showModal();
    }

    async #read(ask) {
        if (this.#isBusy) return;
        this.#isBusy = true;
        this.#draw();
        const outcome = await ask();
        this.#isBusy = false;
        if (outcome.kind === "ok") this.#known = outcome.data;
        this.#draw(outcome.kind === "ok" ? "" : outcome.message);
        const isWaiting = !this.#pane.hidden && !this.#pane.contains(document.activeElement);
        if (isWaiting && !this.#search.parentElement.hidden) this.#focusList();
    }

    #showList() {
        this.#show("Send a template", true);
        this.#draw();
        const last = this.#buttons().find(({ dataset }) => dataset.id === this.#chosen?.id);
        this.#chosen = null;
        this.#refused = null;
        if (last) last.focus();
        else this.#focusList();
    }

    // The keyboard of a phone would cover half of the list.
    #focusList() {
        const isThere = !coarse.matches && !this.#search.parentElement.hidden;
        (isThere ? this.#search : this.#title).focus();
    }

    #choose(template, values = {}, file = null) {
        this.#chosen = template;
        this.#show(template.name, false);
        this.#form.show(template, values, file);
    }

    #show(title, isList) {
        setText(this.#title, title);
        this.#back.hidden = isList;
        this.#pane.hidden = !isList;
        this.#form.root.hidden = isList;
    }

    #chose(filled) {
        this.close();
        this.#send(filled, this.#refused);
    }

    #draw(problem = "") {
        const templates = this.#known?.templates ?? [];
        const matching = found(templates, this.#search.value, this.#patient);
        this.#search.parentElement.hidden = templates.length === 0;
        this.#list.replaceChildren(...matching.map((template) => this.#item(template)));
        this.#list.hidden = matching.length === 0;
        this.#progress.hidden = !this.#isBusy;
        this.#fetch.disabled = this.#isBusy;
        setText(this.#fetch, this.#isBusy ? "Fetching…" : "Fetch templates");
        this.#state.classList.toggle("is-problem", Boolean(problem));
        setText(this.#state, problem || this.#words(templates.length, matching.length));
    }

    #words(count, shown) {
        if (this.#isBusy) return count > 0 ? "" : "Asking WhatsApp for the clinic's templates…";
        if (count === 0) return this.#known?.problem || NONE;
        if (shown === 0) return "No template has these words.";
        const { synced_at: at, problem } = this.#known;
        return problem || (at ? `Last fetched: ${dayLabel(at, now())}, ${clockTime(at)}` : "");
    }

    #item(template) {
        const why = obstacleOf(template, this.#patient);
        const words = [
            element("span", { className: "template-name", textContent: template.name }),
            element("span", { className: "template-kind", textContent: kindWords(template) }),
            element("span", {
                className: "template-text", dir: "auto", lang: template.language.replace("_", "-"),
                textContent: template.body ?? "",
            }),
            why ? element("span", { className: "template-why", textContent: `Cannot be sent: ${why}` }) : null,
        ];
        const data = { id: template.id, testid: "template-item" };
        if (why) return element("li", {}, element("div", { className: "template-item is-off", data }, ...words));
        const choice = element("button", { type: "button", className: "template-item", data }, ...words);
        choice.addEventListener("click", () => this.#choose(template));
        return element("li", {}, choice);
    }

    #buttons() {
        return [...this.#list.querySelectorAll("button")];
    }

    // The arrows go from the search through what can be chosen.
    #pressed(event) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const isFirst = event.key === "Enter" && event.target === this.#search;
        if (!step && !isFirst) return;
        event.preventDefault();
        const stops = [this.#search, ...this.#buttons()];
        if (isFirst) stops[1]?.click();
        else stops[Math.min(Math.max(stops.indexOf(document.activeElement) + step, 0), stops.length - 1)].focus();
    }
}

function button(name, label, testid) {
    return element("button", { type: "button", className: "icon-button", "aria-label": label, data: { testid } }, icon(name));
}
