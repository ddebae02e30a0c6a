import Conversations

@testable import Assistant

/// A clinic that the rules have never seen, and what its patients write. Nothing was fitted to its questions
/// (docs/decisions/0013).
enum EighthClinic {
    static let topics = [
        Topic(
            title: "Opening hours", answer: "Monday to Saturday 10 am to 1 pm and 5 pm to 8.30 pm. Closed on Sunday."),
        Topic(title: "Fees", answer: "First consultation ₹600, follow-up within 7 days ₹300."),
        Topic(title: "Address", answer: "Shop 4, Sai Plaza, Baner Road, Pune, opposite the petrol pump."),
        Topic(title: "Parking", answer: "Free parking for cars and two-wheelers in the basement."),
        Topic(title: "Payment", answer: "Cash, UPI and debit or credit cards."),
        Topic(title: "Appointments", answer: "Call 020 5550 0123 or write here with your name and a time."),
        Topic(title: "Home visits", answer: "Within 5 km, ₹1,200 a visit."),
        Topic(title: "Insurance", answer: "We are on no insurance panel; we give a bill for reimbursement."),
        Topic(title: "Vaccination", answer: "All childhood vaccines on Tuesday and Friday mornings."),
        Topic(title: "What to bring", answer: "Bring old reports and the medicines that you take."),
        Topic(title: "Lift and wheelchair", answer: "There is a lift and a ramp."),
        Topic(title: "Video consultation", answer: "Daily from 2 pm to 3 pm, ₹500."),
    ]

    /// The form, the title of the topic that answers or `-human`, and the text.
    static let questions = lines(
        """
        en	Opening hours	what time do you guys shut in the evening
        en	Fees	hw much is first visit?
        en	Address	exact location pls
        en	Parking	any place to park my scooter?
        en	Payment	gpay ok?
        en	Appointments	how can i fix an appointment
        en	Opening hours	are you people open on sundays
        en	Home visits	Do you visit patients at home?
        en	Insurance	is cashless insurance accepted?
        en	What to bring	which documents should I carry
        en	Lift and wheelchair	Is there an elevator in the building?
        en	Video consultation	can I consult on video call
        en	Fees	follow up charges?
        en	Vaccination	Which day are vaccines given to babies?
        en	-human	Do you have MRI?
        en	-human	What is the doctor's qualification?
        en	-human	Can I get a discount?
        en	Address	landmark near clinic?
        hd	Opening hours	आप लोग शाम को कितने बजे तक बैठते हैं
        hd	Fees	पहली बार दिखाने का कितना लगता है
        hd	Address	क्लिनिक का पता भेज दीजिए
        hd	Parking	गाड़ी कहाँ खड़ी करें
        hd	Payment	पेमेंट ऑनलाइन हो जाएगा क्या
        hd	Appointments	नंबर कैसे लगता है
        hd	Home visits	क्या डॉक्टर घर आकर देखते हैं
        hd	Insurance	बीमा चलता है क्या
        hd	Vaccination	टीका किस दिन लगता है
        hd	What to bring	साथ में क्या लाना है
        hd	Lift and wheelchair	लिफ्ट की सुविधा है?
        hd	Video consultation	वीडियो कॉल पर सलाह मिलेगी
        hd	-human	दाँत का एक्सरे होता है क्या
        hl	Opening hours	shaam ko kitne baje tak khula rehta hai
        hl	Fees	pehli baar ka kitna charge hai
        hl	Address	clinic kaha pe hai
        hl	Parking	gaadi park karne ki jagah hai kya
        hl	Payment	card se payment ho jayega?
        hl	Appointments	appointment kaise le
        hl	Home visits	ghar pe aake dekhte ho kya
        hl	Insurance	mediclaim chalta hai kya
        hl	Vaccination	bachche ka tika kab lagta hai
        hl	What to bring	kya kya saath lana padega
        hl	Lift and wheelchair	wheelchair aa jayegi kya
        hl	Video consultation	video pe doctor se baat ho sakti hai
        hl	Opening hours	sunday ko band rehta hai kya
        md	Opening hours	संध्याकाळी किती वाजेपर्यंत असता
        md	Fees	पहिल्या वेळेची फी किती
        md	Address	तुमचा पत्ता पाठवा
        md	Parking	गाडी लावायला जागा आहे का
        md	Payment	फोनपे चालेल का
        md	Appointments	अपॉइंटमेंट कशी घ्यायची
        md	Home visits	डॉक्टर घरी येतात का
        md	Insurance	विमा चालतो का
        md	Vaccination	लसीकरण कधी असते
        md	What to bring	येताना काय आणायचे
        md	Lift and wheelchair	लिफ्ट आहे का
        md	Video consultation	व्हिडिओवर सल्ला मिळतो का
        md	Opening hours	रविवारी बंद असतं का
        ml	Opening hours	sandhyakali kiti vajeparyant asta
        ml	Fees	pahilya bhetichi fee kiti
        ml	Address	davakhana kuthe ahe
        ml	Parking	gadi lavayla jaga ahe ka
        ml	Payment	gpay chalel ka
        ml	Appointments	appointment kashi ghyaychi
        ml	Home visits	doctor ghari yetat ka
        ml	Insurance	vima chalto ka
        ml	Vaccination	balachi las kadhi detat
        ml	What to bring	yetana kay ghevun yaycha
        ml	Lift and wheelchair	lift ahe ka
        ml	Video consultation	video call var doctor bolu shaktat ka
        ml	Opening hours	ravivari chalu asta ka
        """)

    /// Nearly a question that a topic answers, and for a person.
    static let nearly = lines(
        """
        is parking free for trucks
        fees for MRI?
        do you do home visits in Mumbai?
        is the parking full now?
        what is the fee for dental cleaning
        doctor's home address
        fees for second opinion
        vaccination for adults?
        covid vaccine available?
        hepatitis b vaccine on Monday?
        can I pay by cheque
        do you take Amex
        is EMI available
        home visit at night?
        home visit 12 km away?
        is the lift working today
        open on 15 August?
        open on second Saturday?
        reschedule my appointment
        cancel my appointment
        is my appointment confirmed
        is my insurance claim passed
        refund my payment
        did you get my payment
        what is the fee of the physiotherapist
        is there a lady doctor
        can I come without appointment
        how long is the waiting time
        do you have oxygen
        is food available nearby
        where can I stay overnight near the clinic
        how far is the clinic from Hinjewadi
        which bus comes to the clinic
        do you sell medicines
        does the lift go to the terrace
        what if I lose my old reports
        is parking safe at night
        मेरा अपॉइंटमेंट कब है
        डॉक्टर साहब आज आए हैं क्या
        डॉक्टर आले आहेत का
        doctor aaye hain kya
        doctor ale ahet ka
        has the doctor arrived
        where does the doctor live
        doctor ke ghar ka pata do
        डॉक्टरांच्या घरचा पत्ता द्या
        are you open 😭
        एक्सरे की फीस कितनी है
        बड़ों का टीका लगता है क्या
        घर का पता क्या है डॉक्टर का
        मेरे पैसे वापस करो
        क्या कल छुट्टी है
        xray ki fees kitni
        mere paise wapas karo
        bade logo ka vaccine lagta hai kya
        kya dusri branch hai
        mera number kab ayega
        माझी अपॉइंटमेंट रद्द करा
        एक्सरेची फी किती
        मोठ्यांना लस देता का
        दुसरी शाखा आहे का
        xray chi fee kiti
        majhe paise parat kara
        mothya mansana las deta ka
        dusri shakha ahe ka
        """)

    /// Somebody takes back what they name, or asks about another house.
    static let notAsked = lines(
        """
        I am not coming so no need for an appointment
        we dont want home visit now
        stop sending me the address
        I did not ask for your fees
        skip the parking
        no video consultation please
        मुझे घर पर नहीं बुलाना
        वीडियो पर नहीं करना
        appointment nahi leni mujhe
        address mat bhejo
        ghar mat aana
        घरी येण्याची आवश्यकता नाही
        मला लिफ्ट नको
        फी सांगू नका
        ghari yeu naka
        fee nako sangu
        video var nako
        when does the pharmacy next door open
        What are the fees of Symbiosis college
        is there parking at the railway station
        temple timings?
        passport office address
        Where is Dr Kulkarni's clinic
        gym kitne baje khulta hai
        पोस्ट ऑफिस कहाँ है
        दुकान कितने बजे खुलती है
        भाजी मंडई कधी उघडते
        airport la jayla kiti vel lagto
        salon kitne baje khulta hai
        what are the hours of the passport seva kendra
        """)

    /// A complaint, a medicine or a result beside a question.
    static let mixed = lines(
        """
        my son is vomiting since morning, what time do you close
        tooth broke, where are you located
        sugar is 300 what are the fees
        can i take crocin and is parking there
        Fees? also there is swelling on my face
        are you open, I feel dizzy
        report shows low haemoglobin, home visit possible?
        address pls bleeding not stopping
        period late by 2 weeks, till what time are you open
        what are charges for burning urine
        baby not feeding since night. where is your clinic
        stitches opened. appointment how
        बच्चे को दस्त हो रहे हैं, कितने बजे तक खुला है
        चक्कर आ रहे हैं, पता भेजिए
        खाँसी की दवा चाहिए, फीस कितनी
        रिपोर्ट में शुगर ज़्यादा है, अपॉइंटमेंट कैसे लें
        पेट फूला है, पार्किंग है?
        साँस फूल रही है घर आ सकते हैं?
        दाँत हिल रहा है, कब खुलते हो
        डोलो ले सकता हूँ? और फीस?
        कान से पानी आ रहा है, कहाँ हो
        घाव में पस है, आज खुला है?
        टाँके खुल गए, क्लिनिक कहाँ है
        bache ko loose motion hai kitne baje tak khula hai
        chakkar aa raha hai address bhejo
        bp high hai, fees kitni hai
        daant hil raha hai appointment kaise le
        dolo le sakta hu kya, parking hai?
        pair me sujan hai ghar aa sakte ho?
        report me thyroid aaya hai, fees?
        nakseer aa rahi hai, khula hai?
        khujli ho rahi hai, sunday ko khula hai kya
        ulti band nahi ho rahi, kaha ho
        aankh lal hai kab tak khula hai
        बाळाला जुलाब होत आहेत, किती वाजेपर्यंत असता
        चक्कर येते आहे, पत्ता पाठवा
        रक्तदाब वाढला आहे, फी किती
        दाढ दुखतेय, अपॉइंटमेंट कशी घ्यायची
        क्रोसिन घेऊ का, पार्किंग आहे का
        पाय सुजला आहे, घरी येता का
        रिपोर्टमध्ये थायरॉइड आला आहे, फी?
        नाकातून रक्त येतंय, चालू आहे का
        अंगाला खाज येते, रविवारी चालू असता का
        उलट्या थांबत नाहीत, कुठे आहात
        balala julab hot ahet kiti vajeparyant asta
        chakkar yete ahe patta pathva
        bp vadhla ahe fee kiti
        dadh dukhtey appointment kashi ghyaychi
        crocin gheu ka parking ahe ka
        pay sujla ahe ghari yeta ka
        report madhe thyroid ala ahe fee?
        nakatun rakta yetay chalu ahe ka
        angala khaj yete ravivari chalu asta ka
        ultya thambat nahit kuthe ahat
        I feel uneasy, are you open
        my BP machine shows 180/110, timings?
        baby is not waking up, address?
        swallowed a coin, where are you
        dog bit me, are you open
        burnt my hand fees?
        can't see properly since morning. timings
        he is unconscious where is clinic
        water broke address
        pregnancy test positive, fees?
        HIV report came, how to take appointment?
        I am pregnant, where are you located
        feeling low these days, timings please
        hair fall a lot, fees?
        are you open? I took 10 tablets
        lump in breast, what are the fees
        my child ate soap. are you open now
        what are your timings, my heart is racing
        tez dard, kab khulega
        bachcha gir gaya, khula hai?
        kutte ne kata hai, khule ho?
        thoda weakness hai fees kitni
        neend nahi aati, timing kya hai
        mann udas rehta hai, appointment kaise le
        mujhe sugar hai, clinic kaha hai
        haath jal gaya, pata bhejo
        periods nahi aaye, fees kitni hai
        baal jhad rahe hai fees kitni
        बच्चा गिर गया, क्लिनिक खुला है?
        जहर खा लिया है पता भेजो
        हाथ जल गया, कब खुलता है
        मन उदास रहता है, अपॉइंटमेंट कैसे लें
        बाल झड़ रहे हैं, फीस कितनी है
        माहवारी नहीं आई, फीस कितनी है
        नींद नहीं आती, क्लिनिक का समय क्या है
        कुत्ते ने काटा, खुला है क्या
        साप चावला, कुठे आहात
        भाजले आहे, चालू आहे का
        झोप येत नाही, वेळ काय
        केस गळत आहेत, फी किती
        पाळी चुकली आहे, फी किती
        कुत्रा चावला, चालू आहे का
        बाळ पडले, पत्ता पाठवा
        अशक्तपणा आहे, फी किती
        sap chavla kuthe ahat
        bhajle ahe chalu ahe ka
        zop yet nahi vel kay
        kes galat ahet fee kiti
        pali chukli ahe fee kiti
        kutra chavla chalu ahe ka
        bal padle patta pathva
        ashaktapana ahe fee kiti
        """)

    /// Days and nights of which "9 to 6." says nothing.
    static let days = lines(
        """
        Are you working this Saturday?
        शनिवारी उघडे आहे का
        guruvar ko aap baithte ho?
        budhvari chalu ka
        open on Christmas?
        are you there on 26th January
        2 October ko khula rahega?
        गणपतीला बंद आहे का
        holi ke din khula hai?
        Open on weekends?
        lunch break kab hota hai
        """)

    /// The language, and a text that is handed over.
    static let languages = lines(
        """
        hindi	कल वाले डॉक्टर साहब का नंबर मिलेगा क्या
        hindi	रिसेप्शन पर कोई फोन नहीं उठा रहा
        hindi	मैंने दो बार फोन किया था
        hindi	हमारा बिल गलत बना है
        hindi	उनसे कहना कि मैं पहुँच गया
        hindi	दीदी को बुला दीजिए
        hindi	मेरी फाइल गुम हो गई है
        hindi	आपका आदमी बाहर खड़ा है
        hindi	कोई जवाब क्यों नहीं देता
        hindi	पता नहीं फाइल कहाँ गई
        marathi	रिसेप्शनला कोणी फोन उचलत नाही
        marathi	माझी फाईल हरवली आहे
        marathi	बिल चुकीचे झाले आहे
        marathi	काल आलो होतो तेव्हा पाकीट राहिले
        marathi	ताईंना फोन करायला सांगा
        marathi	त्यांना निरोप द्या
        marathi	मॅडम कधी भेटतील
        marathi	मी दोनदा फोन केला होता
        marathi	कोणी उत्तर का देत नाही
        marathi	तुमचा माणूस बाहेर उभा आहे
        romanised	reception pe koi phone nahi utha raha
        romanised	meri file kho gayi hai
        romanised	bill galat bana hai
        romanised	maine do baar call kiya tha
        romanised	didi ko bula do
        romanised	unko bolna main pahunch gaya
        romanised	sir se baat karwa do
        romanised	kal ka parcha nahi mil raha
        romanised	koi jawab kyu nahi deta
        romanised	aapka aadmi bahar khada hai
        romanisedMarathi	reception la koni phone uchalat nahi
        romanisedMarathi	mazi file haravli ahe
        romanisedMarathi	bill chukiche zale ahe
        romanisedMarathi	kal alo hoto tevha pakit rahile
        romanisedMarathi	tainna phone karayla sanga
        romanisedMarathi	madam kadhi bhettil
        romanisedMarathi	mi donda phone kela hota
        romanisedMarathi	tyanna nirop dya
        romanisedMarathi	koni uttar ka det nahi
        romanisedMarathi	tumcha manus baher ubha ahe
        english	Nobody picks up at reception
        english	I lost my file
        english	The bill is wrong
        english	Mala called me yesterday
        english	Please tell Didi to call back
        english	Is Asha madam in?
        english	I forgot my wallet there
        english	Ask Kal to ring me
        english	Mr Ka and Mrs Ho are waiting
        english	Why does no one answer
        """)

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    /// What the offline assistant answers: the titles of topics, `-polite`, `-asked` or `-human`.
    static func given(_ text: String, topics: [Topic] = topics) async -> String {
        let turn = Turn(author: .patient, text: text, at: Timestamp(milliseconds: 0))
        let question = Question(
            clinicName: "Sahyadri Clinic", doctorName: "Dr. Vikram Joshi", clinicAddress: nil, topics: topics,
            history: [turn])
        return await AskedQuestion.given(question)
    }
}
