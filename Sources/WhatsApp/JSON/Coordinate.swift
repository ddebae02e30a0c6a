/// A geographic coordinate as plain decimal digits with up to seven decimal places (about a centimetre), never `1e-05`.
enum Coordinate {
    static func text(_ degrees: Double) -> String {
        guard degrees.isFinite, abs(degrees) <= 360 else { return "0" }
        let scaled = Int64((degrees * 10_000_000).rounded())
        let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: 10_000_000)
        let digits = String(String(rest + 10_000_000).dropFirst())
        let fraction = digits.reversed().drop { $0 == "0" }.reversed()
        return (scaled < 0 ? "-" : "") + String(whole) + (fraction.isEmpty ? "" : "." + String(fraction))
    }
}
