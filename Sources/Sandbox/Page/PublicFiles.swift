import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// The phone page's files, read into memory at start.
struct PublicFiles: Sendable {
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    private let files: [String: [UInt8]]

    private static let types = [
        "index.html": "text/html; charset=utf-8", "app.js": script, "api.js": script, "bubble.js": script,
        "chat.js": script, "faults.js": script, "ogg.js": script, "options.js": script, "recorder.js": script,
        "writing.js": script, "icon.svg": "image/svg+xml", "style.css": "text/css; charset=utf-8",
    ]
    private static let script = "text/javascript; charset=utf-8"

    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self'; connect-src 'self'; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

    /// Throws `Missing` if one of the page's files cannot be found.
    init() throws {
        let folder = try Self.folder()
        var files: [String: [UInt8]] = [:]
        for name in Self.types.keys {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
                throw Missing(description: "The sandbox's page is incomplete: \(name) is missing in \(folder).")
            }
            files[name] = Array(data)
        }
        self.files = files
    }

    /// The file at a path; nil if there is none.
    func answer(path: String) -> Response? {
        let name = path == "/" ? "index.html" : String(path.dropFirst())
        guard let bytes = files[name], let type = Self.types[name] else { return nil }
        return .bytes(
            bytes, type: type,
            headers: [
                (.contentSecurityPolicy, Self.policy), (.xContentTypeOptions, "nosniff"),
                (.cacheControl, "no-cache"), (.referrerPolicy, "no-referrer"),
            ])
    }

    /// The folder beside the executable if it is there, otherwise the one in the build directory. `Bundle.module`
    /// ends the program when its bundle is gone, so the folder beside the executable is tried first.
    private static func folder() throws -> String {
        let bundle = "shubhstra_Sandbox.resources/Public"
        let executables =
            [try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")]
            + [CommandLine.arguments.first]
        for executable in executables.compactMap({ $0 }) {
            let place = URL(fileURLWithPath: executable).deletingLastPathComponent().appendingPathComponent(bundle)
            if FileManager.default.fileExists(atPath: place.path) { return place.path }
        }
        guard let built = Bundle.module.resourceURL?.appendingPathComponent("Public").path,
            FileManager.default.fileExists(atPath: built)
        else { throw Missing(description: "The sandbox's page is missing: no \(bundle) beside the executable.") }
        return built
    }
}

extension HTTPField.Name {
    // Valid by inspection: letters and hyphens.
    static let referrerPolicy = HTTPField.Name("referrer-policy")!
}
