import Conversations

/// What goes wrong in storage.
package enum StorageError: Error, Hashable, CustomStringConvertible {
    case noSuchColumn(String)
    case unreadable(String)
    case databaseInUse(String)
    case cannotOpen(String)
    /// There is no database yet at this path, or none of ours on this server (nil).
    case noDatabase(String?)
    /// The schema is older than this program, which is not to change it now.
    case olderSchema
    /// The key is not the one that the database was sealed with.
    case wrongKey
    /// The schema needs a newer program than this one; both numbers are schema numbers.
    case newerSchema(needs: Int64, known: Int64)
    case sealBroken
    /// The database could not be reached in time. Nothing was done.
    case unavailable(String)
    /// The connection broke while the transaction was being committed: it may have taken effect or not.
    case outcomeUnknown
    /// The server refused a statement. `message` is the server's, which may quote a value: it is not for logs.
    case refused(sqlState: String, message: String)

    package var description: String {
        switch self {
        case .noSuchColumn(let name): "the statement has no column \(name)"
        case .unreadable(let name): "the column \(name) has an unexpected value"
        case .databaseInUse(let path): "another shubhstra serve is using \(path)"
        case .noDatabase(let path):
            "there is no database \(path.map { "at \($0)" } ?? "of shubhstra here") yet: make it with shubhstra migrate"
        case .olderSchema: "the database is older than this program: bring it up to date with shubhstra migrate"
        case .wrongKey: "SECRET_KEY is not the key that this database was sealed with"
        case .cannotOpen(let reason): "the database cannot be opened: \(reason)"
        case .newerSchema(let needs, let known):
            "the database needs a newer version of shubhstra: its schema needs a program that knows schema \(needs), "
                + "and this one knows \(known)"
        case .sealBroken: "a sealed value cannot be opened: SECRET_KEY is not the one it was sealed with"
        case .unavailable(let reason): "the database cannot be reached: \(reason)"
        case .outcomeUnknown: "the connection to the database broke before it confirmed"
        case .refused(let state, let message):
            // Classes whose messages name parts of the schema and never a value of a row.
            ["28", "3D", "42", "53", "P0"].contains(state.prefix(2))
                ? "the database refused: \(message) (\(state))" : "the database refused a statement (\(state))"
        }
    }
}

extension StorageError {
    /// What has nothing to do with the data: the same transaction may well succeed the next time.
    package var isPassing: Bool {
        switch self {
        case .unavailable, .outcomeUnknown: true
        case .refused(let state, _): ["40001", "40P01", "57014", "55P03"].contains(state)
        default: false
        }
    }
}

extension StorageError: CodedError {
    package var reasonCode: String {
        switch self {
        case .noSuchColumn: "database_no_such_column"
        case .unreadable: "database_value_unreadable"
        case .databaseInUse: "database_in_use"
        case .cannotOpen: "database_cannot_open"
        case .noDatabase: "database_missing"
        case .olderSchema: "database_schema_older"
        case .wrongKey: "wrong_key"
        case .newerSchema: "database_schema_newer"
        case .sealBroken: "seal_broken"
        case .unavailable: "database_unavailable"
        case .outcomeUnknown: "database_outcome_unknown"
        case .refused(let state, _): "database_refused_\(state)"
        }
    }
}
