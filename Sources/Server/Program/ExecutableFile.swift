package import Foundation

/// The program itself: what is copied with it lies beside it.
package enum ExecutableFile {
    package static var folder: URL { location.deletingLastPathComponent() }

    /// The real file, even when it was started through a link.
    private static var location: URL {
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: path ?? CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
    }
}
