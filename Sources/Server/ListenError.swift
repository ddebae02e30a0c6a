import Foundation
import NIOCore

/// Why an address cannot be listened on.
package enum ListenError: Error, Hashable, CustomStringConvertible {
    case portInUse(Int)
    case portNotAllowed(Int)
    case noSuchAddress(String)
    case other(port: Int, code: Int32)

    init(_ error: IOError, host: String, port: Int) {
        self =
            switch error.errnoCode {
            case EADDRINUSE: .portInUse(port)
            case EACCES, EPERM: .portNotAllowed(port)
            case EADDRNOTAVAIL: .noSuchAddress(host)
            case let code: .other(port: port, code: code)
            }
    }

    package var description: String {
        switch self {
        case .portInUse(let port): "port \(port) is already in use"
        case .portNotAllowed(let port): "port \(port) may not be used by this user"
        case .noSuchAddress(let host): "HOST \(host) is not an address of this machine"
        case .other(let port, let code): "port \(port) cannot be listened on (system error \(code))"
        }
    }
}
