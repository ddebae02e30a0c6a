package import Conversations

/// Files that no message has: erased with it, or kept and never used. They are noted in the transaction that makes them so
/// and removed afterwards, so that none is left behind when a process dies in between.
package struct UnwantedFiles: Sendable {
    /// Whoever is writing one at this moment is done by then.
    private static let delay = MediaFetches.lease
    /// For as long as this a name is left to whoever has reserved it.
    private static let reserved = Duration.seconds(3600)

    let engine: any Engine

    static func note(_ name: FileName, in transaction: any Transaction) throws {
        try transaction.post(
            """
            INSERT INTO unwanted_files (file, remove_at) VALUES (\(name), \(transaction.now.adding(delay)))
            ON CONFLICT (file) DO UPDATE SET remove_at = excluded.remove_at
            """)
    }

    /// The files of rows of `media` that are about to be deleted.
    static func note(ofMediaWhere condition: SQL, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO unwanted_files (file, remove_at)
            SELECT file, \(transaction.now.adding(delay)) FROM media WHERE file IS NOT NULL AND (\(condition))
            ON CONFLICT (file) DO UPDATE SET remove_at = excluded.remove_at
            """)
    }

    /// A name for a file that a message is going to have within the hour. If none does, the file is removed.
    package func reserve() async throws -> FileName {
        let name = FileName.make()
        try await engine.write(as: .system) { transaction in
            try transaction.post(
                """
                INSERT INTO unwanted_files (file, remove_at) VALUES (\(name), \(transaction.now.adding(Self.reserved)))
                """)
        }
        return name
    }

    /// Some that are to be removed now. Those that a message has after all are forgotten.
    package func due(limit: Int = 100) async throws -> [FileName] {
        try await engine.write(as: .system) { transaction in
            try transaction.execute(
                """
                DELETE FROM unwanted_files WHERE remove_at <= \(transaction.now)
                    AND EXISTS (SELECT 1 FROM media f WHERE f.file = unwanted_files.file)
                """)
            return try transaction.rows(
                """
                SELECT file FROM unwanted_files WHERE remove_at <= \(transaction.now) ORDER BY remove_at LIMIT \(limit)
                """
            ).map { try $0["file"] }
        }
    }

    /// These could not be removed now: others come first for an hour.
    package func postpone(_ names: Set<FileName>) async throws {
        try await engine.write(as: .system) { transaction in
            for name in names {
                try transaction.post(
                    """
                    UPDATE unwanted_files SET remove_at = \(transaction.now.adding(.seconds(3600))) WHERE file = \(name)
                    """)
            }
        }
    }

    /// These are removed.
    package func forget(_ names: [FileName]) async throws {
        guard !names.isEmpty else { return }
        try await engine.write(as: .system) { transaction in
            for names in names.map({ "\($0)" as SQL }).inPowersOfTwo {
                try transaction.post("DELETE FROM unwanted_files WHERE file IN (\(SQL.list(names)))")
            }
        }
    }
}
