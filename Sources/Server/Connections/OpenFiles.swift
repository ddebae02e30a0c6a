import Foundation

/// How many files and connections this process may have open.
enum OpenFiles {
    /// More is of no use here, and programs that close all that could be open become slow.
    private static let useful: rlim_t = 65_536

    /// Asks for as many as this user may have.
    static func raiseLimit() {
        guard var limit = current, limit.rlim_cur < useful else { return }
        limit.rlim_cur = min(limit.rlim_max, useful)
        _ = setrlimit(resource, &limit)
    }

    /// How many connections each of so many listeners may have, so that one alone can never take them all. What is kept
    /// back is for the database, and for calls to WhatsApp and to the model (up to 512 at once).
    static func room(listeners: Int) -> Int {
        guard let limit = current else { return .max }
        let all = Int(min(limit.rlim_cur, rlim_t(Int32.max)))
        return (all - min(1024, all / 2)) / listeners
    }

    private static var current: rlimit? {
        var limit = rlimit()
        return getrlimit(resource, &limit) == 0 ? limit : nil
    }

    #if canImport(Glibc)
        private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let resource = RLIMIT_NOFILE
    #endif
}
