/// What is wrong with a text that should be JSON.
package enum JSONFault: Error, Hashable {
    case empty, notUTF8, endsEarly, tooDeep
    /// More than 4 GiB.
    case tooLong
    /// An escape such as `\ud83d` without its other half.
    case halfCharacter
    /// The first byte that cannot stand where it does, counted from 0.
    case unexpected(at: Int)
}

/// How much of a text may be broken. Its structure may not, in either manner.
package enum JSONManner: Sendable {
    /// RFC 8259: UTF-8 throughout, and no half of a surrogate pair.
    case strict
    /// What isn't UTF-8 and half of a surrogate pair become U+FFFD when they are read: a name that was cut inside an emoji
    /// loses nothing but itself.
    case lenient
}
