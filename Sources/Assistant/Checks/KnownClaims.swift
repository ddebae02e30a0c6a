/// What the texts that a model was given say in figures, and what follows from it.
struct KnownClaims {
    private var times: Set<Int> = []
    private var prices: Set<Double> = []
    private var numbers: Set<Double> = []
    private var spans: Set<Double> = []
    private var percents: Set<Double> = []
    private var phones: Set<String> = []
    private var dates: Set<Int> = []

    init(_ claims: [Claim]) { for claim in claims { add(claim) } }

    private mutating func add(_ claim: Claim) {
        switch claim.kind {
        case .time(let minutes):
            times.formUnion(minutes)
            for minute in minutes where minute % 60 == 0 {
                numbers.formUnion([Double(minute / 60), Double(minute / 60 % 12)])
                if minute / 60 % 12 == 0 { numbers.insert(12) }
            }
        case .price: prices.insert(claim.value)
        case .percent: percents.insert(claim.value)
        case .phone(let digits): phones.insert(digits)
        case .span(let minutes):
            spans.insert(minutes)
            numbers.insert(claim.value)
        case .date(let month):
            dates.insert(Self.day(month, claim.value))
            numbers.insert(claim.value)
        case .number:
            numbers.insert(claim.value)
            if claim.value <= 24, claim.value == claim.value.rounded() {
                times.formUnion([
                    Int(claim.value) * 60, (Int(claim.value) % 12) * 60, (Int(claim.value) % 12 + 12) * 60,
                ])
            }
        }
    }

    /// The first claim of an answer that nothing supports.
    /// - Parameter addsUp: the answer says that an amount is a sum.
    func objection(to claims: [Claim], patient: KnownClaims, addsUp: Bool) -> Objection? {
        let answer = KnownClaims(claims.filter { holds($0) })
        for claim in claims where !holds(claim) && !patient.holds(claim) {
            if follows(claim, answer, patient, addsUp) { continue }
            switch claim.kind {
            case .time: return .time(claim.text)
            case .price: return .price(claim.text)
            case .phone: return .phone(claim.text)
            case .date: return .date(claim.text)
            case .percent, .span, .number: return .number(claim.text)
            }
        }
        return nil
    }

    private func holds(_ claim: Claim) -> Bool {
        switch claim.kind {
        case .time(let minutes): minutes.contains(where: times.contains)
        case .price: prices.contains(claim.value)
        case .percent: percents.contains(claim.value)
        case .phone(let digits): phones.contains(digits)
        case .span(let minutes): spans.contains(minutes) || (spans.isEmpty && numbers.contains(claim.value))
        case .date(let month): dates.contains(Self.day(month, claim.value))
        case .number: numbers.contains(claim.value) || prices.contains(claim.value) || percents.contains(claim.value)
        }
    }

    /// What can be reckoned from what is known.
    private func follows(_ claim: Claim, _ answer: KnownClaims, _ patient: KnownClaims, _ addsUp: Bool) -> Bool {
        switch claim.kind {
        case .time(let minutes): minutes.contains { isReckoned($0, patient) }
        case .price: isReckoned(claim.value, answer, patient, addsUp)
        case .date(let month):
            dates.union(patient.dates).union(answer.dates).contains {
                (0...7).contains(Self.day(month, claim.value) - $0)
            }
        case .number:
            isReckoned(claim.value, answer, patient, addsUp) && addsUp
                || answer.dates.union(patient.dates).contains { (1...3).contains(Int(claim.value) - 1 - $0 % 31) }
                || (claim.value <= 24 && !patient.times.isEmpty && claim.value == claim.value.rounded()
                    && [Int(claim.value) * 60, (Int(claim.value) + 12) * 60].contains { isReckoned($0, patient) })
        case .span(let span): isDifference(span, patient)
        case .percent, .phone: false
        }
    }

    /// So long before or after a time that the patient named, or before one that the clinic did.
    private func isReckoned(_ minute: Int, _ patient: KnownClaims) -> Bool {
        let short = spans.filter { $0 <= 360 }.map { Int($0) }
        let fromPatient = short.contains { span in
            patient.times.contains { ($0 - span + 1440) % 720 == minute % 720 || ($0 + span) % 720 == minute % 720 }
        }
        return fromPatient || (spans.contains(30) && times.contains(minute + 30))
    }

    private func isReckoned(_ price: Double, _ answer: KnownClaims, _ patient: KnownClaims, _ addsUp: Bool) -> Bool {
        let shown = answer.prices.union(answer.numbers.filter { prices.contains($0) })
        let parts = shown.count >= 2 ? shown : addsUp ? prices : []
        let sums = parts.contains { part in parts.contains { $0 != part && $0 + part == price } }
        if sums || (parts.count > 2 && parts.reduce(0, +) == price) { return true }
        let counts = patient.numbers.union(patient.spans.map { $0 / 60 }).filter { $0 >= 2 && $0 <= 24 }
        if prices.contains(where: { base in counts.contains { base * $0 == price } }) { return true }
        let bases = prices.union(patient.prices).union(patient.numbers)
        return percents.contains { percent in
            bases.contains { abs($0 * (1 + percent / 100) - price) < 0.01 || abs($0 * percent / 100 - price) < 0.01 }
        }
    }

    /// "10 to 12" is two hours.
    private func isDifference(_ span: Double, _ patient: KnownClaims) -> Bool {
        guard span >= 60, span <= 720 else { return false }
        return times.contains { times.contains($0 + Int(span)) } && span <= 300
    }

    /// Days in order; months of 31 are near enough for a week's reckoning.
    private static func day(_ month: Int, _ day: Double) -> Int { month * 31 + Int(day) - 1 }
}
