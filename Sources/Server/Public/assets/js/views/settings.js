import { NOT_LOADED } from "../api.js";
import { changesIn, fieldError, fieldsOf, memberIn, MEMBERS } from "../clinic-form.js";
import { cloneTemplate, loadStyles, part, setText } from "../dom.js";

const WHATSAPP_STYLES = new URL("../../css/whatsapp.css", import.meta.url).href;
const HOURS_STYLES = new URL("../../css/hours.css", import.meta.url).href;

/** The clinic's settings. `known(clinic)` is called with what the server has, `saved()` after a change. */
export class SettingsView {
    #root = document.getElementById("settings");
    #form = cloneTemplate("settings-template");
    #api;
    #known;
    #saved;
    #clinic = null;
    #whatsApp = null;
    #mayChange = true;

    constructor(api, { known, saved }) {
        this.#api = api;
        this.#known = known;
        this.#saved = saved;
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
        if (outcome.kind === "ok") this.#show(outcome.data.clinic, this.#typed());
        if (outcome.kind === "ok" && !this.#root.hidden) await this.#readWhatsApp();
    }

    // Few look at it, so it is loaded for those who do.
    async #readWhatsApp() {
        this.#whatsApp ??= this.#loadWhatsApp();
        const views = await this.#whatsApp.catch(() => null);
        if (!views) this.#say(NOT_LOADED);
        if (!views) this.#whatsApp = null;
        await Promise.all((views ?? []).map((view) => view.read(this.#clinic)));
    }

    async #loadWhatsApp() {
        const modules = [import("./hours.js"), import("./whatsapp.js"), import("./costs.js"), import("./models.js")];
        const styles = [loadStyles(HOURS_STYLES), loadStyles(WHATSAPP_STYLES)];
        const [{ HoursView }, { WhatsAppView }, { CostsView }, { ModelsView }] = await Promise.all([...modules, ...styles]);
        const account = this.#mayChange ? [new WhatsAppView(this.#api, this.#saved)] : [];
        const hours = new HoursView(this.#api, this.#saved, this.#mayChange);
        const models = new ModelsView(this.#api, this.#saved, this.#mayChange);
        const views = [hours, ...account, models, new CostsView(this.#api)];
        this.#root.append(...views.map(({ root }) => root));
        return views;
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
