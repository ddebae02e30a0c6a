/// Reads a number as patients write it: 38.5, 21,450, 210/120, 7:30.
struct NumberReader {
    /// More digits than any reading, age or dose has: telephone numbers, references.
    private static let digitLimit = 6

    private var whole: [UInt8] = []
    private var fraction: [UInt8] = []
    private var second: [UInt8] = []
    private var mark: Unicode.Scalar?
    private var isTime = false

    var isOpen: Bool { !whole.isEmpty }

    mutating func append(_ digit: UInt8) {
        switch mark {
        case "."?: fraction.append(digit)
        case "/"?: second.append(digit)
        default: whole.append(digit)
        }
    }

    /// Whether the mark belongs to the number; where no digit follows it, nothing is lost.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard mark == nil else { return false }
        switch scalar {
        case ".", "/": mark = scalar
        case ":":
            mark = "."
            isTime = true
        case ",": return false
        default: return false
        }
        return true
    }

    mutating func end() -> PatientWords.Word? {
        defer { self = NumberReader() }
        guard isOpen else { return nil }
        var word = PatientWords.Word(script: .number)
        guard whole.count <= Self.digitLimit, !(isTime && !fraction.isEmpty) else { return word }
        var value = Double(Self.integer(whole))
        if !fraction.isEmpty, fraction.count <= 3 {
            value += Double(Self.integer(fraction)) / [1, 10, 100, 1000][fraction.count]
        }
        word.value = value
        if !second.isEmpty, second.count <= 3 { word.second = Double(Self.integer(second)) }
        word.isYear = whole.count == 4 && fraction.isEmpty && second.isEmpty && (1950...2100).contains(value)
        return word
    }

    private static func integer(_ digits: [UInt8]) -> Int { digits.reduce(0) { $0 * 10 + Int($1) } }
}
