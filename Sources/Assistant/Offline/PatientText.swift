import Conversations

/// What the patient wrote since the last answer; captions are words like any others.
struct PatientText {
    /// Sentences, in order.
    let parts: [String]
    let joined: String

    init(_ burst: [Turn]) {
        let texts = burst.map(\.text).filter { !$0.isBlank }
        joined = texts.joined(separator: "\n")
        parts = texts.flatMap { text in
            text.split { "?!।\n؟".contains($0) || $0 == "." }.map(String.init).filter { !$0.isBlank }
        }
    }
}
