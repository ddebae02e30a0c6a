import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension Response {
    static func error(_ error: GraphError, headers: [(HTTPField.Name, String)] = []) -> Response {
        .json(error.json, status: error.httpStatus, headers: headers)
    }

    /// What an edge server answers when nothing behind it works.
    static func htmlErrorPage(status: Int) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: "text/html"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: "<html><body><h1>Sorry, something went wrong.</h1></body></html>")))
    }
}
