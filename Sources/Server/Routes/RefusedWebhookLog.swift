import Logging

/// Says that webhooks were refused, at most once a second.
struct RefusedWebhookLog: Sendable {
    private let log: PacedLog

    init(logger: Logger) { log = PacedLog(logger, "webhooks refused") }

    func unsigned(from address: IPAddress?) { note("not_signed", address) }

    /// With a wrong secret in the settings this is all that ever happens, and Meta gives up after a week.
    func wronglySigned(from address: IPAddress?) {
        note("wrong signature; is META_APP_SECRET the app's secret?", address)
    }

    private func note(_ reason: String, _ address: IPAddress?) {
        log.note(["reason": "\(reason)", "client.address": "\(address.map(\.description) ?? "none")"])
    }
}
