import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The dashboard's files, all in memory from the start: what is not in the list cannot be reached.
struct DashboardFiles: Sendable {
    enum Missing: Error, CustomStringConvertible {
        case folder
        case file(String)

        var description: String {
            switch self {
            case .folder: "the dashboard's files are missing: shubhstra_Server.resources must lie beside the executable"
            case .file(let name): "the dashboard's file \(name) is missing in shubhstra_Server.resources/Public"
            }
        }
    }

    let index: StaticFile
    let login: StaticFile
    /// By the path below `/assets/`, such as `js/main.js`.
    private let assets: [String: StaticFile]
    /// Is part of the addresses that the pages use, so that a browser keeps the files for good and a new version of the
    /// dashboard never meets an old module.
    private let version: String

    init(folder: URL) throws {
        let contents = Self.contents(of: folder.appendingPathComponent("assets"))
        version = Self.version(of: contents)
        index = try Self.page("index.html", in: folder, version: version)
        login = try Self.page("login.html", in: folder, version: version)
        var assets: [String: StaticFile] = [:]
        for (name, bytes) in contents {
            guard let type = StaticFile.types[(name as NSString).pathExtension] else { continue }
            assets[name] = StaticFile(bytes: bytes, type: type)
        }
        self.assets = assets
    }

    /// What lies at `/assets/…`, with or without the version, and how long a browser may keep it.
    func asset(at path: String) -> (file: StaticFile, caching: String)? {
        let name = path.dropFirst("/assets/".count)
        let versioned = "\(version)/"
        if name.hasPrefix(versioned), let file = assets[String(name.dropFirst(versioned.count))] {
            return (file, "public, max-age=31536000, immutable")
        }
        return assets[String(name)].map { ($0, "no-cache") }
    }

    private static func contents(of root: URL) -> [String: Data] {
        let names = (FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String]) ?? []
        let found = names.compactMap { name in
            (try? Data(contentsOf: root.appendingPathComponent(name))).map { (name, $0) }
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    private static func version(of contents: [String: Data]) -> String {
        var hash = SHA256()
        for (name, bytes) in contents.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Data(name.utf8))
            hash.update(data: bytes)
        }
        return hash.finalize().prefix(6).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private static func page(_ name: String, in folder: URL, version: String) throws -> StaticFile {
        guard let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) else {
            throw Missing.file(name)
        }
        let versioned = text.replacing("\"/assets/", with: "\"/assets/\(version)/")
        return StaticFile(bytes: Data(versioned.utf8), type: "text/html; charset=utf-8")
    }
}

extension DashboardFiles {
    /// Finds the files beside the executable. Throws `Missing`.
    static func load() throws -> DashboardFiles {
        guard let folder = ServerResources.file("Public") else { throw Missing.folder }
        return try DashboardFiles(folder: folder)
    }
}
