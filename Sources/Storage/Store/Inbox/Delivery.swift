package import Conversations
import Foundation

/// A webhook body as it was received.
package struct Delivery: Sendable {
    package let id: DeliveryID
    package let body: [UInt8]
}

package typealias DeliveryID = Identifier<Delivery>

extension Delivery {
    init(row: ResultRow) throws {
        let text: String = try row["body"]
        let isText: Bool = try row["encoding"] == "utf8"
        id = try row["id"]
        body = isText ? Array(text.utf8) : Array(Data(base64Encoded: text) ?? Data())
    }
}

/// A delivery with what could be read of it.
package struct ReadDelivery: Sendable {
    package let id: DeliveryID
    package let updates: [InboundUpdate]
    package let accountUpdates: [AccountUpdate]
    /// A reason code for what could not be read; nil when everything was.
    package let problem: String?
    /// The clinics' numbers that it was received for.
    package let numbers: [PhoneNumberID]

    package init(
        id: DeliveryID, updates: [InboundUpdate], accountUpdates: [AccountUpdate] = [], problem: String?,
        numbers: [PhoneNumberID]
    ) {
        self.id = id
        self.updates = updates
        self.accountUpdates = accountUpdates
        self.problem = problem
        self.numbers = numbers
    }

    /// What is to be applied in one lane, when the body was kept once for each. The first also takes what belongs to
    /// none of them. A copy whose lane cannot be explained (another version found other numbers in the body) holds
    /// everything: an update twice is one update, and none may be lost.
    func part(of lane: InboxLane) -> ReadDelivery {
        let lanes = InboxLane.all(of: numbers)
        guard lanes.contains(lane) else { return self }
        let isFirst = lanes.first == lane
        let own = updates.filter { update in
            let its = InboxLane(of: update.phoneNumberID)
            return its == lane || isFirst && !lanes.contains(its)
        }
        return ReadDelivery(
            id: id, updates: own, accountUpdates: isFirst ? accountUpdates : [], problem: isFirst ? problem : nil,
            numbers: numbers)
    }
}

/// What one look at a lane has done.
package struct AppliedDeliveries: Sendable {
    package var count = 0
    /// Reason codes for what could not be applied.
    package var problems: [DeliveryID: String] = [:]
    /// How many updates were for clinics that were removed.
    package var dropped = 0
    package var mayBeMore = false
    /// Another node was working on it, and may have looked before the newest delivery came.
    package var wasHeld = false
}
