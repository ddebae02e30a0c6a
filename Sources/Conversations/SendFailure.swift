/// Why a message will not arrive.
package struct SendFailure: Hashable, Sendable {
    /// Who decided that it failed.
    package enum Origin: Hashable, Sendable {
        /// This program: it could not or would not hand the message over, or WhatsApp never confirmed it.
        case ours
        /// Meta, with its error code where it gave one.
        case meta(code: Int64?)
    }

    package let origin: Origin
    /// A sentence that a doctor understands and can act on.
    package let sentence: String
    /// Whether sending the same message again can help.
    package let canRetry: Bool

    package init(_ origin: Origin, sentence: String, canRetry: Bool) {
        self.origin = origin
        self.sentence = sentence
        self.canRetry = canRetry
    }

    /// Meta's error code; nil where Meta gave none or had no part in it.
    package var metaCode: Int64? {
        switch origin {
        case .ours: nil
        case .meta(let code): code
        }
    }

    /// Meta's code for a file that it cannot use.
    package static let unusableFile: Int64 = 131_053

    /// No answer, no status: the message may have arrived all the same.
    package static let unconfirmed = SendFailure(
        .ours,
        sentence: """
            WhatsApp never confirmed this message. It may have arrived all the same; ask before sending it again.
            """,
        canRetry: true)
}
