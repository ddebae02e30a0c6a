import HTTPTypes
import Testing

@testable import Server

struct CrossSiteRuleTests {
    let rule = CrossSiteRule(allowedOrigins: ["https://desk.example.com"])
    let host = "clinic.example:3001"

    private func allows(_ origin: String?, _ site: String? = nil) -> Bool {
        rule.allows(.post, origin: origin, fetchSite: site, host: host)
    }

    @Test func `a client that says nothing isn't a browser and passes`() {
        #expect(allows(nil))
    }

    @Test func `the own origin passes, also behind a proxy that ends TLS`() {
        #expect(allows("http://clinic.example:3001"))
        #expect(allows("https://clinic.example:3001", "same-origin"))
        #expect(allows(nil, "same-origin"))
        #expect(allows(nil, "none"))
    }

    @Test(
        arguments: [
            "null", "https://evil.example", "http://clinic.example", "http://clinic.example:3000",
            "http://clinic.example:3001.evil.example", "ftp://clinic.example:3001", "", "clinic.example:3001",
            "http://desk.example.com", "https://desk.example.com.evil.example", "https://desk.example.com:444",
        ])
    func `another origin is refused`(origin: String) {
        #expect(!allows(origin))
        #expect(!allows(origin, "same-origin"))
    }

    @Test(arguments: ["cross-site", "same-site", "anything"])
    func `a request that the browser calls another site's is refused`(site: String) {
        #expect(!allows(nil, site))
        #expect(!allows("http://clinic.example:3001", site))
    }

    @Test func `a listed origin passes whatever the browser calls it`() {
        #expect(allows("https://desk.example.com", "cross-site"))
        #expect(allows("https://desk.example.com"))
    }

    @Test func `reading passes from everywhere, and everything else is looked at`() {
        for method in [.get, .head, .options] as [HTTPRequest.Method] {
            #expect(rule.allows(method, origin: "https://evil.example", fetchSite: "cross-site", host: host))
        }
        for method in [.post, .put, .patch, .delete] as [HTTPRequest.Method] {
            #expect(!rule.allows(method, origin: "https://evil.example", fetchSite: nil, host: host))
        }
    }

    @Test func `without a host no origin is the own one`() {
        #expect(!rule.allows(.post, origin: "http://", fetchSite: nil, host: nil))
        #expect(!rule.allows(.post, origin: "http://", fetchSite: nil, host: ""))
    }
}
