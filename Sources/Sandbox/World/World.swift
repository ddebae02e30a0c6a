import FoundationEssentials

/// Everything the sandbox remembers: patients, their conversations, what was sent to the stand-ins, and what is to go
/// wrong next.
actor World {
    struct Chat: Hashable {
        let patientID: String
        let phoneNumberID: String
    }

    struct Conversation {
        var bubbles = BoundedLog<Bubble>(limit: 500)
        /// When the patient last wrote, by the timestamps of the messages.
        var lastWrote: Date?
        var typingUntil: Date?
        /// Whether the patient wants no more marketing messages.
        var stopsMarketing = false

        mutating func append(_ bubble: Bubble) {
            bubbles.append(bubble)
            if bubble.author == .clinic { typingUntil = nil }
        }
    }

    static let patientLimit = 20_000
    static let businessID = "210320430540650"
    static let appID = "300400500600700"

    let configuration: SandboxConfiguration
    var webhookURL: String
    /// The URL at which the sandbox itself is reached, for the URLs of media in webhooks.
    private(set) var origin = ""
    var patients: [SandboxPatient] = []
    var patientIndex: [String: Int] = [:]
    var nextPatient = 1
    var conversations: [Chat: Conversation] = [:]
    /// The chat of each patient's message, by wamid; emptied when it has grown too large.
    var incoming: [String: Chat] = [:]
    /// The wamids of reactions; emptied when there are too many.
    var reactionIDs: Set<String> = []
    var sent = BoundedLog<SandboxSent>(limit: 10_000)
    var reads = BoundedLog<JSON>(limit: 10_000)
    var requests = BoundedLog<JSON>(limit: 10_000)
    var webhooks = BoundedLog<JSON>(limit: 10_000)
    var modelRequests = BoundedLog<JSON>(limit: 1_000)
    var media: MediaStore
    var uploads = BoundedLog<JSON>(limit: 10_000)
    var numbers: [String: NumberState] = [:]
    var businesses: [String: BusinessState] = [:]
    /// The templates of each account where something has changed since the start.
    var templates: [String: [SandboxTemplate]] = [:]
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
        media = MediaStore(byteLimit: configuration.mediaByteLimit)
    }

    func setOrigin(_ url: String) { origin = url }

    func pointWebhooks(at url: String) { webhookURL = url }

    func reset() {
        patients = []
        patientIndex = [:]
        conversations = [:]
        incoming = [:]
        sent = BoundedLog(limit: sent.limit)
        reads = BoundedLog(limit: reads.limit)
        requests = BoundedLog(limit: requests.limit)
        webhooks = BoundedLog(limit: webhooks.limit)
        modelRequests = BoundedLog(limit: modelRequests.limit)
        uploads = BoundedLog(limit: uploads.limit)
        media.removeAll()
        reactionIDs = []
        numbers = [:]
        businesses = [:]
        templates = [:]
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

    /// Changes from now on. A reader that falls far behind loses the oldest ones.
    func changes() -> AsyncStream<SandboxChange> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: SandboxChange.self, bufferingPolicy: .bufferingNewest(256))
        let number = nextSubscriber
        nextSubscriber += 1
        subscribers[number] = continuation
        continuation.onTermination = { [weak self] _ in
            // The stream ends outside the actor, in a callback that cannot await.
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
