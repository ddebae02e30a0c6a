import Conversations
import Testing

@Suite struct DeliveryStatusTests {
    @Test(
        "a report moves a message forward or changes nothing",
        arguments: [
            (.pending, .sent, .sent), (.sending, .delivered, .delivered), (.sent, .delivered, .delivered),
            (.delivered, .sent, nil), (.read, .delivered, nil), (.read, .played, .played), (.sent, .failed, .failed),
            (.delivered, .failed, nil), (.cancelled, .sent, nil), (.received, .read, nil), (.sent, .sent, nil),
            (.sending, .failed, .failed),
        ] as [(DeliveryStatus, DeliveryStatus, DeliveryStatus?)])
    func advance(from: DeliveryStatus, report: DeliveryStatus, to: DeliveryStatus?) {
        #expect(from.advanced(by: report, failureWasOurs: false) == to)
    }

    @Test("what has arrived has arrived; that Meta has it undoes only a failure that was decided here")
    func failures() {
        for ours in [true, false] {
            for arrived in [DeliveryStatus.delivered, .read, .played] {
                #expect(DeliveryStatus.failed.advanced(by: arrived, failureWasOurs: ours) == arrived)
                #expect(arrived.advanced(by: .failed, failureWasOurs: ours) == nil)
            }
        }
        #expect(DeliveryStatus.failed.advanced(by: .sent, failureWasOurs: true) == .sent)
        #expect(DeliveryStatus.failed.advanced(by: .sent, failureWasOurs: false) == nil)
        #expect(DeliveryStatus.failed.advanced(by: .failed, failureWasOurs: true) == nil)
    }
}
