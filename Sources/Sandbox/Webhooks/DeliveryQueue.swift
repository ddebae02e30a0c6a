import FoundationEssentials

/// Works through the jobs while the server runs. Deliveries run concurrently, as Meta's do, but the statuses of one
/// message are posted in order.
struct DeliveryQueue: Sendable {
    /// Seconds to wait before each further attempt; after the last one, the delivery is given up.
    static let backoff: [Double] = [0.25, 0.5, 1, 2, 4, 8, 15, 30]

    let world: World
    let sender: WebhookSender
    private let jobs: AsyncStream<DeliveryJob>
    private let inlet: AsyncStream<DeliveryJob>.Continuation

    init(world: World, sender: WebhookSender) {
        self.world = world
        self.sender = sender
        (jobs, inlet) = AsyncStream.makeStream(of: DeliveryJob.self, bufferingPolicy: .bufferingNewest(50_000))
    }

    func add(_ job: DeliveryJob) { inlet.yield(job) }

    /// Ends when the task is cancelled; whatever is still waiting is dropped.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await job in jobs {
                group.addTask { await work(on: job) }
            }
            group.cancelAll()
        }
    }

    private func work(on job: DeliveryJob) async {
        switch job {
        case .statuses(let plan): await send(plan, delay: world.configuration.statusDelay)
        case .retry(let delivery, let epoch): await repeatUntilAccepted(delivery, epoch)
        case .read(let wamid, let epoch):
            guard let found = await world.chat(ofSent: wamid) else { return }
            await send(
                StatusPlan(number: found.sent.number, statuses: ["read"], epoch: epoch), delay: .zero)
        }
    }

    /// Posts the statuses of a plan in order, each until it is accepted or given up.
    func send(_ plan: StatusPlan, delay: Duration) async {
        for status in plan.statuses {
            do { try await Task.sleep(for: delay) } catch { return }
            guard await world.epoch == plan.epoch,
                let delivery = await statusDelivery(status, number: plan.number, plan.failure)
            else { return }
            await advance(delivery, to: Bubble.State(rawValue: status), plan.failure)
            let answer = await sender.deliver(delivery, attempt: 1)
            if !answer.isAccepted { await repeatUntilAccepted(delivery, plan.epoch) }
            await world.noteStatus(status, of: plan.number)
        }
    }

    /// The webhook for one status of the message with this number.
    func statusDelivery(_ status: String, number: Int, _ failure: StatusFailure?) async -> Delivery? {
        guard let sent = await world.sent(number: number), let wamid = sent.wamid,
            let patient = await world.patient(sent.recipient), let clinic = await world.clinic(sent.phoneNumberID)
        else { return nil }
        return Delivery(
            kind: .status, payload: WebhookPayload.status(status, of: sent, failure, patient, clinic), wamid: wamid,
            status: status, chat: World.Chat(patientID: patient.id, phoneNumberID: clinic.phoneNumberID))
    }

    private func repeatUntilAccepted(_ delivery: Delivery, _ epoch: Int) async {
        for (index, seconds) in Self.backoff.enumerated() {
            do { try await Task.sleep(for: .seconds(seconds)) } catch { return }
            guard await world.epoch == epoch else { return }
            let answer = await sender.deliver(delivery, attempt: index + 2)
            guard answer.isAccepted else { continue }
            if delivery.kind == .message { await advance(delivery, to: .delivered) }
            return
        }
    }

    /// Moves the message that a webhook is about forward on the phone.
    func advance(_ delivery: Delivery, to state: Bubble.State?, _ failure: StatusFailure? = nil) async {
        guard let state, let wamid = delivery.wamid, let chat = delivery.chat else { return }
        await world.advance(wamid, in: chat, to: state, code: failure?.code)
    }
}
