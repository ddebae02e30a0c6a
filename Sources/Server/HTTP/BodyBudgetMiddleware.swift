import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Counts the bytes of bodies that are in memory, until their requests are answered or gone.
struct BodyBudgetMiddleware<Context: RequestContext>: RouterMiddleware {
    let budget: Budget
    /// Whom the bytes are counted for.
    let address: @Sendable (Context) -> IPAddress?

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        // Nobody reads a body of these, and event streams need theirs untouched.
        if [.get, .head, .options].contains(request.method) { return try await next(request, context) }
        // A file goes to the disk as it comes.
        if UploadCall.isMeant(by: request.uri.path, type: request.headers[.contentType]) {
            return try await next(request, context)
        }
        let share = BodyShare(budget: budget, address: address(context))
        defer { share.giveBack() }
        var request = request
        request.body = RequestBody(asyncSequence: CountedBody(base: request.body, share: share))
        return try await next(request, context)
    }
}

/// What one request has of the budget.
private final class BodyShare: Sendable {
    private let budget: Budget
    private let address: IPAddress?
    private let bytes = Mutex(0)

    init(budget: Budget, address: IPAddress?) {
        self.budget = budget
        self.address = address
    }

    /// Throws 503 when there is no room for so many more.
    func take(_ amount: Int) throws(APIError) {
        guard budget.take(amount, for: address) == nil else { throw .tooManyBodies }
        bytes.withLock { $0 += amount }
    }

    func giveBack() {
        let all = bytes.withLock { bytes in
            defer { bytes = 0 }
            return bytes
        }
        budget.giveBack(all, for: address)
    }
}

private struct CountedBody: AsyncSequence, Sendable {
    struct Iterator: AsyncIteratorProtocol {
        var base: RequestBody.AsyncIterator
        let share: BodyShare

        mutating func next() async throws -> ByteBuffer? {
            guard let part = try await base.next() else { return nil }
            try share.take(part.readableBytes)
            return part
        }
    }

    let base: RequestBody
    let share: BodyShare

    func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator(), share: share) }
}
