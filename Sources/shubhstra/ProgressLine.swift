import Foundation
import Server

/// Says on standard error how far something long is: at the end of each part, and once a second in between.
struct ProgressLine: Sendable {
    private let pace = Pace()

    func show(_ part: String, _ rows: Int64, of total: Int64) {
        guard pace.isDue(always: rows >= total) else { return }
        FileHandle.standardError.write(Data("\(part) \(rows) of \(total)\n".utf8))
    }
}
