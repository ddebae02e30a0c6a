/// The words beside numbers that say what is counted, in the five forms in which patients write.
enum ClaimWords {
    /// What stands at the end of figures without a space and leaves them a number.
    static let attached: Set<String> = [
        "am", "pm", "a", "p", "st", "nd", "rd", "th", "km", "kms", "m", "mg", "ml", "g", "kg", "min", "mins", "hr",
        "hrs", "h", "rs", "la", "va", "k", "baje", "to", "te", "se", "days", "day", "yrs",
    ]

    private static func set(_ words: String) -> Set<String> {
        Set(words.split(separator: " ").map { TextFolding.fold(String($0)) })
    }

    static let scaleWords = set("sau hajar hazar hazaar lakh she")
    static let clock = set(
        """
        am pm a p oclock o noon baje bje baj bajे vajta vajata wajta vajtaa vajle vaje vajeparyant vajlyapasun vajtachi \
        vajtacha vajepasun vajeparyantchi बजे बज वाजता वाजतो वाजले वाजेपर्यंत वाजल्यापासून वाजेपासून वाजताची वाजताचा वाजण्याच्या वाजेपर्यन्त hrs
        """)
    static let rupees = set(
        """
        rupees rupee rs inr rupaye rupaya rupay rupaiye rupayanna rupayat rupye रुपये रुपए रुपया रुपयांना रुपयांत रुपयात रुपयांचा \
        रुपयांचे रुपयांची रुपयांपासून रु रुपयों rupayanchi rupayanche rupayancha
        """)
    static let percent = set("percent percentage per_cent टक्के टक्का प्रतिशत फीसदी takke pratishat fisdi")
    static let morning = set("subah savere sakali sakal sakaali सुबह सवेरे सकाळी morning subha")
    static let evening = set(
        "sham shaam raat dopahar sandhyakali dupari ratri sayankali शाम रात दोपहर संध्याकाळी दुपारी रात्री सायंकाळी evening afternoon night"
    )

    static let minutesBySpan: [String: Double] = {
        let words: [(Double, String)] = [
            (
                1,
                "minute minutes min mins minat minite minitat minitani मिनट मिनटों मिनिट मिनिटे मिनिटं मिनिटांत मिनिटांनी मिनिटात minitanpeksha मिनिटांपेक्षा"
            ),
            (
                60,
                "hour hours hr ghanta ghante ghanton taas tas tasat tasani tasani tasachi tasanche tasala घंटा घंटे घंटों तास तासांत तासात तासांनी तासांचे तासाला तासांचा"
            ),
            (
                1440,
                "day days din dino dinon divas divsat divsani divsanchya divsanpurvi दिन दिनों दिवस दिवसांत दिवसात दिवसांनी दिवसांच्या दिवसांपूर्वी दिवसांपर्यंत divsa divasat divsanche"
            ),
            (10080, "week weeks hafta hafte haftे सप्ताह हफ्ता हफ्ते आठवडा आठवडे आठवड्यात athavda athavde"),
            (
                43200,
                "month months mahina mahine mahinon महीना महीने महीनों महिना महिने महिन्यांत महिन्यांची mahinyat mahinyanchi mahinyaparyantchya महिन्यापर्यंतच्या"
            ),
            (
                525_600,
                "year years yrs saal sal baras varsh varsha varshe varshanchi साल वर्ष वर्षे वर्षों वर्षांवरील वर्षांच्या वर्षांचे varshanvaril varshakhalil"
            ),
        ]
        var spans: [String: Double] = [:]
        for (minutes, list) in words { for word in set(list) { spans[word] = minutes } }
        return spans
    }()

    static let months: [String: Int] = {
        let lists = [
            "january jan जनवरी जानेवारी janvari janewari janevari", "february feb फरवरी फेब्रुवारी farvari february",
            "march mar मार्च marchla मार्चला", "april apr अप्रैल एप्रिल aprail", "may मई मे mai", "june jun जून",
            "july jul जुलाई जुलै julai",
            "august aug अगस्त ऑगस्ट agast ऑगस्टला", "september sep sept सितंबर सप्टेंबर sitambar",
            "october oct अक्टूबर ऑक्टोबर aktubar oktobar",
            "november nov नवंबर नोव्हेंबर navambar", "december dec दिसंबर डिसेंबर disambar",
        ]
        var months: [String: Int] = [:]
        for (index, list) in lists.enumerated() { for word in set(list) { months[word] = index + 1 } }
        for word in ["mai", "may", "मे", "mar", "dec", "sep", "jan", "jun", "jul"] where word == "mai" || word == "मे" {
            months[word] = nil
        }
        months[TextFolding.fold("मे")] = 5
        return months
    }()
}
