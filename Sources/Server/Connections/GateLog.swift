import Foundation
import Logging
import NIOCore

/// Says why connections are not let in, once in ten seconds.
final class GateLog: Sendable {
    private let refusals: PacedLog
    private let failures: PacedLog

    init(logger: Logger) {
        refusals = PacedLog(logger, "connections refused", every: .seconds(10))
        failures = PacedLog(logger, "connections cannot be accepted; trying again each second", every: .seconds(10))
    }

    func refused(_ refusal: Budget.Refusal, _ peer: IPAddress?) {
        let reason =
            switch refusal {
            case .all: "as many as CONNECTIONS_PER_LISTENER or its part of the file descriptors allow"
            case .address: "as many of one address as CONNECTIONS_PER_ADDRESS allows"
            }
        refusals.note(
            ["reason": "\(reason)", "client.address": "\(peer.map(\.description) ?? "none")"], of: reason)
    }

    func failed(_ error: IOError) {
        let isFull = [EMFILE, ENFILE].contains(error.errnoCode)
        failures.note([
            "error.code": "errno_\(error.errnoCode)",
            "reason": "\(isFull ? "out of file descriptors; allow more (LimitNOFILE)" : "the system refuses")",
        ])
    }
}
