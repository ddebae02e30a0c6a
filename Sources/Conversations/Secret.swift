/// A value that must not be printed: an access token, a key, a password.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The value itself, for the one place that hands it to the other side.
    package let exposed: String

    package init(_ value: String) { exposed = value }

    package var description: String { "[REDACTED]" }
    package var debugDescription: String { "[REDACTED]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
