extension SQL {
    /// `PhoneNumber.canonical` as an expression, for rows that came into being without it; a test compares the two.
    static func canonical(_ number: SQL) -> SQL {
        """
        CASE WHEN length(\(number)) <> 13 THEN \(number)
            WHEN substr(\(number), 1, 3) = '521' THEN '52' || substr(\(number), 4)
            WHEN substr(\(number), 1, 3) = '549' THEN '54' || substr(\(number), 4)
            WHEN substr(\(number), 1, 2) = '55' AND substr(\(number), 5, 1) = '9'
                AND substr(\(number), 6, 1) NOT IN ('2', '3', '4', '5')
                THEN substr(\(number), 1, 4) || substr(\(number), 6)
            ELSE \(number) END
        """
    }
}
