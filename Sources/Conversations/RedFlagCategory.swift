/// The emergencies that the red-flag gate tells apart.
package enum RedFlagCategory: String, CaseIterable, Sendable {
    case heart, breathing, stroke, unconscious, bleeding, injury, poisoning
    case selfHarm = "self_harm"
    case pregnancy, child, allergy, abdomen
    case sugarPressure = "sugar_pressure"
    case sight
}
