/// How a sandbox is set up.
package struct SandboxConfiguration: Sendable {
    package var host: String
    /// 0 takes any free port.
    package var port: Int
    /// Where webhooks go, for example `http://127.0.0.1:3000/webhook`.
    package var webhookURL: String
    /// The key of the webhooks' signatures.
    package var appSecret: String
    /// The clinics' numbers; never empty. The first one is used wherever none is named.
    package var clinics: [SandboxClinic]
    /// The only bearer token that the Graph stand-in accepts; nil accepts any.
    package var accessToken: String?
    /// The only key that the Gemini stand-in accepts; nil accepts any.
    package var geminiKey: String?
    /// The time from accepting a message to its first status, and from each status to the next.
    package var statusDelay: Duration
    package var seeds: [SandboxPatientSeed]
    /// The most bytes that the files of all messages together take on the disk.
    package var mediaByteLimit = 512 * 1024 * 1024

    package init(
        host: String = "127.0.0.1", port: Int = 3002, webhookURL: String, appSecret: String,
        phoneNumberID: String, displayPhoneNumber: String, clinicName: String,
        extraNumbers: [SandboxClinic] = [], accessToken: String? = nil, geminiKey: String? = nil,
        statusDelay: Duration = .milliseconds(150), seeds: [SandboxPatientSeed] = []
    ) {
        self.host = host
        self.port = port
        self.webhookURL = webhookURL
        self.appSecret = appSecret
        let first = SandboxClinic(
            phoneNumberID: phoneNumberID, displayPhoneNumber: displayPhoneNumber, name: clinicName)
        self.clinics = [first] + extraNumbers
        self.accessToken = accessToken
        self.geminiKey = geminiKey
        self.statusDelay = statusDelay
        self.seeds = seeds
    }

    var listensOnLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }
}
