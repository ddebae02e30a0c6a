#if PostgreSQL
    import CLibPQ
    import Conversations
    import Foundation

    /// A statement with its values, as libpq takes it: text for every value, with the type's number next to it.
    struct PostgresStatement {
        private let text: String
        private let bindings: [Binding]

        init(_ statement: SQL) { (text, bindings) = statement.rendered { "$\($0)" } }

        /// Queues the statement. The answer is asked for in binary, which no setting of the session can change.
        func send(on handle: OpaquePointer) -> Bool {
            let types = bindings.map(\.type)
            return CStrings(bindings.map(\.wireText)).withPointers { values in
                PQsendQueryParams(handle, text, Int32(types.count), types, values, nil, nil, 1) == 1
            }
        }
    }

    extension Binding {
        /// The number of the type in `pg_type`.
        fileprivate var type: Oid {
            switch self {
            case .boolean: 16
            case .bigint: 20
            case .text: 25
            case .timestamp: 1184
            case .uuid: 2950
            }
        }

        fileprivate var wireText: String? {
            switch self {
            // PostgreSQL cannot store a NUL, and as a C string the text would end there.
            case .text(let value): value.map { $0.contains("\0") ? $0.replacing("\0", with: "\u{FFFD}") : $0 }
            case .uuid(let value): value?.uuidString.lowercased()
            case .timestamp(let value): value?.description
            case .bigint(let value): value.map(String.init)
            case .boolean(let value): value.map { $0 ? "t" : "f" }
            }
        }
    }

    /// C strings for the length of one call.
    struct CStrings {
        private let strings: [String?]

        init(_ strings: [String?]) { self.strings = strings }

        /// The array ends with a null pointer, as libpq wants it where no count is given.
        func withPointers<Result>(_ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result) -> Result {
            let copies = strings.map { $0.flatMap { strdup($0) } }
            defer { for copy in copies { free(copy) } }
            let pointers = copies.map { UnsafePointer($0) } + [nil]
            return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
        }
    }
#endif
