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
    /// By the path of their address, such as `/assets/js/main.js`.
    private let assets: [String: StaticFile]

    init(folder: URL) throws {
        index = try Self.page("index.html", in: folder)
        login = try Self.page("login.html", in: folder)
        let root = folder.appendingPathComponent("assets")
        let names = (FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String]) ?? []
        var assets: [String: StaticFile] = [:]
        for name in names {
            let file = root.appendingPathComponent(name)
            guard let type = StaticFile.types[file.pathExtension], let bytes = try? Data(contentsOf: file) else {
                continue
            }
            assets["/assets/\(name)"] = StaticFile(bytes: bytes, type: type, caching: "public, max-age=300")
        }
        self.assets = assets
    }

    func asset(at path: String) -> StaticFile? { assets[path] }

    private static func page(_ name: String, in folder: URL) throws -> StaticFile {
        guard let bytes = try? Data(contentsOf: folder.appendingPathComponent(name)) else { throw Missing.file(name) }
        return StaticFile(bytes: bytes, type: "text/html; charset=utf-8", caching: "no-cache")
    }
}

extension DashboardFiles {
    /// Finds the files beside the executable. Throws `Missing`.
    static func load() throws -> DashboardFiles {
        guard let folder = folder() else { throw Missing.folder }
        return try DashboardFiles(folder: folder)
    }

    private static func folder() -> URL? {
        let beside = executable.deletingLastPathComponent()
            .appendingPathComponent("shubhstra_Server.resources/Public")
        if FileManager.default.fileExists(atPath: beside.path) { return beside }
        #if os(Linux)
            return nil
        #else
            return Bundle.module.resourceURL?.appendingPathComponent("Public")
        #endif
    }

    /// The real file, also when it was started through a link.
    private static var executable: URL {
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: path ?? CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
    }
}
