import Conversations

/// One table, as everything that deals with whole rows sees it: row-level security, the copy to another engine, and the
/// join of two rows of one person. A test compares the descriptions with the real schema of both engines.
///
/// A new column is a line in `Tables.swift` and a migration; a new table of a clinic is guarded, copied and joined by its
/// description alone.
struct Table: Sendable {
    enum Kind: String, Sendable { case text, uuid, timestamp, bigint, boolean }

    /// Whose rows they are.
    enum Tenancy: Sendable {
        /// A clinic's: `key` names the clinic, and a person of it may do what `grants` says (in SQL; nil: nothing).
        case clinic(key: String = "doctor_id", grants: String? = nil)
        case system
    }

    /// What becomes of a column when two rows of one person are joined: one row goes, the other stays.
    enum Joining: Sendable {
        /// The row that stays keeps its own.
        case stays
        /// It takes the other's where it has none.
        case fills
        /// It takes the other's where that has one.
        case replaces
        /// The later, or true.
        case greatest
        case adds
        /// A sequence number: the messages of the row that goes come after those of the row that stays.
        case renumbers
        /// `PatientJoin` decides it.
        case decided
    }

    struct Column: Sendable {
        let name: String
        let kind: Kind
        let joining: Joining
        var sql: SQL { SQL(stringLiteral: name) }
    }

    let name: String
    let columns: [Column]
    /// The primary key.
    let key: [String]
    let tenancy: Tenancy
    /// How many rows are copied at once. Webhook bodies may be three megabytes each. Nil: not copied, since every
    /// database makes its own.
    let pageSize: Int?

    init(
        _ name: String, key: [String], _ tenancy: Tenancy, pageSize: Int? = 500,
        _ columns: KeyValuePairs<String, (Kind, Joining)>
    ) {
        self.name = name
        self.key = key
        self.tenancy = tenancy
        self.pageSize = pageSize
        self.columns = columns.map { Column(name: $0.key, kind: $0.value.0, joining: $0.value.1) }
    }

    var sql: SQL { SQL(stringLiteral: name) }
    var columnList: SQL { SQL.list(columns.map(\.sql)) }
    var keyList: SQL { SQL(stringLiteral: key.joined(separator: ", ")) }

    /// Whether its rows belong to a patient, and so move when two patients turn out to be one.
    var belongsToPatients: Bool { columns.contains { $0.name == "patient_id" } }

    func column(_ name: String) throws -> Column {
        guard let column = columns.first(where: { $0.name == name }) else { throw StorageError.noSuchColumn(name) }
        return column
    }
}

extension Table.Column {
    /// The value of this column in a row, bound with its type.
    func binding(_ row: ResultRow) throws -> Binding {
        switch kind {
        case .text: .text(try row[named: name])
        case .uuid: .uuid((try row[named: name] as Identifier<Table>?)?.uuid)
        case .timestamp: .timestamp(try row[named: name])
        case .bigint: .bigint(try row[named: name])
        case .boolean: .boolean(try row[named: name])
        }
    }
}
