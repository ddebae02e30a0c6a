// WhatsApp's templates, as values: what a person sees of them, and what is filled in.

const PLACEHOLDER = /\{\{ *(\w{1,60}) *\}\}/g;
const HEADER_FILES = {
    image: {
        label: "Picture at the top", accept: "image/*", missing: "Choose a picture.",
        hint: "A JPEG or PNG picture of up to 5 MB. A larger one is made smaller.",
    },
    video: {
        label: "Video at the top", accept: "video/mp4,video/3gpp,.mp4,.3gp", missing: "Choose a video.",
        hint: "An MP4 or 3GP video of up to 16 MB.",
    },
    document: {
        label: "Document at the top", accept: "application/pdf,.pdf", missing: "Choose a PDF.",
        hint: "A PDF of up to 100 MB.",
    },
};
const NO_OFFERS = "This patient has told WhatsApp that they want no offers.";

/** Why a template cannot be sent to this patient from here, or null. */
export function obstacleOf({ is_sendable: isSendable, why_not: why, category }, patient) {
    if (!isSendable) return why ?? "This template cannot be sent.";
    return category === "MARKETING" && patient?.marketing_opt_out ? NO_OFFERS : null;
}

/** What is said at the file that a template begins with: `{label, accept, hint, missing}`; null where it begins with none. */
export function headerFileOf({ header }) {
    return HEADER_FILES[header?.kind] ?? null;
}

/** Why a file that has been looked at cannot stand at the top of this template; empty where it can. */
export function headerProblem({ header }, { as, mime, problem }) {
    if (problem) return problem;
    const isWanted = as === header.kind && (as !== "document" || mime === "application/pdf");
    return isWanted ? "" : `This template takes another kind of file. ${HEADER_FILES[header.kind].missing}`;
}

/** "English, Utility". */
export function kindWords({ language, category }) {
    return [languageName(language), capitalized(category ?? "")].filter(Boolean).join(" · ");
}

function languageName(code) {
    try {
        return new Intl.DisplayNames(["en"], { type: "language" }).of(code.replace("_", "-"));
    } catch {
        return code;
    }
}

function capitalized(word) {
    return word.charAt(0) + word.slice(1).toLowerCase().replaceAll("_", " ");
}

/** Those that have every word of `search`; what can be sent comes first. */
export function found(templates, search, patient) {
    const words = plain(search).split(/\s+/).filter(Boolean);
    const all = templates.filter((template) => {
        const text = plain(`${template.name} ${template.name.replaceAll("_", " ")} ${kindWords(template)} ${template.body ?? ""}`);
        return words.every((word) => text.includes(word));
    });
    const rank = (template) => (obstacleOf(template, patient) ? 1 : 0);
    return all.sort((one, other) => rank(one) - rank(other));
}

function plain(text) {
    return text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
}

/** What a variable is called at its field. Most templates only number them. */
export function labelOf({ name, place }) {
    const words = /^\d+$/.test(name) ? `Variable ${name}` : name.replaceAll("_", " ").trim() || name;
    return place === "body" ? words : `${words} (${place})`;
}

/**
 * What the patient will read, part by part: `{header, body, footer, buttons}`, the first two and each button as pieces
 * `{text, name}`. `name` is the variable that a piece stands for, null for what is always the same.
 */
export function previewOf(template, values) {
    const of = (place) => template.variables.filter((variable) => variable.place === place);
    const inButtons = of("button");
    return {
        header: piecesOf(template.header?.text ?? "", of("header"), values),
        body: piecesOf(template.body ?? "", of("body"), values),
        footer: template.footer ?? "",
        buttons: template.buttons.map((button) => {
            const takes = button.type === "copy_code" || placeholdersIn(button.url ?? "").length > 0;
            const variable = takes ? inButtons.shift() : null;
            const address = piecesOf(button.url ?? "", variable ? [variable] : [], values);
            return { text: button.text ?? "", address };
        }),
    };
}

/** The text of the message, as its row will have it. */
export function textOf(template, values) {
    const { header, body, footer } = previewOf(template, values);
    const words = (pieces) => pieces.map(({ text }) => text).join("");
    return [words(header), words(body), footer].filter((text) => text.trim()).join("\n\n");
}

// Names are only the server's: the variables of a text stand in the order of its placeholders.
function piecesOf(text, variables, values) {
    const names = placeholdersIn(text);
    const pieces = [];
    let end = 0;
    for (const match of text.matchAll(PLACEHOLDER)) {
        const variable = variables[names.indexOf(canonical(match[1]))];
        pieces.push({ text: text.slice(end, match.index), name: null });
        const value = oneLine(values[variable?.name] ?? "");
        pieces.push({ text: value || match[0], name: variable?.name ?? null, isFilled: Boolean(value) });
        end = match.index + match[0].length;
    }
    return [...pieces, { text: text.slice(end), name: null }].filter((piece) => piece.text);
}

function placeholdersIn(text) {
    const names = [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => canonical(name)))];
    const isNumbered = names.every((name) => /^\d+$/.test(name));
    return isNumbered ? names.sort((one, other) => one - other) : names;
}

function canonical(name) {
    return /^\d+$/.test(name) ? String(Number(name)) : name;
}

/** White space in a value is collapsed: WhatsApp takes no line breaks in it. */
export function oneLine(text) {
    return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

/** The values as they are sent. */
export function variablesOf(template, values) {
    return Object.fromEntries(template.variables.map(({ name }) => [name, oneLine(values[name] ?? "")]));
}

/** What is to be mended before it is sent, from name to sentence. */
export function missingIn(template, values) {
    const empty = template.variables.filter(({ name }) => !oneLine(values[name] ?? ""));
    return Object.fromEntries(empty.map(({ name }) => [name, "Fill this in."]));
}

/** What the server has against a filled template: `{fields, general}`, from name to sentence, and what is about no field. */
export function refusalOf(template, values, { code, message }) {
    if (code !== "variables_do_not_fit") return { fields: {}, general: message };
    const named = [...message.matchAll(/"([^"]*)"/g)].map(([, name]) => name);
    const known = template.variables.map(({ name }) => name).filter((name) => named.includes(name.slice(0, 60)));
    const sentence = (name) => (oneLine(values[name] ?? "") ? "Too long for WhatsApp. Make it shorter." : "Fill this in.");
    const fields = Object.fromEntries(known.map((name) => [name, sentence(name)]));
    return { fields, general: known.length > 0 ? "" : `${message} Fetch the templates anew: this one may have changed.` };
}
