/// What was waited for did not come.
package struct NeverHappened: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
}

/// Looks again and again until `look` finds something; a bound of `seconds` turns a hang into an error.
@discardableResult
package func eventually<Found>(
    _ what: String, within seconds: Double = 15, _ look: () async throws -> Found?
) async throws -> Found {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
        if let found = try await look() { return found }
        guard ContinuousClock.now < end else { throw NeverHappened(description: "not within \(seconds) s: \(what)") }
        try await Task.sleep(for: .milliseconds(15))
    }
}
