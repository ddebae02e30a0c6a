/// Words that decide how to react rather than which topic is meant.
extension Lexicon {
    static let steering: [Concept: String] = [
        .person: """
        doctor doctors dr docter daktar doktor sir madam mam maam insaan insan aadmi vyakti manus mansa kisi kisise
        koni konashi konitari koi डॉक्टर डॉक्टरों डॉक्टरांशी इंसान आदमी व्यक्ति व्यक्ती माणूस माणसाशी किसी कोणाशी
        कोणी sahab saheb साहब
        """,
        .talk: """
        talk talking speak speaking chat discuss connect baat bat baatcheet bolna bolayche bolaycha bolaychay
        bolna_hai bolu bolte bolta bolti boltat bolne बात बोलना बोलायचे बोलायचं बोलायचंय बोलता बोलतात बोलते बोलणे
        बोलू बोलती speaks
        """,
        .callBack: """
        call_me callback call_back call_karo call_kara call_kijiye call_kardo phone_karo phone_kara ring_me कॉल_करो
        कॉल_करा कॉल_कीजिए फोन_करो फोन_करा real_person real_human इंसान माणसाशी_बोलायचे
        """,
        .sufferer: """
        papa mummy mumma maa beta bete beti pitaji mulga mulgi mulala aai baba vadil पिता माता बेटा बेटी पत्नी पति
        मुलगा मुलगी आई बाबा वडील
        """,
        .ownMatter: """
        galat kharab kho_gaya kho_gayi chut_gaya chori गलत खराब खो_गया चोरी aa_gaya aa_gayi aagaya aagayi aala_ka
        aali_ka taiyar tayar ho_gaya ho_gayi zala_ka jhala_ka तैयार तयार आ_गया आ_गई आली_का आला_का हो_गया हो_गई
        झाला_का झाली_का
        """,
        .greeting: """
        hi hii hiii hello helo hey hallo namaste namaskar namaskaar namasthe pranam good_morning good_evening
        good_afternoon gm morning greetings good_night gn नमस्ते नमस्कार प्रणाम हैलो हेलो हाय राम_राम ram_ram salaam
        suprabhat सुप्रभात
        """,
        .acknowledgement: """
        theek_hai thik_hai thik_ahe theek thik accha achha acha bara barr ठीक_है ठीक_आहे ठीक अच्छा बरं बरे
        """,
        .thanks: """
        thanks thank_you thankyou thnx thx tnx ty thank dhanyavad dhanyawad dhanyavaad dhanywad shukriya shukria
        aabhari aabhar abhari धन्यवाद शुक्रिया आभारी आभार थैंक्स थैंक_यू थँक्यू
        """,
    ]

    /// English words of the same kind, which must not be mistaken for the sound of other words.
    static let steeringEnglish: [Concept: String] = [
        .person: "human person people someone somebody anyone anybody staff reception receptionist",
        .callBack: "human humans bot robot chatbot agent operator",
        .sufferer: "father mother son daughter wife husband baby grandfather grandmother child patient_has",
        .acknowledgement: "ok okay okey k fine alright great perfect",
        .ownMatter: """
        ready status confirmed confirm rejected delayed has_my have_my is_my failed fails error wrong mistake lost
        stolen forgot forgotten left complaint complain rude nobody problem issue missing not_working already
        """,
    ]

    /// Where one of these stands, a person of the clinic answers.
    static let alarming: [Concept: String] = [
        .medical: """
        bukhar bukhaar bhukar bukar taap dard dukh dukhta dukhat dukhatay dukhte dukhtay khansi khasi khokla sardi
        jukam zukam ulti ultiya dast julab chakkar behosh khoon_nikal rakta sujan suj khujli ghav jakham chot jalan
        kamjori thakva dama saans shwas garbhvati bimar bimari beemar aajari ajari ilaj ilaaj upchar lakshan बुखार
        ताप दर्द दुखत दुखते दुखता दुखतंय दुखतय दुखणे दुखापत खांसी खोकला सर्दी जुकाम उल्टी उलटी दस्त जुलाब चक्कर बेहोश
        बेशुद्ध खून रक्तस्राव सूजन सूज खुजली खाज घाव जखम चोट जलन कमजोरी दमा सांस श्वास गर्भवती बीमार बीमारी आजारी
        इलाज उपचार लक्षण डायबिटीज मधुमेह शुगर बीपी रक्तदाब दवाब
        """,
        .advice: """
        kya_karu kya_karun kya_kru kay_karu kay_karave kya_khau kya_khana kay_khau kaunsi_dawai kaunsi_goli क्या_करूं
        क्या_करू क्या_खाऊं काय_करू काय_करावे काय_खाऊ le_sakta le_sakti
        """,
    ]

    static let alarmingEnglish: [Concept: String] = [
        .medical: """
        pain pains painful ache aches aching hurt hurts hurting headache stomachache backache toothache fever
        feverish cough coughing cold flu covid corona dengue malaria typhoid vomit vomiting nausea diarrhoea diarrhea
        loose_motion loose_motions bleeding bleed unconscious faint fainted dizzy dizziness rash itching itch
        swelling swollen allergy allergic infection infected sore throat wound injury injured burn burning fracture
        sprain asthma breathless breathing breath bp blood_pressure pressure sugar diabetes diabetic cholesterol
        thyroid cancer tumor tumour heart chest stomach kidney liver knee pregnant pregnancy periods period
        miscarriage symptom symptoms disease diagnosis diagnose treatment treat cure dose dosage side_effect
        side_effects antibiotic antibiotics paracetamol dolo crocin ibuprofen aspirin insulin metformin azithromycin
        cetirizine pantoprazole amoxicillin steroid steroids suicide die dying poison overdose stroke seizure fits
        weak weakness tired depressed depression anxiety sick ill unwell surgery operation injection stitches alcohol
        diet
        """,
        .advice: """
        should_i_take can_i_take can_i_eat can_i_drink safe_to is_it_safe what_should_i_do
        """,
    ]
}
