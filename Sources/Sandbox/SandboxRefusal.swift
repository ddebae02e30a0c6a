/// The webhook did not answer 200.
package struct SandboxRefusal: Error, Equatable {
    /// Nil if no answer came.
    package let webhookStatus: Int?
    package let details: String
}
