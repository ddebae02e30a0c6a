@testable import Server
import ServiceLifecycle
import Testing

/// What a service holds is no part of its name, which stands in the log.
@Suite struct NamedServiceTests {
    private struct Holder: Service {
        let secret = "the words of a patient"
        func run() async throws {}
    }

    @Test func `a service is called by its type`() {
        let named = ServiceGroupConfiguration.ServiceConfiguration.named(Holder(), afterFailure: .cancelGroup)
        #expect(named.serviceName == "Holder")
    }
}
