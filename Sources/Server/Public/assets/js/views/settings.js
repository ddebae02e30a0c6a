import { NOT_LOADED } from "../api.js";
import { changesIn, fieldError, fieldsOf, memberIn, MEMBERS } from "../clinic-form.js";
import { cloneTemplate, loadStyles, part, setText } from "../dom.js";

const STYLES = ["hours", "emergency", "whatsapp"].map((name) => new URL(`../../css/${name}.css`, import.meta.url).href);

/** The clinic's settings. `known(clinic)` is called with what the server has, `saved()` after a change, `undoable(sentence, run)` after one that can be taken back. */
export class SettingsView {
    #root = document.getElementById("settings");
    #form = cloneTemplate("settings-template");
    #api;
    #known;
    #saved;
    #undoable;
    #clinic = null;
    #shipped = null;
    #cards = null;
    #mayChange = true;

    constructor(api, { known, saved, undoable }) {
        this.#api = api;
        this.#known = known;
        this.#saved = saved;
        this.#undoable = undoable;
        this.#root.append(this.#form);
        // Browsers still list India's zone under its former name only.
        const zones = new Set(["Asia/Kolkata", ...(Intl.supportedValuesOf?.("timeZone") ?? [])]);
        part(this.#form, "zones").append(...[...zones].map((zone) => new Option(zone)));
        this.#form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#save();
        });
        this.#form.addEventListener("input", (event) => this.#showError(event.target.name, ""));
    }

    /** A doctor decides about the clinic; a receptionist reads what is decided. */
    setRole(role) {
        this.#mayChange = role !== "receptionist";
        for (const member of MEMBERS) {
            const field = this.#field(member);
            field[["checkbox", "select-one"].includes(field.type) ? "disabled" : "readOnly"] = !this.#mayChange;
        }
        part(this.#form, "actions").hidden = !this.#mayChange;
        part(this.#form, "doctor-only").hidden = this.#mayChange;
    }

    async read() {
        this.#say(this.#clinic ? "" : "Loading…");
        const outcome = await this.#api.clinic();
        this.#say(outcome.kind === "ok" ? "" : outcome.message);
        if (outcome.kind === "ok") this.#shipped = outcome.data.shipped;
        if (outcome.kind === "ok") this.#show(outcome.data.clinic, this.#typed());
        if (outcome.kind === "ok" && !this.#root.hidden) await this.#readCards();
    }

    // Few look at them, so they are loaded for those who do.
    async #readCards() {
        this.#cards ??= this.#loadCards();
        const cards = await this.#cards.catch(() => null);
        if (!cards) this.#say(NOT_LOADED);
        if (!cards) this.#cards = null;
        await Promise.all((cards ?? []).map((card) => card.read(this.#clinic, this.#shipped)));
    }

    async #loadCards() {
        const modules = [import("./settings-cards.js"), import("./jumps.js")];
        const [{ makeCards }, { jumps }] = await Promise.all([...modules, ...STYLES.map(loadStyles)]);
        const cards = makeCards(this.#api, { saved: this.#saved, undoable: this.#undoable, mayChange: this.#mayChange });
        const roots = cards.map(({ root }) => root);
        this.#root.prepend(jumps([this.#form, ...roots]));
        this.#root.append(...roots);
        return cards;
    }

    // What is typed and not saved stays.
    #typed() {
        const fields = this.#fields();
        const changed = this.#clinic ? Object.keys(changesIn(fields, this.#clinic)) : [];
        return Object.fromEntries(changed.map((member) => [member, fields[member]]));
    }

    #show(clinic, typed = {}) {
        this.#clinic = clinic;
        const fields = { ...fieldsOf(clinic), ...typed };
        for (const member of MEMBERS) {
            const field = this.#field(member);
            if (field.type === "checkbox") field.checked = fields[member] === "true";
            // Writing the same text again would move the cursor.
            else if (field.value !== fields[member]) field.value = fields[member];
        }
        this.#known(clinic);
    }

    async #save() {
        if (!this.#clinic || !this.#mayChange) return;
        this.#clearErrors();
        const save = part(this.#form, "save");
        save.disabled = true;
        const outcome = await this.#api.changeClinic(changesIn(this.#fields(), this.#clinic));
        save.disabled = false;
        if (outcome.kind !== "ok") return this.#refused(outcome.message);
        this.#show(outcome.data.clinic);
        this.#saved();
        save.focus();
    }

    #refused(sentence) {
        const member = memberIn(sentence);
        if (!member) return this.#showError("", sentence);
        this.#showError(member, fieldError(sentence));
        this.#field(member).focus();
    }

    #clearErrors() {
        for (const member of [...MEMBERS, ""]) this.#showError(member, "");
    }

    #showError(member, text) {
        const place = part(this.#form, member ? `error-${member}` : "error");
        if (place) setText(place, text);
        if (member) this.#field(member).setAttribute("aria-invalid", String(Boolean(text)));
    }

    #field(member) {
        return this.#form.elements.namedItem(member);
    }

    #fields() {
        return Object.fromEntries(MEMBERS.map((member) => [member, valueOf(this.#field(member))]));
    }

    #say(text) {
        setText(part(this.#form, "state"), text);
    }
}

function valueOf(field) {
    return field.type === "checkbox" ? String(field.checked) : field.value;
}
