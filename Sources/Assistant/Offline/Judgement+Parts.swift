extension Judgement {
    /// The verdict on a sentence; where the whole is not clear, the verdicts on its halves around an "and".
    func inDetail(_ sentence: String) -> [Verdict] {
        let whole = verdict(on: sentence)
        guard whole == .unsure else { return whole == .nothing ? [] : [whole] }
        let halves = Self.halves(of: sentence)
        guard halves.count > 1 else { return [whole] }
        let verdicts = halves.map { verdict(on: $0) }.filter { $0 != .nothing }
        return verdicts.isEmpty ? [whole] : verdicts
    }

    private static let conjunctions: Set<String> = ["and", "aur", "ani", "&", ",", "और", "आणि", "तथा", "va", "व"]

    private static func halves(of sentence: String) -> [String] {
        let words = sentence.replacing(",", with: " , ").split(separator: " ")
        return words.split { conjunctions.contains($0.lowercased()) }.map { $0.joined(separator: " ") }
    }
}
