import Synchronization

/// An amount of something that all share, of which one address gets no more than its part.
final class Budget: Sendable {
    enum Refusal: String { case all, address }

    private struct Taken {
        var all = 0
        var byAddress: [IPAddress: Int] = [:]
    }

    private let limit: Int
    private let limitPerAddress: Int
    private let state = Mutex(Taken())

    init(_ limit: Int, perAddress: Int) {
        self.limit = limit
        limitPerAddress = perAddress
    }

    /// By all together.
    var taken: Int { state.withLock(\.all) }
    /// How many addresses have something.
    var addressCount: Int { state.withLock(\.byAddress.count) }

    /// Takes an amount, which has to be given back; nil when it was taken. An address of nil counts for all alone.
    func take(_ amount: Int, for address: IPAddress?) -> Refusal? {
        state.withLock { taken in
            guard taken.all + amount <= limit else { return .all }
            if let address {
                let own = taken.byAddress[address, default: 0] + amount
                guard own <= limitPerAddress else { return .address }
                taken.byAddress[address] = own
            }
            taken.all += amount
            return nil
        }
    }

    func giveBack(_ amount: Int, for address: IPAddress?) {
        state.withLock { taken in
            taken.all -= amount
            guard let address else { return }
            let left = taken.byAddress[address, default: 0] - amount
            taken.byAddress[address] = left > 0 ? left : nil
        }
    }
}
