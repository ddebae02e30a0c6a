/** The kinds of emergency that a clinic can add words to. */
export const CATEGORIES = {
    heart: "chest pain or heart",
    breathing: "breathing",
    stroke: "stroke",
    unconscious: "unconscious or fits",
    bleeding: "bleeding",
    injury: "injury or burn",
    poisoning: "poisoning or bite",
    self_harm: "suicide or self-harm",
    pregnancy: "pregnancy",
    child: "infant or child",
    allergy: "allergy",
    abdomen: "sudden belly pain",
    sugar_pressure: "sugar or blood pressure",
    sight: "sudden loss of sight",
};
const UNCHECKED = "not checked";

/** A kind of emergency in words. */
export function categoryName(category) {
    return category === "unchecked" ? UNCHECKED : CATEGORIES[category] ?? category.replaceAll("_", " ");
}

/** What stands over a message that may tell of an emergency; empty for any other. */
export function redFlagWords(category) {
    return category ? `May be an emergency: ${categoryName(category)}` : "";
}

/** The newest message of each urgent patient that is flagged, as far as the list tells it, by the patient's id. */
export function newestFlags(patients, known = new Map()) {
    return new Map(patients.map(({ id, last_incoming_message: message }) => {
        const seq = message?.red_flag ? message.seq : 0;
        return [id, Math.max(seq, known.get(id) ?? 0)];
    }));
}

/**
 * Who has written of an emergency since it was last looked, of the patients that are urgent now: those who were not urgent,
 * and those with another flagged message. `known` is what `newestFlags` said then, or null where nobody has looked yet:
 * then nobody is new.
 */
export function newlyUrgent(known, patients) {
    if (!known) return [];
    const flags = newestFlags(patients);
    return patients.filter(({ id }) => !known.has(id) || flags.get(id) > known.get(id));
}
