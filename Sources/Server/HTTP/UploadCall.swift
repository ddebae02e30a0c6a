/// A call that carries a file: its body goes to the disk as it comes, so neither the bounds on memory nor the time for a
/// body are made for it.
enum UploadCall {
    /// The largest file, and room for the form around it, in bytes.
    static let bodyLimit: Int64 = 101 << 20
    /// So many at once, of all and of one address: each may fill a part of the disk.
    static let atOnce = 16
    static let atOncePerAddress = 6

    /// Whether it is such a call, told by what stands in the request line and in `Content-Type`. A template may also come as
    /// JSON, which is a body like any other.
    static func isMeant(by target: some StringProtocol, type: @autoclosure () -> String?) -> Bool {
        switch target.prefix(while: { $0 != "?" }) {
        case "/api/live-chat/send-media": true
        case "/api/live-chat/send-template": isForm(type())
        default: false
        }
    }

    static func isForm(_ type: String?) -> Bool { HeaderParameters(type ?? "").word == "multipart/form-data" }
}
