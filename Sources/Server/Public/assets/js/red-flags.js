const NAMES = {
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
    unchecked: "not checked",
};

/** What stands over a message that may tell of an emergency; empty for any other. */
export function redFlagWords(category) {
    return category ? `May be an emergency: ${NAMES[category] ?? category.replaceAll("_", " ")}` : "";
}

/**
 * Who has become urgent since it was last looked, of the patients that are urgent now. `known` are the ids of those that
 * were, or null where nobody has looked yet: then nobody is new.
 */
export function newlyUrgent(known, patients) {
    return known ? patients.filter(({ id }) => !known.has(id)) : [];
}
