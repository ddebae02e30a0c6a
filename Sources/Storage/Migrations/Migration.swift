import Conversations

/// One step of the schema. A step that has shipped is never edited; the next one corrects it.
struct Migration: Sendable {
    let name: String
    /// The oldest schema number whose program may keep working with what this step makes. Additive steps name the
    /// number of the version before, so that nodes can be replaced one by one; a step that only new programs understand
    /// names itself. 0 for the steps from before there was such a number.
    let oldestProgram: Int64
    /// Tables that PostgreSQL locks before anything else: what changes several while nodes write has to take them in the
    /// order in which transactions do, or the two wait for each other.
    var locked: [SQL] = []
    /// For both engines.
    var statements: [SQL] = []
    /// Only for SQLite, after `statements`.
    var sqlite: [SQL] = []
    /// Only for PostgreSQL, after `statements`.
    var postgres: [SQL] = []
    /// What the program itself has to do with the rows, after the statements.
    var backfill: Backfill?

    static let all = [
        initial, inboxLanes, rowLevelSecurity, knowledgeApproval, listIndexes, sequencePrivileges, namedForWhatTheyAre,
        searchTextAgain, whoIsWho, automaticAnswers, oneFolding,
        signInLimits,
        held,
        waiting,
        searchPieces,
        changedPatients,
        media,
        filesOut,
        amendments,
        account, queuedTexts, accountRoles, redFlags, drafts, hours, knowledgeKinds, models, transcripts,
        summaries, clinicTimes,
    ]

    /// The schema number that this program knows.
    static var known: Int64 { Int64(all.count) }
}

/// Work on existing rows that SQL cannot do, such as folding text: in batches, each in a transaction of its own. Its
/// progress is in `migration_progress`, written in the transaction of the batch, so that a migration that was killed
/// continues where it stopped, and several nodes that start at once share the work.
struct Backfill: Sendable {
    struct Batch: Sendable {
        /// Where the next batch begins; nil after the last.
        let cursor: String?
        let rows: Int64
        /// What the operator has to know about single rows.
        var notes: [String] = []
    }

    /// How many rows there are to look at.
    let total: @Sendable (any Transaction) throws -> Int64
    /// Works on the rows after `cursor`, nil for the first batch.
    let batch: @Sendable (any Transaction, _ cursor: String?, Rules) throws -> Batch

    init(
        total: @escaping @Sendable (any Transaction) throws -> Int64,
        judging batch: @escaping @Sendable (any Transaction, _ cursor: String?, Rules) throws -> Batch
    ) {
        self.total = total
        self.batch = batch
    }

    /// For work that needs no rule.
    init(
        total: @escaping @Sendable (any Transaction) throws -> Int64,
        batch: @escaping @Sendable (any Transaction, _ cursor: String?) throws -> Batch
    ) {
        self.init(total: total) { transaction, cursor, _ in try batch(transaction, cursor) }
    }
}

/// How far a migration has got.
package struct MigrationProgress: Sendable, Hashable {
    package let migration: String
    package let rows: Int64
    package let total: Int64
    /// What the operator has to know about what was done just now, each a sentence.
    package var notes: [String] = []
    package var isDone: Bool { rows >= total }
}
