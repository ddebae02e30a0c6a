import NIOCore

/// Ends a connection whose client does not take what is written to it.
final class StalledAnswer: ChannelInboundHandler {
    typealias InboundIn = Any

    private static let patience = TimeAmount.seconds(60)
    private let deadline = MovingDeadline()

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            deadline.clear()
        } else {
            deadline.set(.now() + Self.patience, on: context.eventLoop.assumeIsolated()) {
                context.close(promise: nil)
            }
        }
        context.fireChannelWritabilityChanged()
    }

    func handlerRemoved(context: ChannelHandlerContext) { deadline.cancel() }
}
