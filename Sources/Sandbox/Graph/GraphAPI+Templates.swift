import Hummingbird
import HummingbirdCore

extension GraphAPI {
    func templates(_ accountID: String, _ exchange: Exchange) async throws -> Response {
        let all = await world.templates(of: accountID).filter { $0.status != "DELETED" }
        let found = all.filter { Self.isMeant($0, by: exchange) }
        let selection = FieldSelection(exchange, usual: SandboxTemplate.usualMembers)
        let nodes = try found.map { template throws(GraphError) in try selection.pick(from: template.node) }
        var more: [String: JSON] = [:]
        if let names = exchange.query("summary") {
            let numbers: [String: JSON] = [
                "total_count": .integer(found.count), "message_template_count": .integer(all.count),
                "message_template_limit": 250, "are_translations_complete": false,
            ]
            more["summary"] = .object(numbers.filter { names.contains($0.key) })
        }
        return try .json(Page(exchange).answer(nodes, more))
    }

    func template(_ template: SandboxTemplate, _ exchange: Exchange) throws -> Response {
        try .json(FieldSelection(exchange, usual: SandboxTemplate.usualMembers).pick(from: template.node))
    }

    private static func isMeant(_ template: SandboxTemplate, by exchange: Exchange) -> Bool {
        func isListed(_ value: String, in name: String) -> Bool {
            exchange.query(name).map { $0.uppercased().split(separator: ",").contains(Substring(value.uppercased())) }
                ?? true
        }
        let body = template.component("BODY")?["text"]?.string ?? ""
        let name = exchange.query("name").map { template.name.contains($0) } ?? true
        let words = exchange.query("name_or_content").map { template.name.contains($0) || body.contains($0) } ?? true
        return name && words && isListed(template.status, in: "status") && isListed(template.category, in: "category")
            && isListed(template.language, in: "language") && isListed(template.quality, in: "quality_score")
    }
}
