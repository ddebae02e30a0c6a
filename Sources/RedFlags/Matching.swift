/// Whether the conditions of rules are met by a text's hits.
struct Matching {
    let hits: TextHits
    let roles: GuardConcepts

    func isMet(_ rule: Rule) -> Bool { rule.conditions.contains { isMet($0, rule.guards) } }

    private func isMet(_ condition: Condition, _ guards: Guards) -> Bool {
        // Most texts have nothing of most conditions: those must cost next to nothing.
        guard condition.terms.count(where: isThere) >= condition.least else { return false }
        let hits = condition.terms.map { all($0, guards) }
        // Where not all terms are needed, any of those may be the first.
        return (0...condition.terms.count - condition.least).contains { index in
            hits[index].contains { anchor in
                isMet(condition, from: anchor, hits[(index + 1)...], guards) && !isSpoilt(condition, near: anchor)
            }
        }
    }

    private func isThere(_ term: Term) -> Bool {
        term.items.contains { item in
            if case .concept(let concept) = item { !hits.byConcept[concept].isEmpty } else { !hits.numbers.isEmpty }
        }
    }

    private func isMet(
        _ condition: Condition, from anchor: Hit, _ others: ArraySlice<[Hit]>, _ guards: Guards
    ) -> Bool {
        var found = [anchor]
        var left = others.count
        for hits in others {
            if found.count == condition.least { break }
            guard found.count + left >= condition.least else { return false }
            left -= 1
            let next = hits.first { hit in
                isNear(hit, anchor, condition.within) && found.allSatisfy { !$0.words.overlaps(hit.words) }
                    && (!condition.isOrdered || hit.words.lowerBound >= found[found.count - 1].words.upperBound)
            }
            if let next { found.append(next) }
        }
        return found.count >= condition.least && (!guards.contains(.negation) || !isDenied(found))
    }

    /// The "not" of "cannot" in "breath cannot" denies no breath.
    private func isDenied(_ found: [Hit]) -> Bool {
        found.contains { hit in
            hit.denials.contains { denial in
                !found.contains { $0.words != hit.words && $0.words.contains(denial.lowerBound) }
            }
        }
    }

    private func isSpoilt(_ condition: Condition, near anchor: Hit) -> Bool {
        condition.without.contains { all($0, []).contains { isNear($0, anchor, condition.within) } }
    }

    private func isNear(_ hit: Hit, _ anchor: Hit, _ within: Int?) -> Bool {
        within.map { hit.distance(to: anchor) <= $0 } ?? true
    }

    private func all(_ term: Term, _ guards: Guards) -> [Hit] {
        if term.items.count == 1, case .concept(let concept) = term.items[0], hits.byConcept[concept].isEmpty {
            return []
        }
        return term.items.flatMap { item -> [Hit] in
            switch item {
            case .concept(let concept):
                // What a guard rests on can't be taken back by it.
                roles.all.contains(concept)
                    ? hits.byConcept[concept] : kept(hits.byConcept[concept], guards)
            case .number(let range):
                hits.numbers.filter { $0.word.second == nil && isIn(range, $0.word.value) }.map(\.hit)
            case .first(let range):
                hits.numbers.filter { $0.word.second != nil && isIn(range, $0.word.value) }.map(\.hit)
            case .second(let range): hits.numbers.filter { isIn(range, $0.word.second) }.map(\.hit)
            }
        }
    }

    /// Those that nothing takes back, and after them those that are only denied: perhaps by a word of the rule itself.
    private func kept(_ hits: [Hit], _ guards: Guards) -> [Hit] {
        let free = hits.filter { $0.guards.isDisjoint(with: guards) }
        guard free.count < hits.count, guards.contains(.negation) else { return free }
        let others = guards.subtracting([.negation])
        return free + hits.filter { $0.guards.contains(.negation) && $0.guards.isDisjoint(with: others) }
    }

    private func isIn(_ range: ClosedRange<Double>, _ value: Double?) -> Bool { value.map(range.contains) ?? false }
}
