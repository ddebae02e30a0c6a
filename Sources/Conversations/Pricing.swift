/// How WhatsApp charges for a message, in its words and in lower case.
package struct Pricing: Sendable, Hashable, Codable {
    /// Such as `service`, `utility` or `marketing`.
    package let category: String
    /// Such as `regular` or `free_customer_service`.
    package let type: String
    package let isBillable: Bool

    package init(category: String, type: String, isBillable: Bool) {
        self.category = category
        self.type = type
        self.isBillable = isBillable
    }
}

/// How many messages of one kind a clinic has sent on one day.
package struct DailyCount: Sendable, Hashable {
    /// `YYYY-MM-DD` where the clinic is.
    package let date: String
    package let pricing: Pricing
    package let count: Int64

    package init(date: String, pricing: Pricing, count: Int64) {
        self.date = date
        self.pricing = pricing
        self.count = count
    }
}
