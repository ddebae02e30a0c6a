import Hummingbird
import HummingbirdCore
import NIOCore

/// Decides by the first part of a request's path who answers it.
struct RequestRouter: Sendable {
    private static let bodyLimit = 20 * 1024 * 1024
    /// A file of the largest size that Meta takes, in its form.
    private static let fileLimit = MediaKind.largest + 1024 * 1024

    private let files: PublicFiles
    private let graph: GraphAPI
    private let gemini: GeminiAPI
    private let chat: ChatAPI
    private let control: ControlAPI
    private let gate: ControlGuard
    private let world: World

    init(_ server: SandboxServer, _ files: PublicFiles) {
        self.files = files
        world = server.world
        graph = GraphAPI(world: server.world, deliveries: server.deliveries)
        gemini = GeminiAPI(world: server.world)
        chat = ChatAPI(world: server.world)
        gate = ControlGuard(configuration: server.configuration)
        control = ControlAPI(control: server.control, gate: gate)
    }

    func answer(_ request: Request, _ context: SandboxContext) async -> Response {
        let limit = request.uri.path.hasSuffix("/media") ? Self.fileLimit : Self.bodyLimit
        guard let buffer = try? await request.body.collect(upTo: limit) else {
            return Response(status: .contentTooLarge)
        }
        let exchange = Exchange(request: request, body: buffer, channel: context.channel)
        let first = exchange.parts.first ?? ""
        if first == "sandbox" { return await control.answer(exchange) }
        let standIn: Response
        if first.wholeMatch(of: /v\d+\.\d+/) != nil {
            standIn = await graph.answer(exchange)
        } else if chat.isMeant(by: exchange) {
            standIn = await chat.answer(exchange)
        } else if first == "v1" || first == "v1beta" {
            standIn = await gemini.answer(exchange)
        } else if first == "whatsapp_business" {
            standIn = await graph.download(exchange)
        } else {
            return page(exchange)
        }
        await world.note(
            request: exchange.method.rawValue, path: exchange.path, status: standIn.status.code)
        return standIn
    }

    private func page(_ exchange: Exchange) -> Response {
        if let refused = refusal(exchange) { return refused }
        guard exchange.method == .get || exchange.method == .head else { return Response(status: .methodNotAllowed) }
        return files.answer(path: exchange.path) ?? Response(status: .notFound)
    }

    private func refusal(_ exchange: Exchange) -> Response? {
        do {
            try gate.checkHost(exchange)
            return nil
        } catch {
            return .json(["error": .string(error.message)], status: error.status)
        }
    }
}
