import HTTPTypes
import Testing

@testable import Server

/// Whom a request is taken to come from.
@Suite struct ClientTests {
    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
    private static let forwardedProto = HTTPField.Name("X-Forwarded-Proto")!

    private static func client(
        _ peer: String?, _ lines: [String] = [], trusting proxies: String = "", proto: [String] = []
    ) throws -> Client {
        var headers = HTTPFields()
        for line in lines { headers.append(HTTPField(name: forwardedFor, value: line)) }
        for line in proto { headers.append(HTTPField(name: forwardedProto, value: line)) }
        return Client(
            peer: peer.flatMap { IPAddress($0) }, headers: headers, proxies: try #require(TrustedProxies(proxies)))
    }

    @Test(arguments: [
        ("203.0.113.9", ["198.51.100.1"], "", "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], "10.0.0.1", "203.0.113.9"),
        ("10.0.0.1", ["198.51.100.1"], "10.0.0.1", "198.51.100.1"),
        ("10.0.0.1", ["6.6.6.6, 198.51.100.1"], "10.0.0.1", "198.51.100.1"),
        ("10.0.0.1", ["6.6.6.6", "198.51.100.1 ,\t10.0.0.2"], "10.0.0.1,10.0.0.2", "198.51.100.1"),
        ("10.1.2.3", ["198.51.100.1, 10.9.9.9"], "10.0.0.0/8", "198.51.100.1"),
        ("127.0.0.1", ["198.51.100.1"], "127.0.0.1", "198.51.100.1"),
        ("::1", ["198.51.100.1:4711"], "127.0.0.1 ::1", "198.51.100.1"),
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "10.0.0.1", "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1"], "::ffff:10.0.0.0/104", "198.51.100.1"),
        ("10.0.0.1", ["[2001:db8:1:2:3::4]:443"], "10.0.0.1", "2001:db8:1:2:3::4"),
        ("10.0.0.1", ["[2001:db8::1]"], "10.0.0.1", "2001:db8::1"),
        ("2001:db8:a::5", ["2001:db8:b::7"], "2001:db8:a::/48", "2001:db8:b::7"),
        ("10.0.0.1", ["not, an, address, 198.51.100.1"], "10.0.0.1", "198.51.100.1"),
    ])
    func `the client is the rightmost address that is no trusted proxy`(
        peer: String, lines: [String], proxies: String, expected: String
    ) throws {
        #expect(try Self.client(peer, lines, trusting: proxies).address?.description == expected)
    }

    @Test(arguments: [
        ("127.0.0.1", [], ""), ("127.8.9.1", [], ""), ("::1", ["198.51.100.1"], ""),
        ("::ffff:127.0.0.1", ["198.51.100.1"], "10.0.0.1"),
        ("10.0.0.1", [], "10.0.0.1"), ("10.0.0.1", ["", " , "], "10.0.0.1"), ("10.0.0.1", ["10.0.0.1"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1, 127.0.0.1"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1, unknown"], "10.0.0.1"), ("10.0.0.1", ["198.51.100.1, _hidden"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1:99999"], "10.0.0.1"), ("10.0.0.1", ["[2001:db8::1"], "10.0.0.1"),
        ("10.0.0.1", ["[2001:db8::1]x"], "10.0.0.1"), ("10.0.0.1", ["1.2.3.4.5"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1 198.51.100.2"], "10.0.0.1"),
    ])
    func `a peer on this machine and a trusted proxy are no address`(
        peer: String, lines: [String], proxies: String
    ) throws {
        let client = try Self.client(peer, lines, trusting: proxies)
        #expect(client.address == nil && client.countedAddress == nil)
    }

    @Test func `a peer without an address is not counted`() throws {
        #expect(try Self.client(nil, ["198.51.100.1"], trusting: "10.0.0.1").address == nil)
    }

    @Test func `an IPv6 client is counted by its network, whatever address of it it takes`() throws {
        let one = try Self.client("2001:db8:1:2:aaaa::1").countedAddress
        #expect(try one == Self.client("2001:db8:1:2:bbbb::9").countedAddress)
        #expect(try one != Self.client("2001:db8:1:3:aaaa::1").countedAddress)
        #expect(try Self.client("198.51.100.1").countedAddress != Self.client("198.51.100.2").countedAddress)
    }

    @Test(arguments: [
        ("198.51.100.1", "198.51.100.1"), ("::ffff:198.51.100.1", "198.51.100.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::"),
        ("127.0.0.1", nil), ("::ffff:127.0.0.2", nil), ("::1", nil), ("10.1.2.3", nil), (nil, nil),
    ])
    func `connections count by their peer, unless it speaks for others`(peer: String?, expected: String?) throws {
        let proxies = try #require(TrustedProxies("10.0.0.0/8"))
        #expect(proxies.counted(peer.flatMap { IPAddress($0) })?.description == expected)
    }

    @Test(arguments: [
        ("10.0.0.1", ["https"], true), ("10.0.0.1", ["HTTPS"], true), ("10.0.0.1", ["http, https"], true),
        ("10.0.0.1", ["http", " https "], true), ("10.0.0.1", ["https, http"], false), ("10.0.0.1", [], false),
        ("10.0.0.1", ["httpsx"], false), ("203.0.113.9", ["https"], false), ("127.0.0.1", ["https"], false),
    ])
    func `only a trusted proxy says that a request came by https`(
        peer: String, proto: [String], expected: Bool
    ) throws {
        #expect(try Self.client(peer, trusting: "10.0.0.1", proto: proto).isHTTPS == expected)
    }
}
