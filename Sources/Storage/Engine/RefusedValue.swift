import GRDB

extension Error {
    /// Whether a database refused a value, and would have taken another one.
    var isAboutValue: Bool {
        switch self as any Error {
        case StorageError.refused(let state, _): ["22", "23", "54"].contains(state.prefix(2))
        case let error as DatabaseError: [.SQLITE_CONSTRAINT, .SQLITE_TOOBIG].contains(error.resultCode)
        default: false
        }
    }
}
