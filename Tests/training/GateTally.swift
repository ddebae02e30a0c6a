import Labelled

/// How many of which messages were flagged.
struct GateTally: CustomStringConvertible {
    private var flagged: [String: Int] = [:], count: [String: Int] = [:]
    private var scores: [(kind: String, score: Float, isRule: Bool)] = []

    mutating func add(_ message: LabelledMessage, score: Float, isRule: Bool, isFlag: Bool) {
        let kind = message.category != nil ? "recall" : message.isOrdinary ? "ordinary" : "hard"
        for name in [kind, "\(kind) \(message.form)"] + (message.category.map { ["category \($0)"] } ?? []) {
            count[name, default: 0] += 1
            if isFlag { flagged[name, default: 0] += 1 }
        }
        scores.append((kind, score, isRule))
    }

    mutating func add(burst message: LabelledMessage, isFlag: Bool) {
        let name = message.category != nil ? "burst recall" : "burst false alarms"
        count[name, default: 0] += 1
        if isFlag { flagged[name, default: 0] += 1 }
    }

    mutating func add(_ other: GateTally) {
        count.merge(other.count, uniquingKeysWith: +)
        flagged.merge(other.flagged, uniquingKeysWith: +)
        scores += other.scores
    }

    var description: String {
        count.keys.sorted().map { name in
            let all = count[name] ?? 0
            return
                "\n  \(name): \(flagged[name] ?? 0) of \(all), \(Double(1000 * (flagged[name] ?? 0) / max(all, 1)) / 10) %"
        }.joined()
    }

    /// What other thresholds would give: the best of pairs for a rate of false alarms.
    func bars() -> String {
        let steps = stride(from: Float(-1.6), through: 1.2, by: 0.1)
        func rate(_ kind: String, _ withRule: Float, _ alone: Float) -> Double {
            let all = scores.filter { $0.kind == kind }
            return Double(all.count { $0.score > ($0.isRule ? withRule : alone) }) / Double(max(all.count, 1))
        }
        let pairs = steps.flatMap { low in
            steps.filter { $0 >= low }.map {
                (low, $0, rate("recall", low, $0), rate("hard", low, $0), rate("ordinary", low, $0))
            }
        }
        return [0.03, 0.05, 0.07, 0.1, 0.15].compactMap { most in
            pairs.filter { $0.3 <= most }.max { $0.2 < $1.2 }.map { "false alarms \(most): \($0)" }
        }.joined(separator: "\n")
    }
}
