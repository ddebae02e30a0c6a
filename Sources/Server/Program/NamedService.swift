import ServiceLifecycle

extension ServiceGroupConfiguration.ServiceConfiguration {
    /// A service under the name of its type. By itself it would be called all that it holds: words and secrets, printed at
    /// every start, and megabytes of them.
    static func named(_ service: any Service, afterFailure behavior: TerminationBehavior) -> Self {
        Self(service: service, failureTerminationBehavior: behavior, serviceName: "\(type(of: service))")
    }
}
