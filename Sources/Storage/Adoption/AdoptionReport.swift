/// What an adoption did and what it could not decide. It names rows by their ids and never a person.
package struct AdoptionReport: Sendable, Hashable {
    /// How many ids of a kind are listed; the count is always complete.
    static let listed = 50

    package private(set) var lines: [String] = []

    mutating func note(_ line: String) { lines.append(line) }

    /// Says something about rows, unless there are none.
    mutating func note(_ count: Int64, _ sentence: String, ids: [String] = []) {
        guard count > 0 else { return }
        lines.append("\(count) \(sentence)")
        for id in ids.prefix(Self.listed) { lines.append("    \(id)") }
        if count > Self.listed && !ids.isEmpty { lines.append("    … and \(count - Int64(Self.listed)) more") }
    }
}

/// Why a database cannot be adopted, in words for the operator.
package enum AdoptionTrouble: Error, Hashable, CustomStringConvertible {
    case notPostgreSQL, nothingToAdopt, adoptedAlready, halfDone, inUse
    case lost(String)

    package var description: String {
        switch self {
        case .notPostgreSQL: "--adopt needs DATABASE_URL to be the PostgreSQL database of the replaced system"
        case .nothingToAdopt: "there are no tables doctors, patients and messages to adopt; use migrate without --adopt"
        case .adoptedAlready: "this database is ours already; nothing was changed"
        case .halfDone:
            "there is a schema \"adopted\" from an earlier attempt, but the tables are not ours; restore a copy and start again"
        case .inUse: "somebody is using the tables, and nothing was changed; stop the old server and try again"
        case .lost(let what): "nothing was changed, since rows would have been lost: \(what)"
        }
    }
}
