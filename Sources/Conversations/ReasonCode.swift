/// An error that can be logged without any data: its code is a constant, or a number from the system that raised it.
package protocol CodedError: Error {
    /// Such as `database_refused_23505`.
    var reasonCode: String { get }
}

/// The one place where an error becomes something that a log may hold.
package enum ReasonCode {
    /// The error's own code, or its type where it has none. An error's own description may quote a value of a row.
    package static func of(_ error: any Error) -> String {
        (error as? any CodedError)?.reasonCode ?? "\(type(of: error))"
    }
}
