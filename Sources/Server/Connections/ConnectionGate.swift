import Logging
import NIOCore

/// Lets connections in, as many as a listener may have and an address may have, and as there are descriptors for.
///
/// NIO goes on asking for connections that it cannot accept, as fast as the processor can: here it waits a second.
final class ConnectionGate: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel
    typealias OutboundIn = Never

    private static let pause = TimeAmount.seconds(1)

    private let budget: Budget
    private let room: @Sendable () -> Int
    private let proxies: TrustedProxies
    private let log: GateLog
    private var isPaused = false

    /// `room`: how many connections the descriptors of this process leave for this listener.
    init(_ limits: HTTPLimits, room: @escaping @Sendable () -> Int, proxies: TrustedProxies, log: GateLog) {
        budget = Budget(limits.connections, perAddress: limits.connectionsPerAddress)
        self.room = room
        self.proxies = proxies
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let channel = unwrapInboundIn(data)
        let peer = channel.remoteAddress.flatMap { IPAddress($0) }
        let address = proxies.counted(peer)
        let refusal = budget.taken < room() ? budget.take(1, for: address) : .all
        if let refusal {
            log.refused(refusal, peer)
            return channel.close(promise: nil)
        }
        channel.closeFuture.whenComplete { [budget] _ in budget.giveBack(1, for: address) }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? IOError {
            log.failed(error)
            pause(context)
        }
        context.fireErrorCaught(error)
    }

    private func pause(_ context: ChannelHandlerContext) {
        guard !isPaused else { return }
        isPaused = true
        try? context.channel.syncOptions?.setOption(.autoRead, value: false)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) { [self] in
            isPaused = false
            try? context.channel.syncOptions?.setOption(.autoRead, value: true)
        }
    }

    func read(context: ChannelHandlerContext) {
        if !isPaused { context.read() }
    }
}
