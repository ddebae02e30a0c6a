import FoundationEssentials
import Subprocess
import _NIOFileSystem

/// How a program runs that reads what a stranger has sent: with an environment that says nothing, no descriptors of ours, a
/// folder of its own, bounds on its memory, time and output and, where the system lets an ordinary user do so, no network.
struct Cage: Sendable {
    /// Bytes of address space, seconds of processor time, bytes of a file, open files.
    private static let bounds = ["--as=1073741824", "--cpu=10", "--fsize=16777216", "--nofile=64", "--core=0"]
    /// In bytes; who says more has not ended well.
    private static let outputLimit = 16 * 1024
    private static let patience = Duration.seconds(20)
    private static let environment: [Environment.Key: String] = [
        "VIPS_BLOCK_UNTRUSTED": "1", "VIPS_CONCURRENCY": "1", "LC_ALL": "C",
    ]

    private let prlimit: String
    /// The words that put a program where there is no network; empty where the system does not let us.
    private let withoutNetwork: [String]

    /// Nil where there is no `prlimit`: such programs do not run without bounds.
    init?(_ programs: Programs) async {
        guard let prlimit = programs.path(of: "prlimit") else { return nil }
        self.prlimit = prlimit
        guard let unshare = programs.path(of: "unshare"), let harmless = programs.path(of: "true") else {
            withoutNetwork = []
            return
        }
        let words = [unshare, "--map-root-user", "--net", "--"]
        let works = await Self.run(prlimit, Self.bounds + ["--"] + words + [harmless], in: "/") != nil
        withoutNetwork = works ? words : []
    }

    /// What the program says, of which the beginning counts. Nil unless it ended well and in time.
    func run(_ program: String, _ arguments: [String], in folder: FilePath) async -> String? {
        await Self.run(prlimit, Self.bounds + ["--"] + withoutNetwork + [program] + arguments, in: folder)
    }

    private static func run(_ program: String, _ arguments: [String], in folder: FilePath) async -> String? {
        await withTaskGroup(of: String?.self) { group in
            group.addTask {
                let result = try? await Subprocess.run(
                    .path(FilePath(program)), arguments: Arguments(arguments), environment: .custom(environment),
                    workingDirectory: folder, input: .none, output: .string(limit: outputLimit),
                    error: .discarded)
                return result?.terminationStatus == .exited(0) ? result?.standardOutput ?? "" : nil
            }
            group.addTask {
                try? await Task.sleep(for: patience)
                return nil
            }
            // Whoever is cancelled is killed.
            let said = await group.next() ?? nil
            group.cancelAll()
            return said
        }
    }
}

/// Where the system's programs are.
struct Programs: Sendable {
    var folders = ["/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin"]

    func path(of name: String) -> String? {
        folders.lazy.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
