// Reads texts from standard input, each after `s` (strict) or `l` (lenient) and its length in four bytes, the highest
// first. Writes a line for each: `=` and what was read, or `!` and the fault.

import Foundation
import JSON

var rest = Array(try FileHandle.standardInput.readToEnd() ?? Data())[...]
var answers: [UInt8] = []
while let manner = rest.popFirst() {
    let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    let text = Array(rest.dropFirst(4).prefix(length))
    rest = rest.dropFirst(4 + length)
    do throws(JSONFault) {
        let element = try JSONElement(text, manner == UInt8(ascii: "s") ? .strict : .lenient)
        answers += [UInt8(ascii: "=")] + element.written(tagged: true)
    } catch {
        answers += "!\(error)".utf8
    }
    answers.append(UInt8(ascii: "\n"))
}
try FileHandle.standardOutput.write(contentsOf: Data(answers))
