import Foundation
import TestSupport
import Testing

/// The dashboard's files over HTTP.
@Suite(.serialized) struct DashboardTests {
    @Test(arguments: Backing.available)
    func `the pages name files of this version, which may be kept for good and come compressed`(on backing: Backing)
        async throws
    {
        try await RunningProduct.with(backing) { product in
            let page = try await product.doctor.call(.GET, "/")
            let path = try #require(page.text.firstMatch(of: /"(\/assets\/[0-9a-f]{12}\/js\/main\.js)"/)?.1)
            let plain = try await product.doctor.call(.GET, String(path))
            #expect(plain.header("Cache-Control")?.contains("immutable") == true)
            #expect(plain.header("Content-Encoding") == nil && plain.text.contains("import"))
            let packed = try await product.doctor.call(.GET, String(path), headers: [("Accept-Encoding", "gzip")])
            #expect(packed.header("Content-Encoding") == "gzip")
            let sameAgain = try await product.doctor.call(
                .GET, String(path), headers: [("If-None-Match", plain.header("ETag") ?? "")])
            #expect(sameAgain.status == 304)
            #expect(try await product.doctor.call(.GET, "/assets/js/main.js").header("Cache-Control") == "no-cache")
            #expect(try await product.doctor.call(.GET, "/assets/../login.html").status == 404)
        }
    }
}

extension Desk.Answer {
    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
