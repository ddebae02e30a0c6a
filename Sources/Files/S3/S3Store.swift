package import AsyncHTTPClient
package import FoundationEssentials
package import NIOCore
import NIOHTTP1
import _NIOFileSystem

/// Files in a bucket of an S3-compatible store.
package struct S3Store: FileStore {
    private static let partLength = ByteCount.kibibytes(128)
    /// SHA-256 of nothing.
    private static let digestOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    private let location: S3Location
    private let client: HTTPClient
    private let now: @Sendable () -> Date

    /// The caller shuts the client down.
    package init(_ location: S3Location, client: HTTPClient, now: @escaping @Sendable () -> Date = { Date() }) {
        self.location = location
        self.client = client
        self.now = now
    }

    /// A client that gives up on a store that says nothing, and follows it nowhere.
    package static func makeHTTPClient() -> HTTPClient {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        // Whoever watches a film stops now and then.
        configuration.timeout = .init(connect: .seconds(5), read: .minutes(5))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
        configuration.httpVersion = .http1Only
        configuration.proxy = nil
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    package func keep(_ draft: FileDraft, as key: FileKey) async throws {
        do {
            let size = draft.size
            var request = request(.PUT, key, digest: draft.digest.hex)
            try await FileSystem.shared.withFileHandle(forReadingAt: draft.path) { file in
                request.body = .stream(file.readChunks(chunkLength: Self.partLength), length: .known(size))
                try await expect([200], try await client.execute(request, deadline: .distantFuture))
            }
        } catch {
            throw FilesError(error)
        }
    }

    package func read(
        _ key: FileKey, _ range: Range<Int64>, _ body: (ByteBuffer) async throws -> Void
    ) async throws {
        guard !range.isEmpty else { return }
        let bytes = "bytes=\(range.lowerBound)-\(range.upperBound - 1)"
        let response: HTTPClientResponse
        do {
            response = try await client.execute(
                request(.GET, key, headers: ["range": bytes]), deadline: .distantFuture)
            try await expect([206], response)
        } catch {
            throw FilesError(error)
        }
        for try await part in response.body { try await body(part) }
    }

    package func remove(_ name: UUID) async throws {
        do {
            for key in FileKey.all(of: name) {
                // Some stores tell that there was nothing.
                try await expect(
                    [200, 204, 404], try await client.execute(request(.DELETE, key), deadline: .now() + .seconds(30)))
            }
        } catch {
            throw FilesError(error)
        }
    }

    private func request(
        _ method: HTTPMethod, _ key: FileKey, digest: String = digestOfNothing, headers more: [String: String] = [:]
    ) -> HTTPClientRequest {
        let path = "/\(location.bucket)/\(key.folder)/\(key.lastPart)"
        let headers = more.merging([
            "host": location.hostAndPort, "x-amz-date": Self.written(now()), "x-amz-content-sha256": digest,
        ]) { $1 }
        var request = HTTPClientRequest(url: location.origin + path)
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let signature = S3Signature(location: location).authorization(
            method: method.rawValue, path: path, headers: headers)
        request.headers.add(name: "Authorization", value: signature)
        return request
    }

    /// A body that nobody reads is read to its end, where that is near: the connection can be used again.
    private func expect(_ statuses: Set<UInt>, _ response: HTTPClientResponse) async throws {
        let isExpected = statuses.contains(response.status.code)
        if isExpected, response.status == .partialContent { return }
        _ = try? await response.body.collect(upTo: 64 * 1024)
        guard !isExpected else { return }
        throw response.status == .notFound
            ? FilesError.noSuchFile : FilesError.unavailable("s3_\(response.status.code)")
    }

    /// As Amazon writes times: `20261122T100000Z`.
    private static func written(_ time: Date) -> String {
        let text = time.ISO8601Format()
        return text.filter { $0 != "-" && $0 != ":" }
    }
}
