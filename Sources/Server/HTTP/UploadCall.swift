/// The call that carries a file: its body goes to the disk as it comes, so neither the bounds on memory nor the time for a
/// body are made for it.
enum UploadCall {
    static let path = "/api/live-chat/send-media"
    /// The largest file, and room for the form around it, in bytes.
    static let bodyLimit: Int64 = 101 << 20
    /// For a whole file, in seconds. Between two parts of it no more time may pass than for another body.
    static let seconds: Int64 = 900
    /// So many at once, of all and of one address: each may fill a part of the disk.
    static let atOnce = 16
    static let atOncePerAddress = 6

    /// Whether it is this call, told by what stands in the request line.
    static func isMeant(by target: some StringProtocol) -> Bool {
        target.prefix { $0 != "?" } == path
    }
}
