import { attentionOf, waitingOf } from "../attention.js";
import { bannerState } from "../banner-state.js";
import { now } from "../clock.js";
import { part, setIcon, setPart, setText } from "../dom.js";
import { initials, patientName, phoneLabel } from "../format.js";
import { windowLabel } from "../service-window.js";

/** Who the patient is, who answers now, and whether somebody is needed. */
export class ChatHead {
    #dialog;

    constructor(dialog, { close, toggle, markDone, more }) {
        this.#dialog = dialog;
        part(dialog, "back").addEventListener("click", close);
        part(dialog, "close").addEventListener("click", close);
        part(dialog, "toggle").addEventListener("click", toggle);
        part(dialog, "done").addEventListener("click", markDone);
        part(dialog, "more").addEventListener("click", more);
    }

    show(patient, { doing, error }) {
        this.#showPerson(patient, error);
        this.#showBanner(patient, doing);
        this.#showToggle(patient, doing);
        this.#showStrip(patient, doing);
    }

    #showPerson(patient, error) {
        const unknown = error ? "No conversation" : "Loading…";
        setText(part(this.#dialog, "name"), patient ? patientName(patient) : unknown);
        setText(part(this.#dialog, "phone"), patient?.name?.trim() ? phoneLabel(patient.phone_number) : "");
        const times = patient ? [waitingOf(patient, now()), windowLabel(patient.window_closes_at, now())] : [];
        setPart(this.#dialog, "waiting", times.filter(Boolean).join(" · "));
        part(this.#dialog, "blocked").hidden = !patient?.is_blocked;
        part(this.#dialog, "no-offers").hidden = !patient?.marketing_opt_out;
        part(this.#dialog, "more").disabled = !patient;
        setText(part(this.#dialog, "initials"), initials(patient?.name));
    }

    #showBanner(patient, doing) {
        const banner = part(this.#dialog, "banner");
        const unknown = { state: "unknown", text: "", detail: "" };
        const { state, text, detail } = patient ? bannerState(patient, doing, now()) : unknown;
        banner.dataset.state = state;
        setText(part(banner, "banner-text"), text);
        setText(part(banner, "banner-detail"), detail);
    }

    #showToggle(patient, doing) {
        const button = part(this.#dialog, "toggle");
        const isPaused = patient?.is_bot_paused ?? false;
        const isBusy = doing === "pause" || doing === "resume";
        button.dataset.state = isPaused ? "paused" : "active";
        button.disabled = !patient || isBusy;
        setIcon(part(button, "toggle-icon"), isPaused ? "play" : "pause");
        setText(part(button, "toggle-text"), isPaused ? "Resume AI" : "Pause AI");
    }

    #showStrip(patient, doing) {
        const strip = part(this.#dialog, "strip");
        strip.hidden = !patient?.needs_human;
        strip.dataset.level = patient ? attentionOf(patient, now()).level : "none";
        part(strip, "done").disabled = doing === "done";
        const reason = patient?.needs_human_reason?.replaceAll("_", " ") ?? "";
        setText(part(strip, "strip-text"), patient?.needs_human_sentence || `Needs human: ${reason}`);
    }
}
