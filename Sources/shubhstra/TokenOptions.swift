import ArgumentParser
import Conversations
import Foundation
import Server
import Storage

/// The ways to give a clinic's access token. On the command line it can be seen in the list of processes.
struct TokenOptions: ParsableArguments {
    @Option(help: "The access token of the number; better read it from standard input or a file.")
    var accessToken: String?
    @Flag(help: "Read the access token from standard input: one line.") var accessTokenStdin = false
    @Option(help: "A file that holds the access token and nothing else.") var accessTokenFile: String?

    func validate() throws {
        let given = [accessToken != nil, accessTokenStdin, accessTokenFile != nil].filter { $0 }.count
        if given > 1 {
            throw ValidationError("give one of --access-token, --access-token-stdin and --access-token-file")
        }
        if let accessToken, !Self.isToken(accessToken) {
            throw ValidationError("--access-token must be one word of ASCII characters")
        }
    }

    var isGiven: Bool { accessToken != nil || accessTokenStdin || accessTokenFile != nil }

    /// The token; nil where none is given. Throws a failure that never repeats it.
    func read() throws -> Secret? {
        if let accessToken { return Secret(accessToken) }
        if accessTokenStdin { return try Self.token(in: readLine() ?? "", from: "on standard input") }
        guard let path = accessTokenFile else { return nil }
        do {
            let bytes = try PrivateFile(reading: path).read(upTo: 16 * 1024)
            return try Self.token(in: String(decoding: bytes, as: UTF8.self), from: "in \(path)")
        } catch let trouble as FileTrouble {
            throw CommandFailure.failed("\(trouble)")
        }
    }

    private static func token(in text: String, from place: String) throws -> Secret {
        // Some editors put a byte order mark in front, which nobody sees.
        let token = text.trimmingPrefix("\u{FEFF}").trimmingCharacters(in: .whitespacesAndNewlines)
        guard isToken(token) else {
            throw CommandFailure.usage("the access token \(place) must be one word of ASCII characters")
        }
        return Secret(token)
    }

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (33...126).contains($0) }
    }
}
