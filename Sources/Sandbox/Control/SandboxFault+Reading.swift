extension SandboxFault {
    /// Reads a fault from a body of the control API. Throws a `SandboxError` that says what is wrong with it.
    init(_ json: JSON) throws {
        let words = Kind.allCases.map(\.rawValue).joined(separator: ", ")
        guard let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)) else {
            throw SandboxError.invalid("kind must be one of: \(words)")
        }
        let code = json["code"]?.integer
        if [.error, .mediaError, .uploadError].contains(kind), code == nil {
            throw SandboxError.invalid("an error needs a code")
        }
        let count = json["count"]?.integer ?? 1
        guard (1...1_000_000).contains(count) else { throw SandboxError.invalid("count must be 1 or more") }
        let delay = json["delay_seconds"]?.double ?? 0
        guard (0...600).contains(delay) else { throw SandboxError.invalid("delay_seconds must be 0 to 600") }
        let httpStatus = json["http_status"]?.integer
        guard httpStatus.map({ (200...599).contains($0) }) ?? true else {
            throw SandboxError.invalid("http_status must be 200 to 599")
        }
        self.init(
            kind, count: count, patient: json["patient"]?.string, code: code, httpStatus: httpStatus,
            retryAfter: json["retry_after"]?.integer, delaySeconds: delay)
    }
}
