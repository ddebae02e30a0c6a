package import Conversations

/// What became of the sealed values when the key was replaced.
package struct KeyReplacement: Sendable, Hashable {
    /// Sealed anew.
    package var resealed = 0
    /// Sealed with the new key already.
    package var kept = 0
    /// The clinics whose values could be opened with neither key, and are gone.
    package var forgotten: [EmailAddress] = []
}

/// Why the key was not replaced; nothing was changed.
package enum KeyTrouble: Error, Hashable, CustomStringConvertible {
    /// These clinics have values that open with neither key.
    case unopened([EmailAddress])
    case wrongOldKey

    package var description: String {
        switch self {
        case .unopened(let clinics):
            "nothing was changed: neither key opens what is stored of \(clinics.map(\.text).joined(separator: ", ")); "
                + "--forget-tokens removes it"
        case .wrongOldKey:
            "nothing was changed: neither SECRET_KEY nor SECRET_KEY_OLD is the key of this database; --forget-tokens goes "
                + "on without it"
        }
    }
}

extension Operator {
    /// Throws `StorageError.wrongKey` where the sealer's key is not the one of this database. The first one that comes to
    /// a database is its key; one from before there was a check is known by any sealed value.
    package func checkKey() async throws {
        let fresh = try sealer.seal(.check, boundTo: .keyCheck)
        let sealer = sealer
        try await engine.write(as: .system) { transaction in
            if try Installation.keyCheck.value(in: transaction) == nil {
                let values = try SealedColumn.values(in: transaction)
                guard values.isEmpty || values.contains(where: sealer.opens) else { throw StorageError.wrongKey }
                try transaction.execute(
                    """
                    INSERT INTO installation (name, value) VALUES (\(Installation.keyCheck.rawValue), \(fresh))
                    ON CONFLICT DO NOTHING
                    """)
            }
            guard let check = try Installation.keyCheck.value(in: transaction), sealer.opens(check: check) else {
                throw StorageError.wrongKey
            }
        }
    }

    /// Seals everything anew with the sealer's key that `old` opens, in one transaction. What opens with neither is a
    /// trouble, or is removed where `forgets`.
    package func replaceKey(from old: TokenSealer?, forgets: Bool) async throws -> KeyReplacement {
        let keys = KeyPair(new: sealer, old: old)
        return try await engine.write(as: .system) { transaction in
            var report = KeyReplacement()
            var unopened: [SealedColumn.Value] = []
            for value in try SealedColumn.values(in: transaction) {
                switch keys.state(of: value) {
                case .current: report.kept += 1
                case .old(let secret):
                    try value.replace(with: keys.new.seal(secret, for: value.clinic), in: transaction)
                    report.resealed += 1
                case .unknown: unopened.append(value)
                }
            }
            let clinics = try Set(unopened.map(\.clinic)).compactMap { try Clinic.find($0, in: transaction)?.email }
            if !unopened.isEmpty && !forgets { throw KeyTrouble.unopened(clinics.sorted { $0.text < $1.text }) }
            let check = try Installation.keyCheck.value(in: transaction)
            let isKnown = check.map { keys.new.opens(check: $0) || old?.opens(check: $0) == true } ?? true
            guard isKnown || forgets || report.resealed + report.kept > 0 else { throw KeyTrouble.wrongOldKey }
            for value in unopened { try value.replace(with: nil, in: transaction) }
            report.forgotten = clinics.sorted { $0.text < $1.text }
            try Installation.keyCheck.set(keys.new.seal(.check, boundTo: .keyCheck), in: transaction)
            return report
        }
    }
}

/// The key that is to be used, and the one that was.
private struct KeyPair: Sendable {
    enum State {
        case current, unknown
        case old(Secret)
    }

    let new: TokenSealer
    let old: TokenSealer?

    func state(of value: SealedColumn.Value) -> State {
        if new.opens(value) { return .current }
        guard let secret = try? old?.open(value.sealed, for: value.clinic) else { return .unknown }
        return .old(secret)
    }
}

extension TokenSealer {
    fileprivate func opens(_ value: SealedColumn.Value) -> Bool {
        (try? open(value.sealed, for: value.clinic)) != nil
    }

    fileprivate func opens(check: String) -> Bool { (try? open(check, boundTo: .keyCheck)) != nil }
}

extension Secret {
    /// What the check value says; that it opens is what counts.
    fileprivate static let check = Secret("shubhstra")
}

extension String {
    fileprivate static let keyCheck = Installation.keyCheck.rawValue
}
