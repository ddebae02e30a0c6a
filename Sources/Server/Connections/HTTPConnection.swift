import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// An HTTP/1 connection as Hummingbird's, with bounds on its requests.
struct HTTPConnection: HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    /// How long a connection is kept between two requests.
    private static let idleTime = Duration.seconds(65)

    let responder: HTTPChannelHandler.Responder
    let limits: HTTPLimits

    /// Each answer is made in a task of its own: what a task's calls took of its stack stays with it until it ends, and a
    /// connection's task lives as long as its event stream.
    init(responder: @escaping HTTPChannelHandler.Responder, limits: HTTPLimits) {
        self.responder = { request, writer, channel in
            nonisolated(unsafe) var writer = Optional(writer)
            async let answer: Void = responder(request, writer.take()!, channel)
            try await answer
        }
        self.limits = limits
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            // What waits in a connection is small: many of them may be slow.
            try channel.syncOptions?.setOption(
                .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 1024, maximum: 16_384))
            let bounds = RequestBounds(limits)
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandlers(StalledAnswer(), HeadWatch(bounds))
            try pipeline.configureHTTPServerPipeline(
                // Hummingbird answers what cannot be parsed, and its headers are valid by their type.
                withErrorHandling: false, withOutboundHeaderValidation: false, withEncoderConfiguration: .init(),
                withDecoderLimitConfiguration: Self.headLimits)
            try pipeline.addHandlers(
                bounds, HTTP1ToHTTPServerCodec(secure: false),
                HTTPConnectionStateHandler(idleTimeout: Self.idleTime, logger: logger))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel,
                configuration: .init(
                    backPressureStrategy: .init(lowWatermark: 1, highWatermark: 4), isOutboundHalfClosureEnabled: true))
        }
    }

    func handle(value: Value, logger: Logger) async { await handleHTTP(asyncChannel: value, logger: logger) }

    private static var headLimits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 16 * 1024
        limits.maxHeaderListSize = 32 * 1024
        limits.maxHeaderFieldCount = 100
        return limits
    }
}
