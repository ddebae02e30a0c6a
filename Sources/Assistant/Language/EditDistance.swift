/// Whether two spellings are so close that one is likely a slip for the other.
enum EditDistance {
    /// One letter more, less or different, or two neighbours swapped.
    static func isAtMostOne(_ left: [Character], _ right: [Character]) -> Bool {
        guard abs(left.count - right.count) <= 1 else { return false }
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        var start = 0
        while start < short.count, short[start] == long[start] { start += 1 }
        let longRest = long[start...]
        let shortRest = short[start...]
        if short.count < long.count { return shortRest.elementsEqual(longRest.dropFirst()) }
        if shortRest.dropFirst().elementsEqual(longRest.dropFirst()) { return true }
        guard shortRest.count >= 2 else { return false }
        return shortRest[start] == longRest[start + 1] && shortRest[start + 1] == longRest[start]
            && shortRest.dropFirst(2).elementsEqual(longRest.dropFirst(2))
    }
}
