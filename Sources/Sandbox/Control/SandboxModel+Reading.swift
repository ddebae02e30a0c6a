extension SandboxModel {
    /// Applies the members that a body of the control API has; `null` resets one. Throws a `SandboxError` that says
    /// what is wrong.
    mutating func change(_ json: JSON) throws {
        let members = json.object ?? [:]
        var changed = self
        if let delay = members["delay_seconds"] {
            guard let seconds = delay.double, (0...600).contains(seconds) else {
                throw SandboxError.invalid("delay_seconds must be 0 to 600")
            }
            changed.delaySeconds = seconds
        }
        if let text = members["text"] { changed.text = text.string }
        if let transcript = members["transcript"] { changed.transcript = transcript.string }
        if let description = members["description"] { changed.description = description.string }
        if let human = members["human"] { changed.human = human.bool }
        if let trouble = members["trouble"] {
            changed.trouble = trouble.string.flatMap(Trouble.init(rawValue:))
            if trouble != .null, changed.trouble == nil {
                let words = Trouble.allCases.map(\.rawValue).joined(separator: ", ")
                throw SandboxError.invalid("trouble must be null or one of: \(words)")
            }
            changed.count = nil
        }
        if let count = members["count"] { changed.count = count.integer }
        self = changed
    }
}
