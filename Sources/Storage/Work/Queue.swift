/// Work that waits in rows of one kind. `WorkLoop` runs it: a new kind of work is a new queue and nothing else.
package protocol Queue: Sendable {
    /// What one task works on. Equal items are the same work: this process works on it once at a time.
    associatedtype Item: Hashable & Sendable

    var work: Work { get }

    /// Up to `limit` items to work on now, none of them among `busy`, which this process is working on already. An item
    /// may be a claim that others respect until its lease runs out, or only a place to look.
    func claim(limit: Int, besides busy: Set<Item>) async throws -> [Item]

    /// How long until the next item is due that `claim` would give out; nil when nothing waits for a time, negative when
    /// it is late.
    func nextDue(besides busy: Set<Item>) async throws -> Duration?
}
