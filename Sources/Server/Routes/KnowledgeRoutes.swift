import Assistant
import Conversations
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// What the assistant may say, and what it would say.
struct KnowledgeRoutes: Sendable {
    /// The largest file that is imported, in bytes.
    static let importLimit = 3 << 20

    let chats: @Sendable (Account) -> Chats
    let asking: AskingDesk
    let limit: AskLimit
    let stored: StorageAnswer

    func add(to group: RouterGroup<HTTPContext>) {
        group.get("knowledge") { _, context in try await list(context) }
        group.post("knowledge") { request, context in try await create(request, context) }
        group.put("knowledge/order") { request, context in try await order(request, context) }
        group.post("knowledge/import") { request, context in try await importFile(request, context) }
        group.get("knowledge/export") { _, context in try await export(context) }
        group.post("knowledge/ask") { request, context in try await ask(request, context) }
        group.get("knowledge/unanswered") { _, context in try await unanswered(context) }
        group.delete("knowledge/unanswered/:id") { _, context in try await removeUnanswered(context) }
        group.put("knowledge/:id") { request, context in try await change(request, context) }
        group.delete("knowledge/:id") { _, context in try await remove(context) }
    }

    // MARK: Topics

    private func list(_ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        return .json(TopicsBody(try await stored { try await chats.knowledge() }))
    }

    private func create(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let body = try await request.read(NewTopicRequest.self)
        let topic = try await stored {
            try await chats.addTopic(body.topic, isApproved: body.isApproved, answering: body.question)
        }
        return .json(TopicAnswer(topic: TopicBody(topic)))
    }

    private func change(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let id = try topicID(context)
        let body = try await request.read(TopicChangeRequest.self)
        let topic = try await stored { try await chats.changeTopic(id, body.change) }
        return .json(TopicAnswer(topic: TopicBody(topic)))
    }

    private func remove(_ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let id = try topicID(context)
        try await stored { try await chats.removeTopic(id) }
        return .json(SuccessBody())
    }

    private func order(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let body = try await request.read(OrderRequest.self)
        return .json(TopicsBody(try await stored { try await chats.orderTopics(body.ids) }))
    }

    private func topicID(_ context: HTTPContext) throws -> TopicID {
        guard let id = context.parameters.get("id").flatMap({ TopicID($0) }) else {
            throw APIError(Refusal.noSuchTopic)
        }
        return id
    }

    // MARK: Files

    private func importFile(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let replace = QueryParameters(request.uri.query)["replace"]
        let replaces = replace.map { !["0", "false"].contains($0) } ?? false
        let topics: [TopicEntry]
        do {
            topics = try KnowledgeMarkdown.topics(in: try await markdown(of: request))
        } catch let problem as KnowledgeMarkdown.Problem {
            throw APIError(.unprocessableContent, "not_a_topic_file", "The file was not imported: \(problem).")
        }
        return .json(ImportBody(report: try await stored { try await chats.importTopics(topics, replaces: replaces) }))
    }

    private func markdown(of request: Request) async throws -> String {
        switch HeaderParameters(request.headers[.contentType] ?? "").word {
        case "text/markdown", "text/x-markdown", "text/plain":
            try KnowledgeMarkdown.text(of: Data(try await request.bytes(upTo: Self.importLimit)))
        case "application/json":
            try MarkdownRequest(json: try await request.bytes(upTo: Self.importLimit)).markdown
        default:
            throw APIError(
                .unsupportedMediaType, "not_markdown_type",
                "Send the file with Content-Type: text/markdown, or as \"markdown\" in a JSON body.")
        }
    }

    private func export(_ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let topics = try await stored { try await chats.knowledge() }
        let text = KnowledgeMarkdown.text(of: topics.map { TopicEntry($0.topic, isApproved: $0.isApproved) })
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/markdown; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"knowledge.md\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    // MARK: Questions

    /// What the assistant would say, outside of any conversation.
    private func ask(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let account = try context.person.account
        let body = try await request.read(AskRequest.self)
        if let wait = limit.wait(for: account.clinicID, at: .now) {
            throw APIError(
                .tooManyRequests, "too_many_questions",
                "The assistant was asked often just now. Wait a moment, then try again.", retryAfter: wait)
        }
        let chats = chats(account)
        let known = try await stored { try await chats.assistantKnowledge() }
        let outcome = await asking.outcome(of: body.question, to: known.clinic, knowing: known.topics)
        return .json(AskBody(question: body.question, outcome: outcome))
    }

    private func unanswered(_ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        return .json(UnansweredBody(try await stored { try await chats.unanswered() }))
    }

    private func removeUnanswered(_ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        guard let id = context.parameters.get("id").flatMap({ UnansweredID($0) }) else {
            throw APIError(Refusal.noSuchQuestion)
        }
        try await stored { try await chats.removeUnanswered(id) }
        return .json(SuccessBody())
    }
}
