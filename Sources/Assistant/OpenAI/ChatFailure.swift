import JSON
import NIOHTTP1

/// An HTTP error of an OpenAI-compatible server, and what it means.
struct ChatFailure: Sendable {
    let meaning: ModelError

    init(_ response: ModelCalling.Response) {
        meaning =
            switch response.status {
            case 401, 403: .badKey(status: response.status)
            case 404: .modelNotFound
            case 429: .quota(wait: Self.wait(response.headers.first(name: "retry-after")))
            case 408, 500...599: .unavailable(status: response.status)
            default: .refused(status: response.status, word: Self.word(response.body))
            }
    }

    /// Some servers write an object, some a text, some no JSON at all. Only what names the error is kept: the message
    /// may quote what a patient wrote.
    static func word(_ body: [UInt8]) -> String? {
        guard let error = (try? JSONElement(body, .lenient))?["error"] else { return nil }
        let word = [error["type"], error["code"]].lazy.compactMap { $0?.string }.first
        return word.flatMap { $0.utf8.allSatisfy(isWordByte) ? String($0.prefix(60)) : nil }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || Unicode.Scalar(byte).properties.isAlphabetic && byte < 128
    }

    /// A date is not understood: servers of this kind write seconds.
    private static func wait(_ header: String?) -> Duration? {
        guard let seconds = header.flatMap(Double.init), (0...86_400).contains(seconds) else { return nil }
        return .seconds(seconds)
    }
}
