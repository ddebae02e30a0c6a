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
    /// Between an hour and the minutes after it.
    static let pastHour = set("bajkar bajke bajakar vajun vajoon बजकर बजके वाजून")
    /// After a time without a word for the clock.
    static let atTime = set("la ला pe par पे पर tak तक ko को paryant पर्यंत pasun पासून nantar नंतर")
    /// After the day of a month.
    static let dates = set(
        "tarikh tareekh tarkhela tarkhe tarkhepasun tarikhla तारीख तारीखको तारखेला तारखेपासून तारखे तारखेस date st nd rd th")
    static let ordinals = set("st nd rd th")
    static let atDay = set("la ला ko को")
    static let inclusive = set("included includes inclusive including shamil saamil शामिल समाविष्ट samavisht")
    static let joins = set("and aur ani aani va & to se te और आणि व से ते")
    /// A part of the day before one of these belongs to another time than the one after it.
    static let partsOfDayEnd = set("to till until te se tak ka ki chi ते से तक का की ची")
    static let denials = set("not no without nahi nahin nai naahi bina vina नहीं नही नाही बिना विना")
    static let people = set(
        """
        me myself mi main wife husband mother father mummy mumma mom mum papa dad maa aai baba pati patni biwi bayko baayko \
        navra son daughter brother sister beta beti bhai behen bahin bhau mulga mulgi aaji aajoba dadi dada मी मैं पत्नी पति \
        बीवी माँ पिता पापा मम्मी आई बाबा बायको नवरा मुलगा मुलगी बेटा बेटी भाई बहन भाऊ बहीण दादी दादा आजी आजोबा माता mata pita
        """)

    /// How many a word says that speaks of all of them.
    static func group(_ word: String) -> Double? {
        if let count = groups[word] { return count }
        let starts = [(2.0, "दोघ"), (2, "dogh"), (3, "तिघ"), (3, "tigh"), (4, "चौघ"), (4, "chaugh")]
        return starts.first { word.unicodeScalars.starts(with: $0.1.unicodeScalars) }?.0
    }

    private static let groups: [String: Double] = {
        let lists = [
            (
                2.0,
                "both twins twin parents couple dono donon donhi donhee dono judwa jule juli julya दोनों दोन्ही दोन्हींचे दोन्हींची दोन्हींना जुड़वा जुड़वां जुड़वाँ जुळी जुळे जुळ्या जुळ्यांना"
            ),
            (3, "triplets teeno teenon tinhi teenhi तीनों तिन्ही"), (4, "chaaro chaaron charo charhi चारों चारही"),
        ]
        var groups: [String: Double] = [:]
        for (count, list) in lists { for word in set(list) { groups[word] = count } }
        return groups
    }()

    /// Also with an ending: "जानेवारीला".
    static func month(_ word: String?) -> Int? {
        guard let word else { return nil }
        return WordForms.of(word).lazy.compactMap { months[$0] }.first
    }

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
                "hour hours hr ghanta ghante ghanton taas tas tasa tasan tasat tasani tasacha tasache tasachya tasachi tasanche tasala घंटा घंटे घंटों तास तासा तासां तासांत तासात तासांनी तासांचे तासाला तासांचा"
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
