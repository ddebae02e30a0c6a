/// What the guards of a text say of each hit in it.
struct GuardReading {
    /// Words between a denial and what it denies; more where the sentence tells of nothing that goes on ("no fever,
    /// cough, vomiting or breathlessness").
    private static let denialBefore = 3, listBefore = 9, denialAfter = 3
    private static let fineAfter = 25

    private let no: [Hit], nahi: [Hit], isSo: [Hit], name: [Hit], fine: [Hit], but: [Hit], figure: [Hit]
    private let now: Set<Int>
    private let bySentence: [(guard: Guards, sentences: Set<Int>)]

    init(_ hits: [[Hit]], _ years: [Hit], _ roles: GuardConcepts) {
        let of = { (role: GuardConcepts.Role) in roles[role].map { hits[$0] } ?? [] }
        let sentences = { (hits: [Hit]) in Set(hits.map(\.sentence)) }
        no = of(.no)
        nahi = of(.nahi)
        isSo = of(.is_)
        name = of(.name)
        fine = of(.fine)
        but = of(.but)
        figure = of(.figure)
        now = sentences(of(.now))
        bySentence = [
            (.past, sentences(of(.past) + years)), (.question, sentences(of(.if_))),
            (.price, sentences(of(.price))), (.desk, sentences(of(.desk))),
        ]
    }

    /// Writes into the hit what takes it back.
    func read(_ hit: inout Hit) {
        hit.denials = denials(of: hit, now.contains(hit.sentence))
        hit.guards = guards(of: hit)
    }

    private func guards(of hit: Hit) -> Guards {
        var guards: Guards = []
        let isNow = now.contains(hit.sentence)
        if !isNow {
            for (name, sentences) in bySentence where sentences.contains(hit.sentence) { guards.insert(name) }
        }
        if figure.contains(where: { $0.sentence == hit.sentence }) { guards.insert(.figure) }
        if name.contains(where: { isName($0, hit) }) { guards.insert(.name) }
        if !hit.denials.isEmpty { guards.insert(.negation) }
        if fine.contains(where: { isFine($0, after: hit) }) { guards.insert(.fine) }
        return guards
    }

    private func isName(_ name: Hit, _ hit: Hit) -> Bool {
        name.sentence == hit.sentence && (0...2).contains(name.words.lowerBound - hit.words.upperBound)
            && name.from - hit.to <= 2 && !now.contains(hit.sentence)
    }

    private func denials(of hit: Hit, _ isNow: Bool) -> [Range<Int>] {
        let reach = isNow ? Self.denialBefore : Self.listBefore
        let before = no.filter {
            $0.sentence == hit.sentence && $0.words.upperBound <= hit.words.lowerBound && hit.from - $0.to <= reach
        }
        return (before + nahi.filter { isDenied(hit, by: $0) }).map(\.words)
    }

    private func isDenied(_ hit: Hit, by nahi: Hit) -> Bool {
        guard nahi.sentence == hit.sentence, nahi.words.lowerBound >= hit.words.upperBound,
            nahi.from - hit.to <= Self.denialAfter
        else { return false }
        let between = hit.words.upperBound..<nahi.words.lowerBound
        return !isSo.contains { between.contains($0.words.lowerBound) }
    }

    private func isFine(_ fine: Hit, after hit: Hit) -> Bool {
        guard fine.words.lowerBound >= hit.words.upperBound, fine.from - hit.to <= Self.fineAfter else { return false }
        return !but.contains { (hit.words.upperBound...fine.words.lowerBound).contains($0.words.lowerBound) }
    }
}
