/// Calendar arithmetic in whole milliseconds. Foundation's formatter counts in floating point and truncates, so that
/// every third millisecond would be written as the one before.
enum CivilTime {
    static let dayLength: Int64 = 86_400_000

    /// How many bytes the text has.
    static let textLength = 24

    /// Writes the text, `textLength` bytes such as `2026-11-22T10:15:00.000Z`.
    static func write(milliseconds: Int64, to target: UnsafeMutablePointer<UInt8>) {
        let day = milliseconds.floored(by: dayLength)
        let (year, month, date) = date(ofDay: day)
        let time = milliseconds - day * dayLength
        var writer = Writer(target: target)
        writer.write(year, digits: 4)
        writer.write("-", month, digits: 2)
        writer.write("-", date, digits: 2)
        writer.write("T", time / 3_600_000, digits: 2)
        writer.write(":", time / 60_000 % 60, digits: 2)
        writer.write(":", time / 1000 % 60, digits: 2)
        writer.write(".", time % 1000, digits: 3)
        writer.write("Z")
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS`, a fraction of up to nine digits, and `Z`, `+00:00` or `+00`.
    static func milliseconds(of text: UnsafeBufferPointer<UInt8>) -> Int64? {
        var reader = Reader(text)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let date = reader.number(2), reader.skip("T") || reader.skip(" "), let hour = reader.number(2),
            reader.skip(":"), let minute = reader.number(2), reader.skip(":"), let second = reader.number(2),
            (1...12).contains(month), (1...31).contains(date), hour < 24, minute < 60, second < 60
        else { return nil }
        let fraction = reader.skip(".") ? reader.fraction() : 0
        guard let fraction, reader.skipUTC(), reader.isAtEnd else { return nil }
        let day = day(year: year, month: month, date: date)
        guard Self.date(ofDay: day) == (year, month, date) else { return nil }
        return day * dayLength + (hour * 3600 + minute * 60 + second) * 1000 + fraction
    }

    // Days are counted in years that begin in March, so that the leap day is the last of its year.

    static func day(year: Int64, month: Int64, date: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.floored(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + date - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func date(ofDay day: Int64) -> (year: Int64, month: Int64, date: Int64) {
        let shifted = day + 719_468
        let era = shifted.floored(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private struct Writer {
        var target: UnsafeMutablePointer<UInt8>

        mutating func write(_ mark: Unicode.Scalar) {
            target.pointee = UInt8(ascii: mark)
            target += 1
        }

        mutating func write(_ mark: Unicode.Scalar, _ value: Int64, digits: Int) {
            write(mark)
            write(value, digits: digits)
        }

        mutating func write(_ value: Int64, digits: Int) {
            var rest = value
            for position in stride(from: digits - 1, through: 0, by: -1) {
                target[position] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            target += digits
        }
    }

    private struct Reader {
        private let text: UnsafeBufferPointer<UInt8>
        private var position = 0

        init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

        var isAtEnd: Bool { position == text.count }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard !isAtEnd, text[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func number(_ digits: Int) -> Int64? {
            var value: Int64 = 0
            for _ in 0..<digits {
                guard let digit = digit() else { return nil }
                value = value * 10 + digit
            }
            return value
        }

        /// Milliseconds; further digits are cut off.
        mutating func fraction() -> Int64? {
            var value: Int64 = 0
            var count = 0
            while let digit = digit() {
                if count < 3 { value = value * 10 + digit }
                count += 1
            }
            guard (1...9).contains(count) else { return nil }
            for _ in min(count, 3)..<3 { value *= 10 }
            return value
        }

        mutating func skipUTC() -> Bool {
            if skip("Z") { return true }
            guard skip("+"), number(2) == 0 else { return false }
            return isAtEnd || (skip(":") && number(2) == 0)
        }

        private mutating func digit() -> Int64? {
            guard !isAtEnd, case let digit = text[position] &- UInt8(ascii: "0"), digit < 10 else { return nil }
            position += 1
            return Int64(digit)
        }
    }
}

extension Int64 {
    /// Division towards negative infinity, for times before 1970.
    func floored(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }
}
