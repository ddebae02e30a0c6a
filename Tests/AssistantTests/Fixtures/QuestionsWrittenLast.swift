/// Labelled questions in the form of `tunedQuestionsOfOtherClinics`, then a tab and the form: en, hd and md for Hindi and
/// Marathi in Devanagari, hl and ml in Latin letters.
///
/// Each part was written when the rules stood still and measured once before anything was changed; kinds of faults that
/// it showed were mended afterwards, and the next part written. docs/decisions/0013 has the figures.
let questionsOfPartOne = """
    @verma
    Consulting hours\tWhat are the doctor's timings?\ten
    Consulting hours\thi, till what time are you open this evening\ten
    Consulting hours\tis the clinic open on thursday\ten
    Consulting hours\tmorning opd time pls\ten
    Consulting hours\tKindly let me know your consulting time\ten
    Clinic location\tCould you send me the clinic's location?\ten
    Clinic location\twhere exactly in lajpat nagar\ten
    Clinic location\tpls share adress\ten
    Consultation charges\tWhat does a consultation cost?\ten
    Consultation charges\tfees for new patient?\ten
    Consultation charges\tdoctor charges pls\ten
    Taking an appointment\tHow do I get an appointment with the doctor?\ten
    Taking an appointment\tcan u book me for tomorrow morning\ten
    Taking an appointment\tCan I walk in without an appointment\ten
    Changing an appointment\tI need to reschedule my appointment\ten
    Changing an appointment\thow to cancel appointment\ten
    Payment options\tDo you take credit cards?\ten
    Payment options\tcan i pay with gpay\ten
    Car and scooter parking\tIs there any place to park?\ten
    Car and scooter parking\tcar parking there?\ten
    Lab reports\tWhen can I collect my lab reports?\ten
    Lab reports\twill i get reports on email\ten
    Tests done here\tis ecg done at your clinic\ten
    Tests done here\twhich tests do you do\ten
    Immunization for kids\tOn what day is vaccination done?\ten
    Immunization for kids\tdo you have mmr vaccine\ten
    Online video consult\tCan I consult the doctor on video call\ten
    Online video consult\twhat is the charge for online consultation\ten
    Home visit\tDoes the doctor come home?\ten
    TPA and mediclaim\tis mediclaim accepted\ten
    TPA and mediclaim\tDo you have cashless facility?\ten
    Medical certificate\ti need a medical certificate for leave, possible?\ten
    Medical certificate\tHow much for a fitness certificate?\ten
    Ambulance and emergency\tAmbulance contact number please\ten
    Reception phone\tphone number of clinic?\ten
    Reception phone\tlandline no.\ten
    Lift and wheelchair\tIs the clinic wheelchair accessible?\ten
    Diwali and Holi\tare you closed on holi\ten
    -human\tDo you accept Sodexo coupons?\ten
    -human\tWhat are the timings of the gurudwara?\ten
    -human\tis the lab next door open now\ten
    -human\tdo you do root canal\ten
    -human\tHas Dr Anita reached?\ten
    -human\tcan you arrange a nurse\ten
    -human\thow many doctors work there\ten
    -human\tI don't need the video consult anymore\ten
    -human\tplease do not cancel my slot\ten
    -human\tWhen does the bank next to you open?\ten
    -human\tmy cheque bounced\ten
    -human\tis there a vaccination certificate error helpline\ten
    -human\tdo you close on christmas\ten
    -human\twhat is the refund policy\ten
    -human\tcan I speak in French\ten
    Consulting hours\tdoctor kitne baje se baithte hain\thl
    Consulting hours\taaj shaam ko clinic khulega kya\thl
    Consulting hours\tguruwar ko band rehta hai kya\thl
    Consulting hours\tclinic ki timing bata dijiye\thl
    Clinic location\tclinic ka address whatsapp kar do\thl
    Clinic location\tlajpat nagar me kaha pe hai clinic\thl
    Consultation charges\tdoctor sahab ki fees kitni hai\thl
    Consultation charges\tpurane patient ki kitni fees lagegi\thl
    Consultation charges\tdikhane ke kitne paise lagenge\thl
    Taking an appointment\tappointment kaise milega\thl
    Taking an appointment\tkal subah ka number lagana hai\thl
    Taking an appointment\tbina appointment ke dikha sakte hai\thl
    Changing an appointment\tappointment aage badhana hai\thl
    Changing an appointment\tmera kal ka appointment cancel kar dijiye\thl
    Payment options\tpaytm se payment ho jayega\thl
    Payment options\tcard le lete ho kya\thl
    Car and scooter parking\tgaadi kaha park kare\thl
    Car and scooter parking\tscooty khadi karne ki jagah hai\thl
    Lab reports\treport kab tak mil jayegi\thl
    Lab reports\treport email pe mil sakti hai kya\thl
    Tests done here\tecg hota hai yaha\thl
    Immunization for kids\tbacche ko teeka kis din lagta hai\thl
    Immunization for kids\tpolio ki khurak milti hai kya\thl
    Online video consult\tvideo call pe doctor se baat ho sakti hai\thl
    Online video consult\tonline consultation ka kitna charge hai\thl
    Home visit\tdoctor ghar aa sakte hain kya\thl
    TPA and mediclaim\tmediclaim chalta hai kya\thl
    Medical certificate\toffice ke liye medical certificate banta hai\thl
    Ambulance and emergency\tambulance ka number dijiye\thl
    Reception phone\treception ka phone number bhejo\thl
    Lift and wheelchair\twheelchair hai kya clinic me\thl
    Diwali and Holi\tdiwali pe clinic band rahega kya\thl
    -human\tsonography hoti hai?\thl
    -human\tgurudwara kitne baje band hota hai\thl
    -human\tappointment cancel mat karna\thl
    -human\tmujhe video consult nahi chahiye ab\thl
    -human\tdoctor ki shaadi ho gayi kya\thl
    -human\tkya aap dawai ghar bhejte ho\thl
    -human\teid par khula hai kya\thl
    -human\tmera appointment kitne baje hai\thl
    -human\tdusre doctor ki fees kya hai\thl
    -human\tladies doctor hai?\thl
    @hindi
    क्लिनिक का समय\tक्लिनिक कितने बजे बंद होता है?\thd
    क्लिनिक का समय\tशाम को डॉक्टर कब मिलेंगे\thd
    क्लिनिक का समय\tक्या शनिवार को क्लिनिक खुलता है\thd
    क्लिनिक का समय\tटाइमिंग बता दीजिए\thd
    पता\tआपका क्लिनिक किस जगह है\thd
    पता\tपूरा पता भेज दीजिए\thd
    पता\tइंदौर में कहां पर है\thd
    फीस\tडॉक्टर को दिखाने की फीस क्या है\thd
    फीस\tपहली बार के कितने पैसे लगते हैं\thd
    फीस\tदोबारा दिखाने पर फीस लगेगी क्या\thd
    अपॉइंटमेंट\tनंबर कैसे लगता है\thd
    अपॉइंटमेंट\tकल के लिए अपॉइंटमेंट लेना है\thd
    अपॉइंटमेंट\tडॉक्टर से मिलने के लिए क्या करना होगा\thd
    अपॉइंटमेंट रद्द करना\tअपॉइंटमेंट रद्द कैसे करें\thd
    अपॉइंटमेंट रद्द करना\tमुझे अपना नंबर कैंसल कराना है\thd
    भुगतान\tफोनपे से पैसे दे सकते हैं\thd
    भुगतान\tक्या कार्ड चलता है\thd
    भुगतान\tपेमेंट कैसे करना है\thd
    पार्किंग\tगाड़ी खड़ी करने की जगह है क्या\thd
    पार्किंग\tस्कूटी पार्क कर सकते हैं\thd
    जांच रिपोर्ट\tरिपोर्ट कब तक मिलेगी\thd
    जांच रिपोर्ट\tखून की रिपोर्ट किस समय मिलती है\thd
    बच्चों का टीकाकरण\tबच्चे को टीका लगवाना है, किस दिन आएं\thd
    बच्चों का टीकाकरण\tटीकाकरण कब होता है\thd
    घर पर विजिट\tक्या डॉक्टर घर पर आते हैं\thd
    मेडिकल सर्टिफिकेट\tमेडिकल सर्टिफिकेट बनता है क्या\thd
    मेडिकल सर्टिफिकेट\tफिटनेस सर्टिफिकेट का कितना लगेगा\thd
    -human\tक्या बीमा चलता है\thd
    -human\tलिफ्ट है क्या\thd
    -human\tस्टेट बैंक कब खुलता है\thd
    -human\tमुझे अपॉइंटमेंट नहीं चाहिए\thd
    -human\tक्या आप दांत का काम करते हैं\thd
    -human\tहोली पर खुला रहेगा?\thd
    -human\tमेरा नंबर कब आएगा\thd
    -human\tस्कूल की फीस कितनी है\thd
    -human\tपार्किंग की जरूरत नहीं है\thd
    -human\tवीडियो कॉल पर दिखा सकते हैं क्या\thd
    -human\tईमेल आईडी क्या है\thd
    -human\tक्या यहां नौकरी मिलेगी\thd
    क्लिनिक का समय\tclinic ke khulne ka time\thl
    फीस\tfees kya hai aapki\thl
    भुगतान\tupi le lete ho\thl
    पता\tpata bata dijiye\thl
    @marathi
    दवाखान्याची वेळ\tदवाखाना किती वाजेपर्यंत चालू असतो?\tmd
    दवाखान्याची वेळ\tसंध्याकाळी डॉक्टर किती वाजता येतात\tmd
    दवाखान्याची वेळ\tशनिवारी दवाखाना उघडा असतो का\tmd
    दवाखान्याची वेळ\tटायमिंग सांगा ना\tmd
    दवाखान्याची वेळ\tउद्या सकाळी दवाखाना सुरू आहे का\tmd
    पत्ता\tतुमचा दवाखाना नेमका कुठे आहे\tmd
    पत्ता\tपत्ता पाठवाल का\tmd
    पत्ता\tबस स्टँडवरून कसे यायचे\tmd
    तपासणी फी\tडॉक्टरांची फी किती\tmd
    तपासणी फी\tतपासायला किती पैसे लागतात\tmd
    तपासणी फी\tकन्सल्टेशनचे चार्जेस सांगा\tmd
    अपॉइंटमेंट\tअपॉइंटमेंट कशी घ्यायची?\tmd
    अपॉइंटमेंट\tउद्यासाठी नंबर लावायचा आहे\tmd
    अपॉइंटमेंट\tडॉक्टरांना भेटायचं आहे\tmd
    पैसे कसे भरायचे\tफोन पे चालतं का\tmd
    पैसे कसे भरायचे\tगुगल पे ने पैसे दिले तर चालतील का\tmd
    पैसे कसे भरायचे\tपेमेंट कसं करायचं\tmd
    पार्किंग\tगाडी कुठे लावायची\tmd
    पार्किंग\tपार्किंगची सोय आहे का\tmd
    रिपोर्ट\tरिपोर्ट किती दिवसांनी मिळतात\tmd
    रिपोर्ट\tरक्ताचा रिपोर्ट कधी मिळेल\tmd
    विमा\tमेडिक्लेम चालतं का\tmd
    विमा\tकॅशलेस सुविधा आहे का\tmd
    लसीकरण\tबाळाला लस कधी देता\tmd
    लसीकरण\tलसीकरण कोणत्या वारी असतं\tmd
    व्हिडिओ सल्ला\tव्हिडिओ कॉलवर दाखवता येईल का\tmd
    व्हिडिओ सल्ला\tऑनलाइन सल्ल्याची फी किती\tmd
    सोबत आणायची कागदपत्रे\tयेताना काय काय आणायचं\tmd
    सोबत आणायची कागदपत्रे\tकोणती कागदपत्रे लागतील\tmd
    लिफ्ट\tलिफ्टची सोय आहे का\tmd
    -human\tकार्ड स्वाइप होतं का\tmd
    -human\tडॉक्टर घरी येतात का\tmd
    -human\tबँक कधी उघडते\tmd
    -human\tमला लस नको आहे\tmd
    -human\tअपॉइंटमेंट रद्द करू नका\tmd
    -human\tगणपतीत दवाखाना बंद असतो का\tmd
    -human\tशाळेची फी किती आहे\tmd
    -human\tमाझी अपॉइंटमेंट कधी आहे\tmd
    -human\tडॉक्टरांचं वय किती आहे\tmd
    -human\tदुसऱ्या डॉक्टरांचा पत्ता द्या\tmd
    -human\tएमआरआय होतो का\tmd
    -human\tकार्यक्रमाला येणार का\tmd
    दवाखान्याची वेळ\tdavakhana kiti vajeparyant chalu asto\tml
    दवाखान्याची वेळ\tshanivari chalu ahe ka\tml
    दवाखान्याची वेळ\tdoctor sandhyakali kiti vajta yetat\tml
    दवाखान्याची वेळ\ttiming sanga na\tml
    दवाखान्याची वेळ\tudya clinic chalu asel ka\tml
    पत्ता\ttumcha clinic nakki kuthe ahe\tml
    पत्ता\tpatta pathva please\tml
    पत्ता\tlocation pathval ka\tml
    तपासणी फी\tdoctoranchi fee kiti\tml
    तपासणी फी\ttapasayche kiti paise ghetat\tml
    तपासणी फी\tconsultation che kiti hotat\tml
    अपॉइंटमेंट\tappointment kashi milel\tml
    अपॉइंटमेंट\tudya sathi number lavaycha ahe\tml
    अपॉइंटमेंट\tdoctoranna bhetaycha ahe\tml
    पैसे कसे भरायचे\tphonepe chalta ka\tml
    पैसे कसे भरायचे\tgoogle pay ne payment karu ka\tml
    पैसे कसे भरायचे\tcash ch lagel ka\tml
    पार्किंग\tgadi kuthe lavaychi\tml
    पार्किंग\tparking chi soy ahe ka\tml
    रिपोर्ट\treport kiti divsani milto\tml
    रिपोर्ट\traktacha report kadhi milel\tml
    विमा\tmediclaim chalta ka\tml
    विमा\tinsurance ahe ka tumchyakade\tml
    लसीकरण\tbalala las kadhi detat\tml
    लसीकरण\tvaccination kontya divshi asta\tml
    व्हिडिओ सल्ला\tvideo call var dakhvta yeil ka\tml
    व्हिडिओ सल्ला\tonline consultation chi fee sanga\tml
    सोबत आणायची कागदपत्रे\tyetana kay kay aanaycha\tml
    सोबत आणायची कागदपत्रे\tkonti kagadpatra lagtil\tml
    लिफ्ट\tlift chi soy ahe ka\tml
    -human\tcard chalta ka\tml
    -human\tdoctor ghari yetat ka\tml
    -human\tbank kadhi ughadte\tml
    -human\tmala appointment nako ahe\tml
    -human\tappointment radda karu naka\tml
    -human\tganpatit davakhana band asto ka\tml
    -human\tshalechi fee kiti ahe\tml
    -human\tmajhi appointment kadhi ahe\tml
    -human\tdusrya doctorancha patta dya\tml
    -human\tsonography hote ka\tml
    -human\tparking nako, fakt vicharla\tml
    -human\tkaam milel ka davakhanyat\tml
    @minimal
    Timings\twhat time does clinic open\ten
    Timings\tclosing time?\ten
    Location\twhere are you in nashik\ten
    Fees\tHow much are your fees?\ten
    Phone\twhat's your contact number\ten
    Appointment\tI'd like to book a slot\ten
    Payment\tis upi ok\ten
    -human\topen on weekends?\ten
    -human\tis the doctor there on Monday\ten
    -human\tany parking\ten
    -human\tdo you take my insurance\ten
    -human\tis there a lift in the building\ten
    -human\tcard payment?\ten
    -human\tWill you be open on 26 January\ten
    -human\tlab test charges\ten
    Timings\tkab band hota hai clinic\thl
    Location\tkaha par hai aap\thl
    Fees\tfees kitna lete ho\thl
    Appointment\tkal ke liye appointment chahiye tha\thl
    -human\traviwar ko khula rehta hai kya\thl
    -human\taaj khula hai\thl
    -human\tcertificate banta hai kya\thl
    Timings\tदवाखाना कधी उघडतो\tmd
    Fees\tफी किती घेता\tmd
    Location\tपत्ता द्या\tmd
    -human\tरविवारी दवाखाना चालू असतो का\tmd
    -human\tउद्या डॉक्टर येणार का\tmd
    Timings\tक्लिनिक कब खुलता है\thd
    Location\tक्लिनिक कहां पर है\thd
    Fees\tकितनी फीस लेते हैं\thd
    -human\tइतवार को खुला है क्या\thd
    Timings\tkiti vajta ughadta\tml
    Fees\tfee kiti gheta tumhi\tml
    -human\travivari chalu asta ka\tml
    @rich
    Fasting before tests\tdo i have to come fasting for sugar test\ten
    Waiting time\tis there a big queue, how long do we wait\ten
    Bills and receipts\twill i get a receipt\ten
    Lady doctor\twhich days does the lady doctor sit\ten
    Email and website\tmail id please\ten
    Pharmacy\tdo you have a pharmacy\ten
    Lab tests\tis thyroid test done there\ten
    Collecting lab reports\twhere do i collect reports\ten
    Languages\tdoes the doctor understand gujarati\ten
    Directions\thow to come from station\ten
    First visit documents\twhat should I carry on first visit\ten
    Rescheduling and cancellation\tCan you move my appointment to Monday?\ten
    Vaccination\ttimings for baby vaccination\ten
    Home visits\thome visit possible?\ten
    Insurance and cashless\tis hdfc ergo cashless available\ten
    Follow-up fee\tfollow-up charges\ten
    Lunch break\tare you closed in the afternoon for lunch\ten
    -human\tis sonography painful\ten
    -human\tdo you take Bajaj Allianz\ten
    -human\tIs the medical store at the station open at night?\ten
    -human\tdoes the other clinic in Vashi have parking\ten
    -human\tno need for a certificate, thanks\ten
    -human\tI didn't say I want a refund\ten
    -human\twhat is the wifi password\ten
    Follow-up fee\tदोबारा आने पर कितनी फीस है\thd
    Lady doctor\tलेडी डॉक्टर किस दिन आती हैं\thd
    Fasting before tests\tक्या जांच के लिए खाली पेट आना होगा\thd
    Pharmacy\tमेडिकल स्टोर है क्या\thd
    Waiting time\tकितनी देर इंतजार करना पड़ेगा\thd
    Bills and receipts\tक्या पक्का बिल मिलेगा\thd
    Parking\tक्या पार्किंग मुफ्त है\thd
    -human\tक्या चश्मे की दुकान है\thd
    -human\tदूसरे अस्पताल का नंबर दीजिए\thd
    """

let questionsOfPartTwo = """
    @nair
    OPD schedule\tGood morning, could you please tell me the OPD timings?\ten
    OPD schedule\tWhen is the doctor available on Saturday?\ten
    OPD schedule\tare you open sundays\ten
    OPD schedule\tWhat days does the doctor sit?\ten
    OPD schedule\tclinic tming?\ten
    Our address\tHello, I want to visit the clinic, kindly share the address.\ten
    Our address\tCan you send me the google maps location\ten
    Our address\twhch floor is the clinic on\ten
    Charges\tHow much do you charge for the first visit?\ten
    Charges\tconsultaion fee please\ten
    Charges\twhat would it cost to see the doctor again\ten
    Accepted payments\tWhich payment methods are accepted?\ten
    Accepted payments\tIs cash accepted?\ten
    Accepted payments\tCan I swipe my debit card there\ten
    Appointments\tI would like to schedule an appointment for Friday evening\ten
    Appointments\thow can I book online\ten
    Cancelling\tI won't be able to come tomorrow, how do I cancel?\ten
    Cancelling\tIs there any charge for cancelling an appointment?\ten
    Valet and parking\tIs parking available for cars at your clinic?\ten
    Valet and parking\twhere can we leave our car\ten
    Report delivery\tHow will I get my reports?\ten
    Report delivery\twhen do test reports come\ten
    Vaccines\tDo you have the HPV vaccine?\ten
    Vaccines\tflu shot available?\ten
    Insurance\tIs Bajaj Allianz insurance accepted\ten
    Teleconsult\tCan we do an online consultation instead of visiting\ten
    Teleconsult\tvideo consult timings?\ten
    What to carry\tWhich documents should I bring along?\ten
    Waiting\thow long will I have to wait\ten
    Women doctors\tIs there a lady doctor?\ten
    Accessibility\tMy father uses a wheelchair, is there a lift?\ten
    Our staff speak\tDo you speak Malayalam?\ten
    Fitness and leave certificates\tDo you issue fitness certificates?\ten
    Insurance\tDo you take Niva Bupa?\ten
    -human\tIs the rabies vaccine available\ten
    -human\tWhat time does Korum Mall open?\ten
    -human\tI don't want an online consultation\ten
    -human\tPlease don't share my address\ten
    -human\tDoes Jupiter Hospital have parking?\ten
    -human\tWhen does the RTO open\ten
    -human\tDo you speak Tamil?\ten
    -human\tcan i pay by cheque\ten
    -human\tno need to send the report\ten
    -human\tis the vaccine for 3 year olds also free\ten
    -human\twho is the owner of the clinic\ten
    -human\tThe parking guy was rude\ten
    -human\thave you sent the report\ten
    -human\thow old is Dr Leena\ten
    OPD schedule\tnamaste, doctor ka opd time kya hai\thl
    OPD schedule\tshanivar ko kitne baje tak doctor rehte hain\thl
    OPD schedule\tsunday ko clinic band hai kya\thl
    OPD schedule\tdoctor kab kab baithte hai\thl
    Our address\tclinic ka pura pata bhej dijiye please\thl
    Our address\tthane me kaha pe hai aapka clinic\thl
    Charges\tpehli baar dikhane ki fees kya hai\thl
    Charges\tdoctor kitna charge karte hai\thl
    Accepted payments\tkya cash le lete hai\thl
    Accepted payments\tgpay se payment kar sakte hai kya\thl
    Appointments\tmujhe friday ka appointment chahiye\thl
    Appointments\tappointment lene ke liye kya karna hoga\thl
    Cancelling\tappointment cancel karwana hai kaise kare\thl
    Cancelling\tkal nahi aa paunga, appointment cancel kar do\thl
    Valet and parking\tcar parking ki suvidha hai kya\thl
    Report delivery\treport kitne din me milti hai\thl
    Report delivery\ttest ki report kab tak aa jayegi\thl
    Vaccines\thepatitis b ki vaccine milti hai kya\thl
    Insurance\tstar health ka cashless chalega\thl
    Teleconsult\tvideo call par dikhane ki fees kitni hai\thl
    What to carry\tkaun kaun se document lane hai\thl
    Waiting\tkitni der wait karna padta hai\thl
    Women doctors\tlady doctor milengi kya\thl
    Accessibility\tlift hai kya building me\thl
    Our staff speak\tkya doctor malayalam bolti hai\thl
    Fitness and leave certificates\tfitness certificate ke kitne paise\thl
    Emergencies\temergency number kya hai\thl
    -human\tkorum mall kitne baje khulta hai\thl
    -human\tmujhe appointment cancel nahi karni\thl
    -human\tfees mat batao, doctor se milna hai\thl
    -human\ttamil me baat kar sakte hai kya\thl
    -human\tjupiter hospital ka number do\thl
    -human\tcovid vaccine lagti hai kya\thl
    -human\tmeri report bhej do\thl
    -human\taapka clinic kab se chal raha hai\thl
    -human\tdusre doctor kab baithte hai\thl
    -human\tudhar chalega kya\thl
    -human\tkya ghar pe aate hai doctor\thl
    -human\txray hota hai kya yaha\thl
    OPD schedule\tनमस्ते, डॉक्टर किस समय बैठते हैं\thd
    OPD schedule\tबुधवार को ओपीडी कितने बजे है\thd
    OPD schedule\tक्या रविवार को डॉक्टर मिलते हैं\thd
    Our address\tक्लिनिक का पूरा एड्रेस भेजिए\thd
    Our address\tआपका क्लिनिक ठाणे में किधर है\thd
    Charges\tडॉक्टर की फीस कितनी है बताइए\thd
    Charges\tपहली विजिट का चार्ज क्या है\thd
    Accepted payments\tक्या नकद दे सकते हैं\thd
    Accepted payments\tयूपीआई से भुगतान हो जाएगा क्या\thd
    Appointments\tशुक्रवार का अपॉइंटमेंट मिल सकता है\thd
    Appointments\tअपॉइंटमेंट कैसे बुक होता है\thd
    Cancelling\tमुझे कल का अपॉइंटमेंट रद्द करवाना है\thd
    Cancelling\tअपॉइंटमेंट कैंसिल करने का क्या तरीका है\thd
    Valet and parking\tकार कहां पार्क करें\thd
    Report delivery\tरिपोर्ट कितने दिन में मिलती है\thd
    Vaccines\tक्या एचपीवी वैक्सीन मिलती है\thd
    Insurance\tस्टार हेल्थ चलता है क्या\thd
    Teleconsult\tऑनलाइन कंसल्टेशन की फीस कितनी है\thd
    What to carry\tक्या क्या कागज लाने होंगे\thd
    Waiting\tकितनी देर रुकना पड़ता है\thd
    Women doctors\tमहिला डॉक्टर हैं क्या\thd
    Accessibility\tव्हीलचेयर की सुविधा है\thd
    Our staff speak\tडॉक्टर मराठी बोलती हैं क्या\thd
    Fitness and leave certificates\tफिटनेस सर्टिफिकेट बनवाना है\thd
    Emergencies\tइमरजेंसी नंबर बताइए\thd
    -human\tमॉल कितने बजे बंद होता है\thd
    -human\tमुझे रिपोर्ट नहीं चाहिए\thd
    -human\tअपॉइंटमेंट कैंसल मत करना\thd
    -human\tक्या चेक से भुगतान होगा\thd
    -human\tपोलियो की वैक्सीन मिलती है क्या\thd
    -human\tमेरा पैसा वापस करो\thd
    -human\tदूसरे क्लिनिक की फीस बताइए\thd
    -human\tएक्सरे होता है क्या\thd
    -human\tघर पर आते हैं क्या डॉक्टर\thd
    -human\tबस कब आती है\thd
    -human\tमेरी रिपोर्ट तैयार है क्या\thd
    -human\tपार्किंग नहीं चाहिए मुझे\thd
    OPD schedule\tनमस्कार, ओपीडीची वेळ काय आहे\tmd
    OPD schedule\tशनिवारी डॉक्टर किती वाजेपर्यंत असतात\tmd
    OPD schedule\tरविवारी दवाखाना बंद असतो का\tmd
    OPD schedule\tडॉक्टर कोणत्या दिवशी येतात\tmd
    Our address\tठाण्यात तुमचं क्लिनिक कुठे आहे\tmd
    Our address\tक्लिनिकचा पूर्ण पत्ता पाठवा\tmd
    Charges\tपहिल्यांदा दाखवायची फी किती आहे\tmd
    Charges\tडॉक्टर किती पैसे घेतात\tmd
    Accepted payments\tरोख पैसे चालतील का\tmd
    Accepted payments\tयूपीआयने पैसे भरता येतील का\tmd
    Appointments\tशुक्रवारची अपॉइंटमेंट मिळेल का\tmd
    Appointments\tअपॉइंटमेंट घेण्यासाठी काय करावे लागेल\tmd
    Cancelling\tउद्याची अपॉइंटमेंट रद्द करायची आहे\tmd
    Cancelling\tअपॉइंटमेंट कॅन्सल कशी करायची\tmd
    Valet and parking\tगाडी पार्क करायला जागा आहे का\tmd
    Report delivery\tरिपोर्ट किती दिवसात मिळतो\tmd
    Vaccines\tएचपीव्ही लस मिळते का\tmd
    Insurance\tस्टार हेल्थ चालतं का\tmd
    Teleconsult\tव्हिडिओ कन्सल्टेशनची फी किती\tmd
    What to carry\tयेताना कोणती कागदपत्रे आणू\tmd
    Waiting\tकिती वेळ थांबावं लागतं\tmd
    Women doctors\tलेडी डॉक्टर आहेत का\tmd
    Accessibility\tलिफ्ट आहे का तुमच्याकडे\tmd
    Our staff speak\tडॉक्टर मराठी बोलतात का\tmd
    Fitness and leave certificates\tफिटनेस सर्टिफिकेट मिळतं का\tmd
    -human\tमॉल किती वाजता उघडतो\tmd
    -human\tमला रिपोर्ट नको\tmd
    -human\tअपॉइंटमेंट कॅन्सल करू नका\tmd
    -human\tचेकने पैसे चालतील का\tmd
    -human\tपोलिओची लस मिळते का\tmd
    -human\tमाझे पैसे परत करा\tmd
    -human\tदुसऱ्या दवाखान्याची वेळ काय आहे\tmd
    -human\tएक्सरे काढता का\tmd
    -human\tघरी येऊन तपासता का\tmd
    -human\tबस कधी येते\tmd
    -human\tमाझा रिपोर्ट तयार आहे का\tmd
    -human\tपार्किंगची गरज नाही\tmd
    OPD schedule\tnamaskar, opd chi vel kay ahe\tml
    OPD schedule\tshanivari doctor kiti vajeparyant astat\tml
    OPD schedule\travivari davakhana band asto ka\tml
    Our address\tthanyat tumcha clinic kuthe ahe\tml
    Our address\tclinic cha purna patta pathva\tml
    Charges\tpahilyanda dakhvaychi fee kiti\tml
    Charges\tdoctor kiti paise ghetat\tml
    Accepted payments\tcash chalel ka\tml
    Accepted payments\tupi ne paise bharta yetil ka\tml
    Appointments\tshukravarchi appointment milel ka\tml
    Appointments\tappointment ghenyasathi kay karave lagel\tml
    Cancelling\tudyachi appointment radda karaychi ahe\tml
    Cancelling\tappointment cancel kashi karaychi\tml
    Valet and parking\tgadi park karayla jaga ahe ka\tml
    Report delivery\treport kiti divsat milto\tml
    Vaccines\thpv las milte ka\tml
    Insurance\tstar health chalta ka\tml
    Teleconsult\tvideo consultation chi fee kiti\tml
    What to carry\tyetana konti kagadpatre aanu\tml
    Waiting\tkiti vel thambava lagta\tml
    Women doctors\tlady doctor ahet ka\tml
    Accessibility\twheelchair ahe ka\tml
    Our staff speak\tdoctor marathi boltat ka\tml
    Fitness and leave certificates\tfitness certificate milta ka\tml
    -human\tmall kiti vajta ughadto\tml
    -human\tmala report nako\tml
    -human\tappointment cancel karu naka\tml
    -human\tcheque ne paise chaltil ka\tml
    -human\tpolio chi las milte ka\tml
    -human\tmajhe paise parat kara\tml
    -human\tdusrya davakhanyachi vel kay ahe\tml
    -human\txray kadhta ka\tml
    -human\tghari yeun tapasta ka\tml
    -human\tbus kadhi yete\tml
    -human\tmajha report tayar ahe ka\tml
    -human\tparking chi garaj nahi\tml
    """

let questionsOfPartThree = """
    @nair
    OPD schedule\twhat time will doctor come on monday\ten
    Charges\tfees for repeat visit?\ten
    Accepted payments\tdo you take upi\ten
    Our address\twhere is the clinic, any landmark\ten
    Appointments\tany slot available on wednesday\ten
    Women doctors\tI prefer a female doctor, is there one?\ten
    Report delivery\tcan reports be mailed to me\ten
    Teleconsult\thow do phone consultations work\ten
    Accessibility\tany ramp for stretcher\ten
    What to carry\tIs ID proof required?\ten
    -human\tdoes your neighbour clinic open early\ten
    -human\ti wont need parking\ten
    -human\thours of the korum mall cinema please\ten
    -human\tthe report was not mailed\ten
    -human\tis the doctor married\ten
    @kale
    When we are open\tclinic open on sat afternoon?\ten
    What we charge\tdoctor fee how much\ten
    Moving or calling off a visit\tneed to postpone my appointment\ten
    Where to leave your vehicle\tis there parking nearby\ten
    Blood tests and samples\tcan i give blood sample at your place\ten
    Getting your results\twhen will my results be ready\ten
    Mediclaim\tis it cashless\ten
    Telephone\tnumber to call?\ten
    -human\tis dr joshi in your clinic\ten
    -human\tno appointment please, just asking\ten
    When we are open\tkal subah clinic khula hai\thl
    How to find us\tclinic tak kaise pahuche\thl
    What we charge\tfees bata dijiye sir\thl
    Ways to pay\tcash hi chalega ya online bhi\thl
    Booking a visit\taaj shaam ka number lag jayega\thl
    Moving or calling off a visit\tappointment ki date badalni hai\thl
    Blood tests and samples\tkhali pet aana padega blood test ke liye\thl
    Child immunisation\tteekakaran kab hota hai\thl
    Things to bring\tpurani report lani hai kya\thl
    Sick notes\tmedical certificate mil sakta hai\thl
    Telephone\tphone number do na\thl
    -human\thotel sagar me khana kaisa hai\thl
    -human\tvaccine nahi lagwana hai\thl
    -human\tjoshi hospital kab khulta hai\thl
    -human\tmere results kya aaye\thl
    @hindi
    क्लिनिक का समय\tक्या आज शाम को क्लिनिक खुला है\thd
    क्लिनिक का समय\tडॉक्टर साहब कितने बजे आते हैं\thd
    पता\tगांधी चौक में कहां है क्लिनिक\thd
    फीस\tफीस कितनी लगेगी\thd
    अपॉइंटमेंट\tआज का नंबर मिल जाएगा क्या\thd
    अपॉइंटमेंट रद्द करना\tअपॉइंटमेंट कैंसल हो सकता है क्या\thd
    भुगतान\tऑनलाइन पेमेंट होगा क्या\thd
    पार्किंग\tबाइक कहां खड़ी करें\thd
    जांच रिपोर्ट\tरिपोर्ट लेने कब आना है\thd
    बच्चों का टीकाकरण\tबच्चों को टीका किस दिन लगता है\thd
    घर पर विजिट\tडॉक्टर घर आ सकते हैं क्या\thd
    मेडिकल सर्टिफिकेट\tसर्टिफिकेट का चार्ज कितना है\thd
    -human\tक्या पेट्रोल पंप पास में है\thd
    -human\tटीका नहीं लगवाना है\thd
    -human\tक्या गुरुवार को बैंक खुला है\thd
    -human\tचेक से दे सकते हैं क्या\thd
    -human\tदिवाली पर क्लिनिक खुलेगा\thd
    @marathi
    दवाखान्याची वेळ\tआज संध्याकाळी दवाखाना चालू आहे का\tmd
    दवाखान्याची वेळ\tडॉक्टर कधी भेटतील\tmd
    पत्ता\tशिवाजी चौकात कुठे आहे दवाखाना\tmd
    तपासणी फी\tफी किती लागेल\tmd
    अपॉइंटमेंट\tआजचा नंबर मिळेल का\tmd
    पैसे कसे भरायचे\tऑनलाइन पैसे देता येतील का\tmd
    पार्किंग\tदुचाकी कुठे लावू\tmd
    रिपोर्ट\tरिपोर्ट घ्यायला कधी येऊ\tmd
    विमा\tविमा चालतो का तुमच्याकडे\tmd
    लसीकरण\tलहान मुलांना लस कधी देतात\tmd
    व्हिडिओ सल्ला\tव्हिडिओ कॉल कधी असतो\tmd
    सोबत आणायची कागदपत्रे\tजुने रिपोर्ट आणायचे का\tmd
    -human\tलसीकरण नको\tmd
    -human\tपेट्रोल पंप जवळ आहे का\tmd
    -human\tगुरुवारी बँक चालू असते का\tmd
    -human\tचेक चालेल का\tmd
    -human\tदिवाळीत दवाखाना चालू असेल का\tmd
    दवाखान्याची वेळ\taaj sandhyakali davakhana chalu ahe ka\tml
    दवाखान्याची वेळ\tdoctor kadhi bhettil\tml
    पत्ता\tshivaji chaukat kuthe ahe davakhana\tml
    तपासणी फी\tfee kiti lagel\tml
    अपॉइंटमेंट\taajcha number milel ka\tml
    पैसे कसे भरायचे\tonline paise deta yetil ka\tml
    पार्किंग\tbike kuthe lavu\tml
    रिपोर्ट\treport ghyayla kadhi yeu\tml
    विमा\tvima chalto ka tumchyakade\tml
    लसीकरण\tlahan mulanna las kadhi detat\tml
    व्हिडिओ सल्ला\tvideo call kadhi asto\tml
    सोबत आणायची कागदपत्रे\tjune report aanayche ka\tml
    -human\tlasikaran nako\tml
    -human\tpetrol pump javal ahe ka\tml
    -human\tguruvari bank chalu aste ka\tml
    -human\tcheque chalel ka\tml
    -human\tdiwalit davakhana chalu asel ka\tml
    """

/// The last: nothing was fitted to it.
let questionsOfPartFour = """
    @verma
    Consulting hours\tHello, what time does the evening OPD start?\ten
    Consultation charges\tHow much will you charge an old patient?\ten
    Clinic location\tPlease text me your location\ten
    Taking an appointment\tNeed an appointment for my daughter tomorrow\ten
    Payment options\tIs UPI payment possible?\ten
    Car and scooter parking\tDo you have two wheeler parking?\ten
    Immunization for kids\tWhen do you give BCG?\ten
    Home visit\tdo you make house calls for elderly patients\ten
    TPA and mediclaim\twill you sign my insurance claim form\ten
    Lift and wheelchair\tis the clinic on the ground floor\ten
    -human\twhat are the lab's timings next door\ten
    -human\tI have no vehicle, don't need parking\ten
    -human\twhich is the nearest metro station\ten
    -human\tIs a dentist also there?\ten
    -human\tCan the doctor prescribe glasses\ten
    -human\tare you closed on Eid\ten
    Consulting hours\tsubah kitne baje khulta hai clinic\thl
    Clinic location\tlocation bhej dijiye sir\thl
    Consultation charges\tnaye patient ki fees kitni hai\thl
    Changing an appointment\tappointment ka time change karna hai\thl
    Payment options\tphonepe chalta hai\thl
    Lab reports\tlab report kab milegi\thl
    Immunization for kids\tmmr ka teeka lagta hai kya\thl
    Medical certificate\tmedical certificate ke kitne lagte hai\thl
    Reception phone\taapka contact number kya hai\thl
    Diwali and Holi\tholi ko khula rahega\thl
    -human\tmetro station se kitni dur hai\thl
    -human\tfees wapas milegi kya\thl
    -human\tparking ki zarurat nahi\thl
    -human\tsbi bank kitne baje khulta hai\thl
    -human\tchristmas ko khula hai kya\thl
    @hindi
    क्लिनिक का समय\tसुबह कितने बजे खुलता है\thd
    क्लिनिक का समय\tशनिवार शाम को डॉक्टर मिलेंगे क्या\thd
    पता\tक्लिनिक का लोकेशन भेज दो\thd
    फीस\tकितनी फीस है आपकी\thd
    अपॉइंटमेंट\tअपॉइंटमेंट के लिए किस नंबर पर फोन करना है\thd
    अपॉइंटमेंट रद्द करना\tअपॉइंटमेंट की तारीख बदलनी है\thd
    भुगतान\tगूगल पे चलेगा\thd
    पार्किंग\tपार्किंग मिलेगी\thd
    जांच रिपोर्ट\tजांच की रिपोर्ट कब आती है\thd
    बच्चों का टीकाकरण\tटीका किस समय लगता है\thd
    मेडिकल सर्टिफिकेट\tछुट्टी के लिए सर्टिफिकेट मिल सकता है क्या\thd
    -human\tबैंक की छुट्टी कब है\thd
    -human\tमुझे टीका नहीं लगवाना\thd
    -human\tदूसरे डॉक्टर का समय क्या है\thd
    -human\tक्या ईद पर बंद है\thd
    -human\tदांत निकालते हैं क्या\thd
    @marathi
    दवाखान्याची वेळ\tसकाळी किती वाजता उघडता\tmd
    दवाखान्याची वेळ\tशनिवारी संध्याकाळी डॉक्टर भेटतील का\tmd
    पत्ता\tलोकेशन पाठवा\tmd
    तपासणी फी\tफी किती आहे तुमची\tmd
    अपॉइंटमेंट\tअपॉइंटमेंट घ्यायला कुठे फोन करायचा\tmd
    पैसे कसे भरायचे\tगुगल पे चालेल का\tmd
    पार्किंग\tपार्किंग मिळेल का\tmd
    रिपोर्ट\tतपासणीचा रिपोर्ट कधी येतो\tmd
    लसीकरण\tलस किती वाजता देता\tmd
    विमा\tकॅशलेस होतं का\tmd
    लिफ्ट\tलिफ्ट आहे की नाही\tmd
    -human\tबँकेला सुट्टी कधी आहे\tmd
    -human\tलस नको आहे आम्हाला\tmd
    -human\tदुसऱ्या डॉक्टरांची वेळ सांगा\tmd
    -human\tईदला बंद असतं का\tmd
    -human\tदात काढता का\tmd
    दवाखान्याची वेळ\tsakali kiti vajta ughadta\tml
    दवाखान्याची वेळ\tshanivari sandhyakali doctor bhettil ka\tml
    पत्ता\tlocation pathva\tml
    तपासणी फी\tfee kiti ahe tumchi\tml
    अपॉइंटमेंट\tappointment ghyayla kuthe phone karaycha\tml
    पैसे कसे भरायचे\tgpay chalel ka\tml
    पार्किंग\tparking milel ka\tml
    रिपोर्ट\ttapasnicha report kadhi yeto\tml
    लसीकरण\tlas kiti vajta deta\tml
    विमा\tcashless hota ka\tml
    लिफ्ट\tlift ahe ki nahi\tml
    -human\tbankela sutti kadhi ahe\tml
    -human\tlas nako ahe amhala\tml
    -human\tdusrya doctoranchi vel sanga\tml
    -human\teidla band asta ka\tml
    -human\tdaat kadhta ka\tml
    """
