// What a patient reads who writes of an emergency, between the server and a form, as values. A text has a key as in
// "general.hi_Latn".

export const FORMS = {
    en: "English", hi: "Hindi", mr: "Marathi", hi_Latn: "Hindi in Latin letters", mr_Latn: "Marathi in Latin letters",
};
export const KINDS = {
    general: {
        title: "To a patient who may be in danger",
        rule: "Each text has to name 108 (ambulance) as a number of its own, in Latin or Devanagari digits: 108 or १०८.",
    },
    self_harm: {
        title: "To a patient who writes of suicide or self-harm",
        rule: "Each text has to name 14416 (Tele MANAS) and 108, each as a number of its own: 14416 or १४४१६, 108 or १०८.",
    },
};
const KEYS = Object.keys(KINDS).flatMap((kind) => Object.keys(FORMS).map((form) => `${kind}.${form}`));
const PLACE = /^"emergency_text\.([a-z_]+\.\w+)" must be /;

/** The texts by their keys, of `{emergency_text}`. */
export function textsOf(settings) {
    return Object.fromEntries(KEYS.map((key) => {
        const [kind, form] = key.split(".");
        return [key, settings?.emergency_text?.[kind]?.[form] ?? ""];
    }));
}

/** What the fields show once the clinic was read anew: what was typed and not saved stays. */
export function keptTexts(typed, before, now) {
    return Object.fromEntries(KEYS.map((key) => [key, typed[key] === before[key] ? now[key] : typed[key]]));
}

/** As the server takes it, all texts at once. A shipped one is not the clinic's own. */
export function emergencyText(texts, shipped) {
    const all = { general: {}, self_harm: {} };
    for (const key of KEYS) {
        const [kind, form] = key.split(".");
        all[kind][form] = texts[key] === shipped[key] ? null : texts[key];
    }
    return all;
}

/** Which text a refusal is about, or null. */
export function textIn(sentence) {
    const key = PLACE.exec(sentence)?.[1];
    return KEYS.includes(key) ? key : null;
}
