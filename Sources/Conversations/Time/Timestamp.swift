package import FoundationEssentials

/// A moment with millisecond precision, written `2026-11-22T10:15:00.000Z` everywhere: in the API, in SQLite
/// (where text order is then time order) and in logs.
package struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package init(_ date: Date) { self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded())) }

    /// Seconds since 1970, as Meta writes them. Values outside the years 1970…9999 are refused.
    package init?(unixSeconds: Int64) {
        guard (0...253_402_300_799).contains(unixSeconds) else { return nil }
        self.init(milliseconds: unixSeconds * 1000)
    }

    /// Reads RFC 3339 in UTC, as `description` writes it, with up to nine fraction digits or none.
    package init?(_ text: String) {
        var text = text
        guard let time = text.withUTF8({ Timestamp(text: $0) }) else { return nil }
        self = time
    }

    /// The same from bytes.
    package init?(text: UnsafeBufferPointer<UInt8>) {
        guard let milliseconds = CivilTime.milliseconds(of: text) else { return nil }
        self.init(milliseconds: milliseconds)
    }

    /// How many bytes `writeText` writes.
    package static let textLength = CivilTime.textLength

    /// Writes what `description` says, `textLength` bytes.
    package func writeText(to target: UnsafeMutablePointer<UInt8>) {
        CivilTime.write(milliseconds: milliseconds, to: target)
    }

    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    package var description: String {
        String(unsafeUninitializedCapacity: Self.textLength) { target in
            writeText(to: target.baseAddress!)
            return Self.textLength
        }
    }

    package func adding(_ duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        return Timestamp(milliseconds: milliseconds + seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    /// How long from `earlier` to this moment; negative when this moment comes first.
    package func since(_ earlier: Timestamp) -> Duration { .milliseconds(milliseconds - earlier.milliseconds) }

    /// When a message was sent. What cannot be (before there was WhatsApp, after the message arrived) and what is not
    /// said means the arrival.
    package static func sent(_ time: Timestamp?, arrivedAt arrival: Timestamp) -> Timestamp {
        guard let time, (whatsAppBegan...max(whatsAppBegan, arrival)).contains(time) else { return arrival }
        return time
    }

    /// 2009-01-01T00:00:00Z.
    private static let whatsAppBegan = Timestamp(milliseconds: 1_230_768_000_000)

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}

extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Timestamp(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not RFC 3339"))
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
