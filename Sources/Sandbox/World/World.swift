import FoundationEssentials

/// Everything the sandbox remembers: patients, their conversations, what was sent to the stand-ins, what is to go wrong.
actor World {
    struct Chat: Hashable {
        let patientID: String
        let phoneNumberID: String
    }

    struct Conversation {
        var bubbles = Newest<Bubble>(limit: 500)
        /// When the patient last wrote, by the messages' own time.
        var lastWrote: Date?
        var typingUntil: Date?

        mutating func append(_ bubble: Bubble) {
            bubbles.append(bubble)
            switch bubble.author {
            case .clinic: typingUntil = nil
            case .patient: lastWrote = max(bubble.at, lastWrote ?? .distantPast)
            }
        }
    }

    static let patientLimit = 20_000

    let configuration: SandboxConfiguration
    var webhookURL: String
    /// Where the sandbox itself is reached, for the URLs of media in webhooks.
    private(set) var origin = ""
    var patients: [SandboxPatient] = []
    var patientIndex: [String: Int] = [:]
    var nextPatient = 1
    var conversations: [Chat: Conversation] = [:]
    /// Where a patient's message stands; started anew when it has grown too large.
    var incoming: [String: Chat] = [:]
    var sent = Newest<SandboxSent>(limit: 10_000)
    var reads = Newest<JSON>(limit: 10_000)
    var requests = Newest<JSON>(limit: 10_000)
    var webhooks = Newest<JSON>(limit: 10_000)
    var modelRequests = Newest<JSON>(limit: 1_000)
    var media = MediaShelf()
    var faults: [SandboxFault] = []
    var nextFault = 1
    var model = SandboxModel()
    /// Goes up with every reset, so that statuses of forgotten messages are not sent.
    private(set) var epoch = 0

    private var changeNumber = 0
    private var subscribers: [Int: AsyncStream<SandboxChange>.Continuation] = [:]
    private var nextSubscriber = 0

    init(_ configuration: SandboxConfiguration) {
        self.configuration = configuration
        webhookURL = configuration.webhookURL
    }

    func setOrigin(_ url: String) { origin = url }

    func pointWebhooks(at url: String) { webhookURL = url }

    func reset() {
        patients = []
        patientIndex = [:]
        conversations = [:]
        incoming = [:]
        sent = Newest(limit: sent.limit)
        reads = Newest(limit: reads.limit)
        requests = Newest(limit: requests.limit)
        webhooks = Newest(limit: webhooks.limit)
        modelRequests = Newest(limit: modelRequests.limit)
        media = MediaShelf()
        faults = []
        model = SandboxModel()
        epoch += 1
        announce(.reset)
    }

    // MARK: Changes

    func announce(_ kind: SandboxChange.Kind, _ chat: Chat? = nil) {
        changeNumber += 1
        let change = SandboxChange(
            number: changeNumber, kind: kind, patientID: chat?.patientID, phoneNumberID: chat?.phoneNumberID)
        for subscriber in subscribers.values { subscriber.yield(change) }
    }

    /// Changes from now on. A reader who is far behind loses the oldest ones.
    func changes() -> AsyncStream<SandboxChange> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: SandboxChange.self, bufferingPolicy: .bufferingNewest(256))
        let number = nextSubscriber
        nextSubscriber += 1
        subscribers[number] = continuation
        continuation.onTermination = { [weak self] _ in
            // The stream ends outside the actor, in a callback that cannot wait.
            Task { await self?.unsubscribe(number) }
        }
        return stream
    }

    private func unsubscribe(_ number: Int) { subscribers[number] = nil }

    // MARK: Clinics

    /// The clinic with this phone number id; nil means the first one.
    func clinic(_ phoneNumberID: String?) -> SandboxClinic? {
        guard let phoneNumberID else { return configuration.clinics.first }
        return configuration.clinics.first { $0.phoneNumberID == phoneNumberID }
    }
}
