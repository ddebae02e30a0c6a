import JSON

// What must hold of every text, for libFuzzer; bin/fuzz builds and runs it.

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let strict = try? JSONElement(bytes, .strict)
    guard let lenient = try? JSONElement(bytes, .lenient) else {
        precondition(strict == nil, "what is read strictly is read leniently")
        return 0
    }
    let written = lenient.written(tagged: false)
    if let strict { precondition(strict.written(tagged: false) == written, "both manners read the same") }
    guard let again = try? JSONElement(written, .strict) else { preconditionFailure("what was read is JSON") }
    precondition(again.written(tagged: false) == written, "what was read is read again")
    check(lenient)
    return 0
}

private func check(_ element: JSONElement) {
    if let whole = element.int64, let double = element.double {
        precondition(abs(double - Double(whole)) <= abs(double) * 1e-15, "a whole number is that number")
    }
    // Names are compared by their bytes, so that one with a broken byte is nobody's.
    for (name, value) in (element.members ?? [:]).prefix(8) where !name.unicodeScalars.contains("\u{FFFD}") {
        let found = element.member(name)?.written(tagged: false)
        precondition(found == value.written(tagged: false), "a member is found by its name")
    }
    guard element.kind == .array || element.kind == .object else { return }
    let inside = element.kind == .array ? Array(element.elements) : (element.members ?? [:]).map(\.value)
    inside.prefix(8).forEach(check)
}
