import Conversations

/// Where persons of the clinic wrote: from their first message to the last before the assistant wrote again.
struct HumanStretches: Sendable {
    private var starts: Set<Int> = []
    private var stops: Set<Int> = []

    init(_ turns: [Turn]) {
        var last: Int?
        for (index, turn) in turns.enumerated() {
            switch turn.author {
            case .doctor:
                if last == nil { starts.insert(index) }
                last = index
            case .assistant:
                if let last { stops.insert(last) }
                last = nil
            case .patient: break
            }
        }
        if let last { stops.insert(last) }
    }

    func begins(at index: Int) -> Bool { starts.contains(index) }
    func ends(at index: Int) -> Bool { stops.contains(index) }
}
