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

    @Test("a failure that was decided here is overridden by Meta, one of Meta's is final")
    func failures() {
        #expect(DeliveryStatus.failed.advanced(by: .delivered, failureWasOurs: true) == .delivered)
        #expect(DeliveryStatus.failed.advanced(by: .delivered, failureWasOurs: false) == nil)
        #expect(DeliveryStatus.failed.advanced(by: .failed, failureWasOurs: true) == nil)
    }
}
