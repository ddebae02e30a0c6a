/// How long a sound lasts, as far as its ends tell.
package enum SoundLength {
    private static let opusRate = 48_000.0
    /// A day; what claims to be longer is broken.
    private static let longest = 86_400.0

    /// In seconds. Only of Ogg Opus, whose last page counts its samples; nil for everything else.
    package static func seconds(_ kind: FileKind, head: [UInt8], tail: [UInt8]) -> Double? {
        guard kind == .oggOpus, head.count >= 40, let page = lastPage(tail) else { return nil }
        let samples = page[6..<14].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let skipped = UInt64(head[38]) | UInt64(head[39]) << 8
        guard samples >= skipped else { return nil }
        let seconds = Double(samples - skipped) / opusRate
        return seconds <= longest ? seconds : nil
    }

    private static func lastPage(_ tail: [UInt8]) -> [UInt8]? {
        guard tail.count >= 27 else { return nil }
        let start = (0...tail.count - 27).last { tail[$0...].starts(with: "OggS\0".utf8) }
        return start.map { Array(tail[$0...]) }
    }
}
