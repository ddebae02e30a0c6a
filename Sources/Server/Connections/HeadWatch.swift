import NIOCore

/// Stands before the decoder and tells `bounds` of bytes, since the decoder says nothing until a head is whole.
final class HeadWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let bounds: RequestBounds

    init(_ bounds: RequestBounds) { self.bounds = bounds }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bounds.bytesArrived()
        context.fireChannelRead(data)
    }
}
