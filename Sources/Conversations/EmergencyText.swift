/// Which of the two emergency texts a flag calls for.
package enum Emergency: String, Hashable, Sendable, CaseIterable {
    case general
    case selfHarm = "self_harm"

    /// The numbers that the text has to name, each by itself. 108 is the ambulance in most Indian states, 14416 is Tele
    /// MANAS, the government's line for mental health.
    package var numbers: [String] {
        switch self {
        case .general: ["108"]
        case .selfHarm: ["108", "14416"]
        }
    }
}

/// The language and the letters of a fixed text to a patient.
package enum TextForm: String, Hashable, Sendable, CaseIterable {
    case english = "en"
    case hindi = "hi"
    case marathi = "mr"
    case romanHindi = "hi_Latn"
    case romanMarathi = "mr_Latn"
}

/// What a clinic's patients read when they write of an emergency: the clinic's own words, and the shipped ones where it has
/// none. No model has a part in it.
package struct EmergencyTexts: Hashable, Sendable {
    private var own: [Emergency: [TextForm: String]] = [:]

    package init() {}

    package subscript(emergency: Emergency, form: TextForm) -> String {
        own[emergency]?[form] ?? Self.shipped(emergency, form)
    }

    /// What the clinic has put in its own words.
    package func ownText(_ emergency: Emergency, _ form: TextForm) -> String? { own[emergency]?[form] }

    /// The clinic's own words; nil for the shipped ones. False, and nothing is changed, where a number is missing or the
    /// text doesn't fit into a message.
    package mutating func set(_ text: String?, _ emergency: Emergency, _ form: TextForm) -> Bool {
        if let text, !Self.isFit(text, for: emergency) { return false }
        own[emergency, default: [:]][form] = text
        return true
    }

    /// Whether the text names every number that it has to, as a number of its own, in the digits of either script.
    package static func isFit(_ text: String, for emergency: Emergency) -> Bool {
        guard MessageText(text) != nil else { return false }
        let numbers = Set(text.map(\.latinDigit).split { !$0.isASCIIDigit }.map { String($0) })
        return emergency.numbers.allSatisfy(numbers.contains)
    }
}

extension Character {
    /// The same digit in Latin letters; anything else as it is.
    fileprivate var latinDigit: Character {
        guard let scalar = unicodeScalars.first, unicodeScalars.count == 1, (0x0966...0x096F).contains(scalar.value),
            let digit = Unicode.Scalar(scalar.value - 0x0966 + 0x30)
        else { return self }
        return Character(digit)
    }

    fileprivate var isASCIIDigit: Bool { "0" <= self && self <= "9" }
}

extension EmergencyTexts {
    /// From what `stored` gave. Words that are not fit any more are left out: the shipped ones count.
    package init(stored: [String: [String: String]]) {
        for (name, texts) in stored {
            guard let emergency = Emergency(rawValue: name) else { continue }
            for (form, text) in texts {
                guard let form = TextForm(rawValue: form) else { continue }
                _ = set(text, emergency, form)
            }
        }
    }

    /// The clinic's own words alone.
    package var stored: [String: [String: String]] {
        own.reduce(into: [:]) { all, entry in
            for (form, text) in entry.value { all[entry.key.rawValue, default: [:]][form.rawValue] = text }
        }
    }

    private static func shipped(_ emergency: Emergency, _ form: TextForm) -> String {
        switch (emergency, form) {
        case (.general, .english):
            "What you write may be an emergency. Please don't wait for an answer here: call 108 (ambulance) or 112 now, or go to the nearest hospital at once. This is an automatic message; the clinic has been alerted."
        case (.general, .hindi):
            "आपने जो लिखा है वह आपातकालीन हो सकता है। यहाँ जवाब का इंतज़ार न करें: अभी 108 (एम्बुलेंस) या 112 पर फ़ोन करें, या तुरंत नज़दीकी अस्पताल जाएँ। यह अपने-आप भेजा गया संदेश है; क्लिनिक को सूचना दे दी गई है।"
        case (.general, .marathi):
            "तुम्ही लिहिले आहे ते आणीबाणीचे असू शकते. इथे उत्तराची वाट पाहू नका: आत्ताच 108 (रुग्णवाहिका) किंवा 112 वर फोन करा, किंवा लगेच जवळच्या रुग्णालयात जा. हा आपोआप पाठवलेला संदेश आहे; क्लिनिकला कळवले आहे."
        case (.general, .romanHindi):
            "Aapne jo likha hai woh emergency ho sakta hai. Yahan jawab ka intezaar na karein: abhi 108 (ambulance) ya 112 par phone karein, ya turant nazdeeki hospital jayein. Yeh automatic message hai; clinic ko khabar de di gayi hai."
        case (.general, .romanMarathi):
            "Tumhi lihile aahe te emergency asu shakte. Ithe uttarachi vaat pahu naka: aattach 108 (ambulance) kinva 112 var phone kara, kinva lagech javalchya hospital madhe ja. Ha automatic message aahe; clinic la kalavle aahe."
        case (.selfHarm, .english):
            "Thank you for telling us. You are not alone, and help is there right now: call 14416 (Tele MANAS, free, day and night). If you are in danger or have taken something, call 108 at once. Please ask somebody near you to stay with you. This is an automatic message; the clinic has been alerted."
        case (.selfHarm, .hindi):
            "हमें बताने के लिए धन्यवाद। आप अकेले नहीं हैं, और मदद अभी मौजूद है: 14416 पर फ़ोन करें (टेली मानस, मुफ़्त, दिन-रात)। अगर आप ख़तरे में हैं या कुछ खा लिया है, तो तुरंत 108 पर फ़ोन करें। पास के किसी व्यक्ति से अपने साथ रहने को कहें। यह अपने-आप भेजा गया संदेश है; क्लिनिक को सूचना दे दी गई है।"
        case (.selfHarm, .marathi):
            "आम्हाला सांगितल्याबद्दल धन्यवाद. तुम्ही एकटे नाही, आणि मदत आत्ता उपलब्ध आहे: 14416 वर फोन करा (टेली मानस, मोफत, दिवसरात्र). तुम्ही धोक्यात असाल किंवा काही घेतले असेल तर लगेच 108 वर फोन करा. जवळच्या कोणाला तरी तुमच्यासोबत राहायला सांगा. हा आपोआप पाठवलेला संदेश आहे; क्लिनिकला कळवले आहे."
        case (.selfHarm, .romanHindi):
            "Hamein batane ke liye dhanyavad. Aap akele nahin hain, aur madad abhi maujood hai: 14416 par phone karein (Tele MANAS, muft, din-raat). Agar aap khatre mein hain ya kuch kha liya hai, to turant 108 par phone karein. Paas ke kisi vyakti se apne saath rehne ko kahein. Yeh automatic message hai; clinic ko khabar de di gayi hai."
        case (.selfHarm, .romanMarathi):
            "Aamhala sangitlyabaddal dhanyavad. Tumhi ekte nahi, aani madat aatta upalabdh aahe: 14416 var phone kara (Tele MANAS, mofat, divas-raatra). Tumhi dhokyat asal kinva kahi ghetle asel tar lagech 108 var phone kara. Javalchya konala tari tumchya sobat rahayla sanga. Ha automatic message aahe; clinic la kalavle aahe."
        }
    }
}
