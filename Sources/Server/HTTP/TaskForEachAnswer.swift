import Hummingbird

/// Makes each answer in a task of its own. What a task's calls took of its stack stays with it until it ends, and a
/// connection's task stays as long as its event stream.
struct TaskForEachAnswer<Base: HTTPResponder>: HTTPResponder {
    let base: Base

    func respond(to request: Request, context: Base.Context) async throws -> Response {
        // Whoever asks waits for the answer, and does nothing with it meanwhile.
        nonisolated(unsafe) let context = context
        async let answer = base.respond(to: request, context: context)
        return try await answer
    }
}
