import Conversations
import FoundationEssentials

/// A value on its way into a statement. It carries its type: PostgreSQL needs it, even for NULL.
enum Binding: Sendable, Hashable {
    case text(String?)
    case uuid(UUID?)
    case timestamp(Timestamp?)
    case bigint(Int64?)
    case boolean(Bool?)

    /// The number of the type in PostgreSQL's `pg_type`.
    enum Kind: UInt32 {
        case boolean = 16
        case bigint = 20
        case text = 25
        case timestamp = 1184
        case uuid = 2950
    }

    var type: Kind {
        switch self {
        case .text: .text
        case .uuid: .uuid
        case .timestamp: .timestamp
        case .bigint: .bigint
        case .boolean: .boolean
        }
    }

    /// The NULL of the same type.
    var null: Binding {
        switch self {
        case .text: .text(nil)
        case .uuid: .uuid(nil)
        case .timestamp: .timestamp(nil)
        case .bigint: .bigint(nil)
        case .boolean: .boolean(nil)
        }
    }
}

/// What can be interpolated into `SQL`.
protocol Bindable {
    var binding: Binding { get }
    /// The typed NULL.
    static var null: Binding { get }
}

extension String: Bindable {
    var binding: Binding { .text(self) }
    static var null: Binding { .text(nil) }
}

extension Int64: Bindable {
    var binding: Binding { .bigint(self) }
    static var null: Binding { .bigint(nil) }
}

extension Int: Bindable {
    var binding: Binding { .bigint(Int64(self)) }
    static var null: Binding { .bigint(nil) }
}

extension Bool: Bindable {
    var binding: Binding { .boolean(self) }
    static var null: Binding { .boolean(nil) }
}

extension Timestamp: Bindable {
    var binding: Binding { .timestamp(self) }
    static var null: Binding { .timestamp(nil) }
}

extension Identifier: Bindable {
    var binding: Binding { .uuid(uuid) }
    static var null: Binding { .uuid(nil) }
}

extension Author: Bindable {}
extension Role: Bindable {}
extension RedFlagCategory: Bindable {}
extension TopicKind: Bindable {}
extension DeliveryStatus: Bindable {}
extension MessageType: Bindable {}

extension PhoneNumber: Bindable {}
extension EmailAddress: Bindable {}
extension Wamid: Bindable {}
extension WhatsAppUserID: Bindable {}
extension PhoneNumberID: Bindable {}
extension WhatsAppAccountID: Bindable {}

extension Bindable where Self: NominalText {
    var binding: Binding { .text(text) }
    static var null: Binding { .text(nil) }
}

extension NeedsHuman: Bindable {
    var binding: Binding { .text(word) }
    static var null: Binding { .text(nil) }
}

extension Bindable where Self: RawRepresentable<String> {
    var binding: Binding { .text(rawValue) }
    static var null: Binding { .text(nil) }
}
