import FoundationEssentials

/// What a model is asked, as JSON.
protocol ModelRequest: Encodable, Sendable {}

extension ModelRequest {
    /// As it travels. The order of members is fixed: the same question is the same bytes, which a cache on the other
    /// side can use, and `reason` stands before `reply` in the schema of an answer.
    func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
