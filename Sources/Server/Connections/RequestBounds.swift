import NIOCore
import NIOHTTP1

/// Holds the requests of one connection to their time, and ends the connection where it cannot go on: after an answer
/// that says so, after one to HTTP/1.0, and after one that was given before the request had arrived.
///
/// It stands behind NIO's pipeline handler, which lets one request in at a time.
final class RequestBounds: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Phase {
        /// Nothing of a request is there, or a part of its head.
        case head
        case body
        /// The request is there; its answer is awaited.
        case answer
        /// The last answer was given. What still arrives is dropped, and counted up to a bound.
        case ending(dropped: Int)
    }

    /// What an answered client may still send: with unread bytes a close would be a reset, and the answer lost.
    private static let dropLimit = 64 * 1024
    private static let endingTime = TimeAmount.seconds(1)
    /// For the answer to a body that was too slow, on a machine that may be slow for the same reason.
    private static let answerTime = TimeAmount.seconds(5)

    private let headTimeout: TimeAmount
    private let bodyTimeout: TimeAmount
    private let uploadTimeout: TimeAmount
    private var phase = Phase.head
    private var isLast = false
    private var isHTTP10 = false
    /// When a file has to be here; nil for every other body.
    private var uploadEnd: NIODeadline?
    private var context: ChannelHandlerContext?
    private var isExpired = false
    private let deadline = MovingDeadline()

    init(_ limits: HTTPLimits) {
        headTimeout = TimeAmount(limits.headTimeout)
        bodyTimeout = TimeAmount(limits.bodyTimeout)
        uploadTimeout = TimeAmount(limits.uploadTimeout)
    }

    // MARK: The request

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        wait(headTimeout, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        deadline.cancel()
    }

    /// The first bytes of the next head begin its time.
    func bytesArrived() {
        guard case .head = phase, !deadline.isSet, let context else { return }
        wait(headTimeout, context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .ending(let dropped) = phase { return drop(unwrapInboundIn(data), after: dropped, context) }
        switch unwrapInboundIn(data) {
        case .head(let head):
            phase = .body
            let isUpload = UploadCall.isMeant(
                by: head.uri, type: head.headers["content-type"].joined(separator: ", "))
            uploadEnd = isUpload ? .now() + uploadTimeout : nil
            wait(bodyTimeout, context)
            context.fireChannelRead(wrapInboundOut(.head(begin(head))))
        case .body:
            // What still comes of one that was too slow leaves its answer the time it has.
            if let uploadEnd, !isExpired { wait(min(bodyTimeout, uploadEnd - .now()), context) }
            context.fireChannelRead(data)
        case .end:
            phase = .answer
            deadline.clear()
            context.fireChannelRead(data)
        }
    }

    private func begin(_ head: HTTPRequestHead) -> HTTPRequestHead {
        var head = head
        isHTTP10 = head.version.major == 1 && head.version.minor == 0
        // After an upgrade that is ignored, the decoder reads no further request.
        isLast = isHTTP10 || !head.isKeepAlive || head.headers.contains(name: "upgrade")
        // The end is made here; Hummingbird would make it as soon as the route has returned, and an event stream goes on.
        head.headers.remove(name: "connection")
        // HTTP/1.0 has none; whoever looks for a missing one looks at HTTP/1.1.
        if isHTTP10, !head.headers.contains(name: "host") { head.headers.add(name: "host", value: "") }
        return head
    }

    private func drop(_ part: HTTPServerRequestPart, after dropped: Int, _ context: ChannelHandlerContext) {
        switch part {
        case .head: break
        case .body(let bytes): phase = .ending(dropped: dropped + bytes.readableBytes)
        case .end: context.close(promise: nil)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        if case .ending = phase { read(context: context) }
    }

    func read(context: ChannelHandlerContext) {
        if case .ending(let dropped) = phase, dropped >= Self.dropLimit { return }
        context.read()
    }

    // MARK: The answer

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head): context.write(wrapOutboundOut(.head(answer(head))), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end where isLast: end(context, data, promise)
        case .end:
            phase = .head
            context.write(data, promise: promise)
        }
    }

    private func answer(_ head: HTTPResponseHead) -> HTTPResponseHead {
        var head = head
        if case .answer = phase {} else { isLast = true }
        if !head.isKeepAlive { isLast = true }
        if isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
        // Without a length its end is the end of the connection.
        if isHTTP10 { head.version = .http1_0 }
        return head
    }

    private func end(_ context: ChannelHandlerContext, _ data: NIOAny, _ promise: EventLoopPromise<Void>?) {
        var isWhole = false
        if case .answer = phase { isWhole = true }
        phase = .ending(dropped: 0)
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in
            context.close(mode: isWhole ? .all : .output, promise: nil)
        }
        wait(Self.endingTime, context)
        context.writeAndFlush(data, promise: written)
        context.read()
    }

    // MARK: The time

    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline.set(.now() + time, on: context.eventLoop.assumeIsolated()) { [self] in expire(context) }
    }

    private func expire(_ context: ChannelHandlerContext) {
        guard case .body = phase, !isExpired else { return context.close(promise: nil) }
        isExpired = true
        // Whoever reads the body answers; the connection ends in any case.
        wait(Self.answerTime, context)
        context.fireErrorCaught(RequestTooSlow())
    }
}
