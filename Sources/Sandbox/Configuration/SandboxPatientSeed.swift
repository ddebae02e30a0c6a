/// A patient who exists from the start, so that seeded conversations can be continued.
package struct SandboxPatientSeed: Sendable {
    package let name: String
    /// With or without `+`; nil for a person known by user name only.
    package let phone: String?
    /// Whether the patient counts as having just written to every clinic (the 24-hour window is open).
    package let windowOpen: Bool

    package init(name: String, phone: String?, windowOpen: Bool = true) {
        self.name = name
        self.phone = phone
        self.windowOpen = windowOpen
    }
}
