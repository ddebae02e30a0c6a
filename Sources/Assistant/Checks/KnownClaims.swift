/// What the texts that a model was given say in figures, and what follows from it.
struct KnownClaims {
    private var times: Set<Int> = []
    private var prices: Set<Double> = []
    private var numbers: Set<Double> = []
    private var spans: Set<Double> = []
    private var percents: Set<Double> = []
    private var phones: Set<String> = []
    private var dates: Set<Int> = []
    /// Prices on top of which nothing comes.
    private var inclusive: Set<Double> = []
    /// How many people or things it speaks of together.
    private var groups: Set<Double> = []

    init(_ claims: [Claim]) { for claim in claims { add(claim) } }

    private mutating func add(_ claim: Claim) {
        switch claim.kind {
        case .time(let minutes):
            times.formUnion(minutes)
            for minute in minutes where minute % 60 == 0 {
                numbers.formUnion([Double(minute / 60), Double(minute / 60 % 12)])
                if minute / 60 % 12 == 0 { numbers.insert(12) }
            }
        case .price:
            prices.insert(claim.value)
            if claim.isInclusive { inclusive.insert(claim.value) }
        case .percent: percents.insert(claim.value)
        case .phone(let digits): phones.insert(digits)
        case .span(let minutes):
            spans.insert(minutes)
            numbers.insert(claim.value)
        case .date(let month):
            dates.insert(Self.day(month, claim.value))
        case .number where claim.isGroup: groups.insert(claim.value)
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
        case .number:
            claim.isGroup || numbers.contains(claim.value) || prices.contains(claim.value)
                || percents.contains(claim.value)
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
            (addsUp || claim.value >= 50) && isReckoned(claim.value, answer, patient, addsUp)
                || patient.groups.contains(claim.value)
                || claim.isDay && claim.value <= 31 && isDay(Int(claim.value), answer, patient)
                || (claim.value <= 24 && !patient.times.isEmpty && claim.value == claim.value.rounded()
                    && [Int(claim.value) * 60, (Int(claim.value) + 12) * 60].contains { isReckoned($0, patient) })
        case .span(let span):
            isDifference(span, patient)
                // "three days: 9, 10 and 11 November"
                || isBetween(patient.dates, days: span / 1440)
                || span == claim.value * 1440 && claim.value <= 7 && answer.dates.count == Int(claim.value)
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
        let shown = answer.prices.union(answer.numbers.filter { prices.contains($0) }).subtracting(inclusive)
        let parts = shown.count >= 2 ? shown : addsUp ? prices.subtracting(inclusive) : []
        let sums = parts.contains { part in parts.contains { $0 != part && $0 + part == price } }
        if sums || (parts.count > 2 && parts.reduce(0, +) == price) { return true }
        let groups = patient.groups.union(answer.groups)
        let counts = patient.numbers.union(patient.spans.map { $0 / 60 }).union(turns(patient)).union(groups)
            .filter { $0 >= 2 && $0 <= 24 }
        if prices.contains(where: { base in counts.contains { base * $0 == price } }) { return true }
        let pairs = shown.flatMap { part in shown.filter { $0 > part }.map { $0 + part } }
        if pairs.contains(where: { base in groups.contains { base * $0 == price } }) { return true }
        if isInstalment(price, patient) { return true }
        let bases = prices.union(patient.prices).union(patient.numbers)
        return percents.contains { percent in
            bases.contains { abs($0 * (1 + percent / 100) - price) < 0.01 || abs($0 * percent / 100 - price) < 0.01 }
        }
    }

    /// A day of a month on which the clinic has something, or one of the three after a date that was named.
    private func isDay(_ day: Int, _ answer: KnownClaims, _ patient: KnownClaims) -> Bool {
        dates.contains { $0 % 31 + 1 == day }
            || answer.dates.union(patient.dates).contains { (1...3).contains(day - 1 - $0 % 31) }
    }

    /// So many days lie between two days of one month that the patient named.
    private func isBetween(_ dates: Set<Int>, days: Double) -> Bool {
        guard (1...31).contains(days) else { return false }
        return dates.contains {
            $0 / 31 == ($0 + Int(days)) / 31 && days == days.rounded() && dates.contains($0 + Int(days))
        }
    }

    /// How often the hours for which the clinic has a price go into those that the patient named: "₹30 for 2 hours".
    private func turns(_ patient: KnownClaims) -> [Double] {
        let isHours: (Double) -> Bool = { $0 >= 60 && $0 < 1440 }
        return patient.spans.filter(isHours).flatMap { whole in
            spans.filter { isHours($0) && $0 < whole && whole.truncatingRemainder(dividingBy: $0) == 0 }
                .map { whole / $0 }
        }
    }

    /// An amount that the patient named in as many parts as both they and the clinic name.
    private func isInstalment(_ price: Double, _ patient: KnownClaims) -> Bool {
        let counts = numbers.intersection(patient.numbers).filter { $0 >= 2 && $0 <= 24 }
        let amounts = patient.prices.union(patient.numbers).filter { $0 >= 1000 }
        return counts.contains { amounts.contains(price * $0) }
    }

    /// "10 to 12" is two hours. Who comes at nine where it opens at half past is half an hour early.
    private func isDifference(_ span: Double, _ patient: KnownClaims) -> Bool {
        if span < 60, span >= 1 {
            return patient.times.contains { times.contains($0 + Int(span)) || times.contains($0 - Int(span)) }
        }
        guard span >= 60, span <= 720 else { return false }
        return times.contains { times.contains($0 + Int(span)) } && span <= 300
    }

    /// Days in order; months of 31 are near enough for a week's reckoning.
    private static func day(_ month: Int, _ day: Double) -> Int { month * 31 + Int(day) - 1 }
}
