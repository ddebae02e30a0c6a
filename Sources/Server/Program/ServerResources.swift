import Foundation

/// What is copied with this module: a folder beside the executable.
enum ServerResources {
    /// Nil where it isn't there.
    static func file(_ name: String) -> URL? {
        let beside = ExecutableFile.folder.appendingPathComponent("shubhstra_Server.resources/\(name)")
        if FileManager.default.fileExists(atPath: beside.path) { return beside }
        #if os(Linux)
            return nil
        #else
            return Bundle.module.resourceURL?.appendingPathComponent(name)
        #endif
    }
}
