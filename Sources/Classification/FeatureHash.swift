/// FNV-1a of some bytes, in 32 bits, with its bits mixed: tables use the lowest of them.
package struct FeatureHash: Sendable {
    private var state: UInt32 = 0x811C_9DC5

    /// - Parameter seed: tells features of one kind from those of another.
    package init(_ seed: Character, _ name: String = "") {
        append(seed.asciiValue ?? 0)
        for byte in name.utf8 { append(byte) }
    }

    package mutating func append(_ byte: UInt8) { state = (state ^ UInt32(byte)) &* 0x0100_0193 }

    package func appending(_ byte: UInt8) -> FeatureHash {
        var hash = self
        hash.append(byte)
        return hash
    }

    package var value: UInt32 {
        var mixed = state
        mixed = (mixed ^ (mixed >> 16)) &* 0x85EB_CA6B
        mixed = (mixed ^ (mixed >> 13)) &* 0xC2B2_AE35
        return mixed ^ (mixed >> 16)
    }
}
