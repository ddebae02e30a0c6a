import { icon, setText } from "../dom.js";
import { headerFileOf, labelOf, missingIn, previewOf, refusalOf, textOf, variablesOf } from "../templates.js";
import { element } from "./elements.js";
import { HeaderFile } from "./header-file.js";

/**
 * What a template says, and what is filled in. `send` is called with `{id, variables, text, template, values, file}`, the
 * last as it has been looked at, or null where the template begins with none.
 */
export class TemplateForm {
    #preview = element("div", {
        className: "template-preview", role: "group", tabIndex: 0,
        "aria-label": "What the patient will read", data: { testid: "template-preview" },
    });
    #fields = element("div", { className: "template-fields" });
    #error = element("p", { className: "field-error", role: "alert", data: { testid: "template-error" } });
    #submit = element("button", { type: "submit", className: "button button-primary", data: { testid: "template-send" } },
        icon("send"), "Send");
    root = element("form", { className: "template-form", noValidate: true, hidden: true }, this.#preview, this.#fields,
        element("div", { className: "template-foot" }, this.#error, this.#submit));
    #template = null;
    #values = {};
    /** The field for the file at the top, where there is one. */
    #file = null;

    constructor(send) {
        this.root.addEventListener("submit", (event) => {
            event.preventDefault();
            this.#try(send);
        });
        this.root.addEventListener("input", ({ target }) => {
            setText(this.#error, "");
            if (target.type === "file") return;
            this.#values[target.name] = target.value;
            this.#showError(target.name, "");
            this.#draw();
        });
    }

    show(template, values, file = null) {
        this.#template = template;
        this.#values = { ...values };
        this.#file?.drop();
        this.#file = headerFileOf(template) && new HeaderFile(template, file, () => this.#draw());
        const fields = template.variables.map((variable, index) => this.#field(variable, index));
        this.#fields.replaceChildren(...(this.#file ? [this.#file.root] : []), ...fields);
        setText(this.#error, "");
        this.#draw();
        (this.root.querySelector("input") ?? this.#submit).focus();
    }

    /** Says why the server has refused it, each at its field. */
    refuse(outcome) {
        const { fields, general } = refusalOf(this.#template, this.#values, outcome);
        this.#showErrors(fields);
        setText(this.#error, general);
    }

    #try(send) {
        const template = this.#template;
        const missing = missingIn(template, this.#values);
        this.#showErrors(missing);
        const isFileRight = !this.#file || this.#file.check();
        if (Object.keys(missing).length > 0 || !isFileRight) return;
        const values = { ...this.#values };
        const variables = variablesOf(template, values);
        const file = this.#file?.taken() ?? null;
        send({ id: template.id, variables, text: textOf(template, values), template, values, file });
    }

    #field(variable, index) {
        const [id, errorId] = [`template-field-${index}`, `template-error-${index}`];
        return element("div", { className: "field" },
            element("label", { for: id, textContent: labelOf(variable) }),
            element("input", {
                id, name: variable.name, value: this.#values[variable.name] ?? "", autocomplete: "off", dir: "auto",
                placeholder: variable.example ? `For example ${variable.example}` : "", "aria-describedby": errorId,
            }),
            element("p", { className: "field-error", id: errorId }));
    }

    #showErrors(errors) {
        for (const { name } of this.#template.variables) this.#showError(name, errors[name] ?? "");
        this.root.querySelector("[aria-invalid=true]")?.focus();
    }

    #showError(name, sentence) {
        const input = this.root.elements.namedItem(name);
        if (!input) return;
        input.setAttribute("aria-invalid", String(Boolean(sentence)));
        setText(input.parentElement.querySelector(".field-error"), sentence);
    }

    #draw() {
        const { header, body, footer, buttons } = previewOf(this.#template, this.#values);
        const language = this.#template.language.replace("_", "-");
        const paragraph = (className, pieces) => pieces.length > 0
            ? element("p", { className, dir: "auto", lang: language }, ...pieces.map(pieceNode)) : null;
        const bubble = element("div", { className: "template-bubble" }, this.#file?.preview ?? null,
            paragraph("template-header", header), paragraph("template-body", body),
            paragraph("template-footer", footer ? [{ text: footer, name: null }] : []));
        const rows = buttons.map(({ text, address }) => element("p", { className: "template-button" }, text,
            address.length > 0 ? element("small", {}, ...address.map(pieceNode)) : null));
        this.#preview.replaceChildren(bubble, ...rows);
    }
}

function pieceNode({ text, name, isFilled }) {
    if (name === null) return document.createTextNode(text);
    return element("mark", { className: isFilled ? "is-filled" : "", textContent: text });
}
