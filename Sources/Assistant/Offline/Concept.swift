/// What a word is about, whatever its language. The raw value is the section of the lexicon that lists its words.
enum Concept: String, Hashable, Sendable, CaseIterable {
    // What people ask of any clinic.
    case hours, `break`, holiday, leave, address, parking, fee, payment, refund, bill, insurance, discount, appointment,
        cancel
    case waiting, online, report, lab, fasting, imaging, vaccine, pharmacy, emergency, ambulance, wheelchair, language
    case documents, certificate, phone, email, website, referral, prescription, qualification, branch, admission
    case package, companion, amenities, children, whatsapp
    case followUp = "follow-up"
    case walkIn = "walk-in"
    case homeVisit = "home-visit"
    case femaleDoctor = "female-doctor"
    case secondOpinion = "second-opinion"

    // What an answer must say something about where the question does.
    case when, day, daytime, age
    /// A length of time.
    case span
    /// A number; it has no words.
    case figure
    /// What is not named there is told as well, for there is no more.
    case only
    /// Before a kind: each of its members is told of.
    case all

    // What steers the decision.
    case person, doctor, clinic, talk, greeting, thanks, acknowledgement, sufferer, medical
    case callBack = "call-back"
    /// How a matter of this one patient stands, which only the clinic can look up.
    case ownMatter = "own-matter"
    case negation
    /// A "not" that can't be a question: "no need", "नको".
    case refusal
    /// A "not" that denies nothing: "or not", "है ना".
    case tag
    /// Asks whether there is something: "is there", "facility".
    case offer
    /// On the way to us another house is a landmark.
    case way
    /// A house that is not ours: a station, a bank, another doctor.
    case elsewhere

    /// Words of this concept help to choose a topic.
    var isAboutClinic: Bool { Self.ofClinic.contains(self) }

    private static let ofClinic: Set<Concept> = [
        .hours, .break, .holiday, .leave, .address, .parking, .fee, .payment, .refund, .bill, .insurance, .discount,
        .appointment, .cancel, .waiting, .online, .report, .lab, .fasting, .imaging, .vaccine, .pharmacy, .emergency,
        .ambulance, .wheelchair, .language, .documents, .certificate, .phone, .email, .website, .referral,
        .prescription, .qualification, .branch, .admission, .package, .companion, .amenities, .children, .whatsapp,
        .followUp, .walkIn, .homeVisit, .femaleDoctor, .secondOpinion,
    ]

    /// What a topic may be about that tells of this on the side: walk-ins under "Appointments".
    var broader: Set<Concept> {
        switch self {
        case .walkIn, .cancel: [.appointment]
        case .break, .holiday, .leave: [.hours]
        case .followUp, .discount, .payment, .bill: [.fee]
        case .refund: [.cancel, .fee, .payment]
        case .ambulance: [.emergency]
        case .fasting, .imaging: [.lab]
        case .prescription: [.documents, .report]
        case .language, .qualification, .femaleDoctor: [.qualification]
        case .wheelchair: [.address]
        case .phone: [.address]
        default: []
        }
    }

    /// What this merely gives the setting for, where one of these is asked: "the documents for an appointment".
    var isSettingFor: Set<Concept> {
        switch self {
        case .appointment:
            [.cancel, .fee, .documents, .companion, .fasting, .followUp, .payment, .refund, .waiting, .walkIn]
        case .lab, .imaging: [.report]
        case .fee: [.payment, .refund]
        case .leave: [.certificate]
        case .phone: [.cancel]
        default: []
        }
    }

    /// It says what is asked about something else: "the fee for a certificate".
    var isAspect: Bool {
        [.hours, .fee, .phone, .appointment, .holiday, .homeVisit, .children, .discount].contains(self)
    }

    /// A paper or money of one patient; who asks for "my report" asks for a deed.
    var isPersonal: Bool { [.report, .bill, .prescription, .certificate, .refund].contains(self) }
}
