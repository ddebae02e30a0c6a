/// The webhook did not answer 200.
package struct SandboxRefusal: Error, Equatable {
    /// Nil when no answer came.
    package let webhookStatus: Int?
    package let details: String
}
