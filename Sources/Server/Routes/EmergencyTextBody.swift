import Conversations
import HTTPTypes
import JSON

/// The emergency texts of a clinic as the API shows them: what patients read, in its own words or the shipped ones.
struct EmergencyTextBody: Encodable {
    private let texts: [String: [String: String]]

    init(_ texts: EmergencyTexts) {
        self.texts = Emergency.allCases.reduce(into: [:]) { all, emergency in
            for form in TextForm.allCases {
                all[emergency.rawValue, default: [:]][form.rawValue] = texts[emergency, form]
            }
        }
    }

    func encode(to encoder: any Encoder) throws { try texts.encode(to: encoder) }
}

extension EmergencyTexts {
    /// The texts of a body. One that is not there, or null, is the shipped one. Throws 422 that says which is wrong.
    init(_ value: JSONElement, named name: String) throws(APIError) {
        self.init()
        guard let kinds = value.members else {
            throw APIError.outOfRange(name, "an object with the members general and self_harm")
        }
        for (kind, texts) in kinds.sorted(by: { $0.key < $1.key }) {
            guard let emergency = Emergency(rawValue: kind), let forms = texts.members else {
                throw APIError.outOfRange(
                    name, "an object with the members general and self_harm, each an object of texts")
            }
            for (form, text) in forms.sorted(by: { $0.key < $1.key }) {
                try set(text, emergency, form, named: name)
            }
        }
    }

    private mutating func set(
        _ value: JSONElement, _ emergency: Emergency, _ word: String, named name: String
    ) throws(APIError) {
        let place = "\(name).\(emergency.rawValue).\(word.prefix(20))"
        guard let form = TextForm(rawValue: word) else {
            let known = TextForm.allCases.map(\.rawValue).joined(separator: ", ")
            throw APIError.outOfRange(place, "a text in one of the languages \(known)")
        }
        if value.kind == .null { return }
        guard let text = value.string else { throw APIError.outOfRange(place, "a text, or null for the shipped one") }
        // The shipped words are not kept as the clinic's own: they may get better.
        if text == EmergencyTexts()[emergency, form] { return }
        guard set(text, emergency, form) else {
            let numbers = emergency.numbers.joined(separator: " and ")
            throw APIError.outOfRange(
                place, "a text of at most \(MessageText.limit) characters that names \(numbers) as a number of its own")
        }
    }
}
