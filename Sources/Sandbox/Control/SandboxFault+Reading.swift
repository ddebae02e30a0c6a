extension SandboxFault {
    /// Reads a fault of the control API. Throws a sentence about what is wrong with it.
    init(_ json: JSON) throws {
        let words = Kind.allCases.map(\.rawValue).joined(separator: ", ")
        guard let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)) else {
            throw ControlError.invalid("kind must be one of: \(words)")
        }
        let code = json["code"]?.integer
        if kind == .error, code == nil { throw ControlError.invalid("an error needs a code") }
        let count = json["count"]?.integer ?? 1
        guard (1...1_000_000).contains(count) else { throw ControlError.invalid("count must be 1 or more") }
        let delay = json["delay_seconds"]?.double ?? 0
        guard (0...600).contains(delay) else { throw ControlError.invalid("delay_seconds must be 0 to 600") }
        let httpStatus = json["http_status"]?.integer
        guard httpStatus.map({ (200...599).contains($0) }) ?? true else {
            throw ControlError.invalid("http_status must be 200 to 599")
        }
        self.init(
            kind, count: count, patient: json["patient"]?.string, code: code, httpStatus: httpStatus,
            retryAfter: json["retry_after"]?.integer, delaySeconds: delay)
    }
}
