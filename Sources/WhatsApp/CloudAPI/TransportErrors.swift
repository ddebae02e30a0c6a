import AsyncHTTPClient
import Conversations
package import Files
import NIOCore

extension FilesError: CodedError {
    /// Such as `files_s3_403`.
    package var reasonCode: String {
        switch self {
        case .noSuchFile: "files_no_such_file"
        case .tooLarge: "files_too_large"
        case .unavailable(let code): "files_\(code)"
        }
    }
}

// What the HTTP library and the network say of a failed call, as codes: their own descriptions may hold an address.

extension HTTPClientError: CodedError {
    /// Such as `http_client_connect_timeout`.
    package var reasonCode: String {
        let words = shortDescription.lowercased().split { !$0.isLetter && !$0.isNumber }
        return "http_client_" + words.prefix(8).joined(separator: "_")
    }
}

extension IOError: CodedError {
    /// Such as `io_111`, with the `errno` of the system.
    package var reasonCode: String { "io_\(errnoCode)" }
}

extension ChannelError: CodedError {
    package var reasonCode: String {
        switch self {
        case .connectTimeout: "channel_connect_timeout"
        case .ioOnClosedChannel, .alreadyClosed: "channel_closed"
        case .outputClosed: "channel_output_closed"
        case .inputClosed: "channel_input_closed"
        case .eof: "channel_eof"
        default: "channel_error"
        }
    }
}
