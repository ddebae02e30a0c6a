import Foundation

/// A file that is read, or made anew and readable by its owner alone from its first byte.
package final class PrivateFile: Sendable {
    package let path: String
    private let descriptor: Int32

    /// Makes the file. Throws `FileTrouble` where it exists already or cannot be made.
    package init(new path: String) throws {
        self.path = path
        descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
        // Some umask may leave even the owner nothing.
        guard descriptor >= 0, fchmod(descriptor, 0o600) == 0 else { throw FileTrouble("cannot be made", path) }
    }

    /// Throws `FileTrouble` where it cannot be read, or is a folder or a device.
    package init(reading path: String) throws {
        self.path = path
        // A pipe that nobody writes into would block the opening.
        descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileTrouble("cannot be read", path) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw FileTrouble(of: path, "is not a file")
        }
    }

    deinit { close(descriptor) }

    package var size: Int64 {
        get throws {
            var facts = stat()
            guard fstat(descriptor, &facts) == 0 else { throw FileTrouble("cannot be read", path) }
            return Int64(facts.st_size)
        }
    }

    package func write(_ bytes: some Sequence<UInt8>) throws {
        let all = Array(bytes)
        try all.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                guard count >= 0 else { throw FileTrouble("cannot be written", path) }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// The next bytes, `limit` at most; fewer than that only at the end of the file.
    package func read(upTo limit: Int) throws -> [UInt8] {
        var filled = 0
        var bytes = [UInt8](repeating: 0, count: limit)
        while filled < limit {
            let count = bytes[filled...].withUnsafeMutableBytes {
                Foundation.read(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileTrouble("cannot be read", path) }
            if count == 0 { break }
            filled += count
        }
        return Array(bytes.prefix(filled))
    }

    /// Returns once the content is on the disk.
    package func sync() throws {
        guard fsync(descriptor) == 0 else { throw FileTrouble("cannot be written", path) }
    }
}

/// What the system says about a file.
package struct FileTrouble: Error, Hashable, CustomStringConvertible {
    package let description: String
    /// The system's number of the error; 0 where there is none.
    package let code: Int32

    /// To be made at once after the call that failed.
    package init(_ what: String, _ path: String) {
        code = errno
        description = "\(path) \(what): \(String(cString: strerror(code)))"
    }

    package init(of path: String, _ what: String, code: Int32 = 0) {
        self.code = code
        description = "\(path) \(what)"
    }
}
