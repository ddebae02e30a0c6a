import FoundationEssentials
import Hummingbird
import HummingbirdCore

/// One page of a list, as Meta cuts it: with cursors and the addresses of its neighbours.
struct Page {
    private static let usualLimit = 25
    private static let mark = "sandbox-item-"

    private let exchange: Exchange
    private let limit: Int
    private let after: Int?
    private let before: Int?

    /// Throws if the limit or a cursor is none.
    init(_ exchange: Exchange) throws(GraphError) {
        self.exchange = exchange
        let text = exchange.query("limit")
        guard let limit = text.map(Int.init) ?? Self.usualLimit, limit > 0 else {
            throw .invalid("Param limit must be a number from 1.")
        }
        self.limit = limit
        after = try Self.position(exchange.query("after"))
        before = try Self.position(exchange.query("before"))
    }

    func answer(_ items: [JSON], _ more: [String: JSON] = [:]) -> JSON {
        let range = range(items.count)
        var members = more
        members["data"] = .array(Array(items[range]))
        guard let last = range.last else { return .object(members) }
        var paging: [String: JSON] = [
            "cursors": ["before": .string(Self.cursor(range.lowerBound)), "after": .string(Self.cursor(last))]
        ]
        if last + 1 < items.count { paging["next"] = .string(address("after", last)) }
        if range.lowerBound > 0 { paging["previous"] = .string(address("before", range.lowerBound)) }
        members["paging"] = .object(paging)
        return .object(members)
    }

    private func range(_ count: Int) -> Range<Int> {
        if let before {
            let end = min(before, count)
            return max(0, end - limit)..<end
        }
        let start = min((after ?? -1) + 1, count)
        return start..<min(count, start + min(limit, count))
    }

    /// The address of a neighbour: that of this page with another cursor.
    private func address(_ name: String, _ position: Int) -> String {
        let own = (exchange.request.uri.query ?? "").split(separator: "&").filter { part in
            !["limit", "after", "before", "access_token"].contains(part.prefix { $0 != "=" })
        }
        let query = own.map(String.init) + ["limit=\(limit)", "\(name)=\(Self.cursor(position))"]
        return "\(exchange.origin)\(exchange.path)?\(query.joined(separator: "&"))"
    }

    private static func cursor(_ position: Int) -> String {
        Data("\(mark)\(position)".utf8).base64EncodedString().replacing("=", with: "")
    }

    private static func position(_ cursor: String?) throws(GraphError) -> Int? {
        guard let cursor else { return nil }
        let padded = cursor + String(repeating: "=", count: (4 - cursor.utf8.count % 4) % 4)
        let text = Data(base64Encoded: padded).map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard text.hasPrefix(mark), let position = Int(text.dropFirst(mark.count)), position >= 0 else {
            throw GraphError(code: 131_059, details: "The cursor is not one of this list.")
        }
        return position
    }
}
