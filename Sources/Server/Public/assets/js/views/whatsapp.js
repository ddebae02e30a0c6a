import { now } from "../clock.js";
import { icon, setText } from "../dom.js";
import { clockTime, dayLabel, fullTime } from "../format.js";
import { changesToAccount, checkLabel } from "../whatsapp-form.js";
import { element } from "./elements.js";

const COPIED_MS = 2_000;
const TIME = /\b\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const NO_ADDRESS = "Not known: the server's PUBLIC_URL is not set.";

/** The clinic's account with WhatsApp: what it is, changing it, and whether it works. `saved()` is called after a change. */
export class WhatsAppView {
    #api;
    #saved;
    #account = null;
    #state = element("p", { className: "settings-state", role: "status" });
    #blocked = element("p", { className: "whatsapp-blocked", role: "alert", hidden: true, data: { testid: "whatsapp-blocked" } });
    #number = field("phone_number_id", "Phone number id", { inputMode: "numeric" });
    #accountId = field("account_id", "WhatsApp Business account id", { inputMode: "numeric" });
    #token = field("access_token", "Access token", { type: "password" });
    #callback = copyField("callback", "Callback URL");
    #verify = copyField("verify", "Verify token");
    #last = element("p", { className: "field-hint", data: { testid: "whatsapp-last" } });
    #save = element("button", {
        type: "submit", className: "button button-primary", textContent: "Save", data: { testid: "whatsapp-save" },
    });
    #error = element("p", { className: "field-error", role: "alert", id: "whatsapp-error", data: { testid: "whatsapp-error" } });
    #check = element("button", {
        type: "button", className: "button", textContent: "Check the connection", data: { testid: "whatsapp-check" },
    });
    #checked = element("p", { className: "settings-state", role: "status", data: { testid: "whatsapp-checked" } });
    #checks = element("ul", { className: "whatsapp-checks" });
    root = element("form", {
        className: "settings-form", noValidate: true, "aria-labelledby": "whatsapp-title", data: { testid: "whatsapp-form" },
    },
    element("h2", { id: "whatsapp-title", textContent: "WhatsApp" }), this.#state, this.#blocked,
    this.#number.root, this.#accountId.root, this.#token.root,
    element("div", { className: "settings-actions" }, this.#save, this.#error),
    this.#callback.root, this.#verify.root,
    element("p", { className: "field-hint", textContent: "Enter these two in Meta's app settings under WhatsApp, Configuration, Webhook." }),
    this.#last, element("div", { className: "settings-actions" }, this.#check, this.#checked), this.#checks);

    constructor(api, saved) {
        this.#api = api;
        this.#saved = saved;
        this.root.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#change();
        });
        this.root.addEventListener("input", () => setText(this.#error, ""));
        this.#check.addEventListener("click", () => this.#runChecks());
    }

    async read() {
        setText(this.#state, this.#account ? "" : "Loading…");
        const outcome = await this.#api.whatsApp();
        setText(this.#state, outcome.kind === "ok" ? "" : outcome.message);
        if (outcome.kind === "ok") this.#show(outcome.data.whatsapp);
    }

    #show(account) {
        // What is typed and not saved stays.
        const typed = this.#account ? changesToAccount(this.#fields(), this.#account) : {};
        this.#account = account;
        this.#number.input.value = typed.phone_number_id ?? account.phone_number_id ?? "";
        this.#accountId.input.value = typed.account_id ?? account.account_id ?? "";
        setText(this.#accountId.hint, "Learned from what WhatsApp delivers, where it is not entered here.");
        setText(this.#token.hint, account.has_access_token
            ? "A token is set. It is never shown; enter another one to replace it."
            : "No token is set.");
        this.#token.input.placeholder = account.has_access_token ? "Replace the token" : "";
        this.#callback.show(account.callback_url, NO_ADDRESS);
        this.#verify.show(account.verify_token, "");
        const last = account.last_webhook_at;
        setText(this.#last, last ? `Last heard from WhatsApp: ${momentWords(last)}` : "Nothing has come from WhatsApp yet.");
        this.#showBlocked(account);
    }

    #showBlocked({ sending_blocked_at: at, sending_blocked_reason: reason }) {
        this.#blocked.hidden = !at;
        const since = at ? `WhatsApp lets the clinic send nothing since ${momentWords(at)}.` : "";
        setText(this.#blocked, [since, reason].filter(Boolean).join(" "));
    }

    async #change() {
        if (!this.#account) return;
        const changes = changesToAccount(this.#fields(), this.#account);
        setText(this.#error, "");
        if (Object.keys(changes).length === 0) return setText(this.#error, "Nothing has been changed.");
        this.#save.disabled = true;
        setText(this.#save, "Asking WhatsApp…");
        const outcome = await this.#api.changeWhatsApp(changes);
        this.#save.disabled = false;
        setText(this.#save, "Save");
        this.#save.focus();
        if (outcome.kind !== "ok") return setText(this.#error, refusalWords(outcome));
        this.#account = null;
        this.#token.input.value = "";
        this.#show(outcome.data.whatsapp);
        this.#saved();
    }

    async #runChecks() {
        this.#check.disabled = true;
        setText(this.#checked, "Asking WhatsApp…");
        const outcome = await this.#api.checkWhatsApp();
        this.#check.disabled = false;
        this.#check.focus();
        if (outcome.kind !== "ok") return setText(this.#checked, outcome.message);
        const { checks } = outcome.data;
        const wrong = checks.filter(({ ok }) => !ok).length;
        setText(this.#checked, wrong === 0 ? "Everything is right." : `${wrong} of ${checks.length} need attention.`);
        this.#checks.replaceChildren(...checks.map(checkItem));
    }

    #fields() {
        return {
            phone_number_id: this.#number.input.value, account_id: this.#accountId.input.value, access_token: this.#token.input.value,
        };
    }
}

function refusalWords({ code, message }) {
    return code === "not_confirmed" ? `Nothing was saved, because WhatsApp did not confirm it. ${message}` : message;
}

function momentWords(at) {
    return `${dayLabel(at, now())}, ${clockTime(at)}`;
}

function field(name, label, properties) {
    const [id, hintId] = [`whatsapp-${name}`, `whatsapp-${name}-hint`];
    const input = element("input", {
        id, name, autocomplete: "off", spellcheck: false, maxLength: 1_000, "aria-describedby": `${hintId} whatsapp-error`, ...properties,
    });
    const hint = element("p", { className: "field-hint", id: hintId });
    return { input, hint, root: element("div", { className: "field" }, element("label", { for: id, textContent: label }), input, hint) };
}

/** A value to be copied into Meta's settings. */
function copyField(name, label) {
    const id = `whatsapp-${name}`;
    const input = element("input", { id, readOnly: true, data: { testid: id } });
    const hint = element("p", { className: "field-hint" });
    const copy = element("button", { type: "button", className: "button", textContent: "Copy", "aria-label": `Copy the ${label}` });
    const said = element("span", { className: "visually-hidden", role: "status" });
    copy.addEventListener("click", async () => {
        input.select();
        // Where the browser does not let the page copy, it is selected.
        const isCopied = await navigator.clipboard?.writeText(input.value).then(() => true, () => false);
        setText(copy, isCopied ? "Copied" : "Selected");
        setText(said, isCopied ? `${label}: copied` : `${label}: selected`);
        setTimeout(() => setText(copy, "Copy"), COPIED_MS);
    });
    const row = element("div", { className: "whatsapp-copy" }, input, copy, said);
    const root = element("div", { className: "field" }, element("label", { for: id, textContent: label }), row, hint);
    const show = (value, missing) => {
        input.value = value ?? "";
        row.hidden = !value;
        setText(hint, value ? "" : missing);
    };
    return { root, show };
}

function checkItem({ name, ok, sentence }) {
    return element("li", { className: ok ? "is-right" : "is-wrong", data: { testid: "whatsapp-check-item" } },
        icon(ok ? "check-circle" : "alert"),
        element("p", {}, element("strong", { textContent: `${checkLabel(name)}: ${ok ? "right" : "not right"}. ` }),
            sentence.replace(TIME, fullTime)));
}
