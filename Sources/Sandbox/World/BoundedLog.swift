/// A log of bounded length: when it is full, the oldest elements are dropped. Positions count those too.
struct BoundedLog<Element: Sendable>: Sendable {
    private var kept: [Element] = []
    private(set) var dropped = 0
    let limit: Int

    init(limit: Int) { self.limit = limit }

    var elements: ArraySlice<Element> { kept.suffix(limit) }
    var nextPosition: Int { dropped + kept.count }

    mutating func append(_ element: Element) {
        kept.append(element)
        let excess = kept.count - limit
        // Dropped in batches: removing one element for each new one would move all the others every time.
        guard excess >= max(1, limit / 8) else { return }
        kept.removeFirst(excess)
        dropped += excess
    }

    /// Changes the element at a position that `nextPosition` once gave, unless it has been dropped.
    mutating func update(at position: Int, _ change: (inout Element) -> Void) {
        guard position >= dropped, position < nextPosition else { return }
        change(&kept[position - dropped])
    }

    func element(at position: Int) -> Element? {
        position >= dropped && position < nextPosition ? kept[position - dropped] : nil
    }

    mutating func updateLast(where test: (Element) -> Bool, _ change: (inout Element) -> Void) {
        guard let index = kept.lastIndex(where: test) else { return }
        change(&kept[index])
    }
}
