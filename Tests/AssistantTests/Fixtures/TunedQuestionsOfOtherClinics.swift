/// Labelled questions to `otherClinics` that the words and rules were fitted to: `@name` names the clinic, then one a
/// line as in `tunedQuestions`.
let tunedQuestionsOfOtherClinics = """
    @minimal
    Timings\ttiming?
    Timings\twhat are the clinic timings sir
    -human\tAre you open on Sunday?
    -human\tsunday ko clinic khula hai kya
    -human\tkal clinic chalu ahe ka
    -human\tIs the clinic open on Diwali
    Timings\tclinic kab khulta hai
    Timings\tdawakhana kiti vajta ughadto
    Timings\tक्लिनिक कितने बजे तक खुला रहता है
    Location\tclinic ka address bhejo
    Location\twhere r u located
    Location\tतुमचा दवाखाना कुठे आहे
    Location\tlocation send kro
    Fees\tsir fees kitni hai
    Fees\twhat is dr fees
    Fees\tफी किती आहे
    -human\tfollow up fees kitni hai
    -human\tvideo consultation fee?
    Phone\tcontact number pls
    Phone\tclinic ka phone number dijiye
    -human\temergency number?
    Appointment\ti want to take appointment
    Appointment\tappointment chahiye kal ki
    Appointment\tमला उद्याची अपॉइंटमेंट हवी आहे
    -human\thow do i cancel my appointment
    Payment\tupi chalega?
    Payment\tgoogle pay hai kya
    -human\tdo you accept credit card
    Payment\thow can i pay
    -human\tparking hai kya
    -human\twhen does the metro station close
    -human\tbank kab band hota hai
    -human\tschool fees kitni hai
    -human\tpharmacy timing?
    -human\tI don't want an appointment
    -human\tडॉक्टर साहब का नाम क्या है
    -human\tdo you do xray
    -human\tdoctor ghar aate hai kya
    Timings\twhat time do you close
    Timings\tWhen does the doctor come?
    Timings\tडॉक्टर कधी येतात
    -human\tउद्या डॉक्टर आहेत का
    Timings\tisn't the clinic open till 6?
    @rich
    Clinic timings\tAre you open on Sunday?
    Clinic timings\tis clinic open on saturday evening
    Clinic timings\topd timing bata do
    Clinic timings\tदवाखाना आज चालू आहे का
    Clinic timings\traat ko kitne baje tak khula hai
    Lunch break\tlunch time kya hai
    Lunch break\tdo you close for lunch
    Lunch break\tजेवणाची सुट्टी किती वाजता असते
    Clinic address\tclinic ka pata
    Clinic address\tWhere is your clinic located?
    Clinic address\tपत्ता पाठवा ना
    Directions\thow to reach from vashi station
    Directions\tstation se kaise aaye
    Parking\tcar parking available?
    Parking\tगाडी लावायला जागा आहे का
    Parking\tkya gaadi khadi kar sakte hai
    Consultation fee\tfees kitni hai doctor ki
    Consultation fee\tconsultation charges?
    Consultation fee\tnew patient fees
    Follow-up fee\tfollow up charge kitna hai
    Follow-up fee\tदोबारा दिखाने की फीस कितनी है
    Follow-up fee\tpunha dakhvayla kiti paise lagtil
    Modes of payment\tcan i pay by card
    Modes of payment\tphone pe chalel ka
    Modes of payment\tpaytm hai?
    -human\tdo you take cheque
    Insurance and cashless\tstar health cashless hai kya
    Insurance and cashless\tdo u accept mediclaim
    -human\tniva bupa chalega?
    Insurance and cashless\tविमा चालतो का
    How to book an appointment\tappointment kaise book kare
    How to book an appointment\tonline appointment hoti hai kya
    How to book an appointment\tneed appt for tomorrow
    Rescheduling and cancellation\tcan i change my appointment to friday
    Rescheduling and cancellation\tappointment cancel karni hai
    Rescheduling and cancellation\tअपॉइंटमेंट पुढे ढकलता येईल का
    Walk-in patients\tcan i come without appointment
    Walk-in patients\tbina appointment ke aa sakte hai kya
    Waiting time\thow long is the waiting
    Waiting time\tkitna wait karna padega
    Waiting time\tकिती वेळ थांबावे लागेल
    Waiting time\ttoken system hai kya
    Video consultation\tvideo call pe dikha sakte hai
    Video consultation\tonline consultation fees?
    Video consultation\tऑनलाइन कंसल्टेशन होता है क्या
    Home visits\tdo you do home visit
    Home visits\tdoctor ghar aate hai kya
    Home visits\tडॉक्टर घरी येतात का
    Collecting lab reports\treport kab milegi
    Collecting lab reports\thow do i collect my reports
    Collecting lab reports\tरिपोर्ट व्हॉट्सअपवर मिळेल का
    Lab tests\tblood test hota hai kya
    Lab tests\tcbc test available?
    Lab tests\tरक्त तपासणी होते का
    -human\tvitamin d test hota hai?
    Fasting before tests\tkhali pet aana hai kya
    Fasting before tests\tis fasting required for blood test
    Fasting before tests\tउपाशी पोटी यायचे का
    X-ray and sonography\txray hota hai?
    X-ray and sonography\tsonography available hai kya
    -human\tMRI?
    Vaccination\tbachcho ka tika kab lagta hai
    Vaccination\tvaccination days?
    Vaccination\tpolio vaccine available?
    Vaccination\tलसीकरण कधी असते
    Pharmacy\tmedical store hai kya
    Pharmacy\tis there a chemist in the building
    Emergency and ambulance\tambulance number?
    Wheelchair and lift\tlift hai kya
    Wheelchair and lift\twheelchair milegi?
    Wheelchair and lift\tलिफ्ट आहे का
    Lady doctor\tlady doctor hai kya
    Lady doctor\tis there a female doctor
    Lady doctor\tमहिला डॉक्टर आहेत का
    Languages\tdo you speak gujarati
    Languages\tdoctor ko marathi aati hai kya
    -human\ttamil bolte ho?
    First visit documents\twhat documents needed for first visit
    First visit documents\tpehli baar aa rahe hai kya lana hai
    First visit documents\tसोबत काय आणायचे
    Medical certificates\tfitness certificate milega?
    Medical certificates\tमेडिकल सर्टिफिकेट का कितना चार्ज है
    Bills and receipts\tcan i get a bill
    Bills and receipts\tपावती मिळेल का
    Bills and receipts\tgst bill milega?
    Contact number\tphone no?
    Contact number\treception ka number do
    Email and website\twhat is your email id
    Email and website\twebsite hai kya
    -human\trefund milega kya
    -human\tbranch in thane?
    -human\twifi password
    -human\tdr mehta timings
    -human\twhat are fees of dr sharma
    -human\twhen is my appointment
    -human\tmera number kab aayega
    -human\tmera report aaya kya
    -human\tI do not want to cancel my appointment
    -human\tappointment cancel mat karo
    -human\tअपॉइंटमेंट रद्द करू नका
    -human\tno need of parking
    -human\tparking nako
    -human\tपार्किंग नको
    -human\tमुझे पार्किंग नहीं चाहिए
    -human\tonline consultation nahi karna hai
    Parking\tisn't there parking?
    Parking\tdon't you have parking?
    Parking\tparking nahi hai kya
    Parking\tparking hai ya nahi
    Parking\tपार्किंग नाही का
    Clinic timings\tisnt the clinic open on monday
    Clinic timings\tsunday ko band hai na
    Doctor's availability\tis doctor available today
    Doctor's availability\tdoctor chutti par hai kya
    -human\tdo you have a dentist
    -human\tdoctor age
    @hindi
    क्लिनिक का समय\tclinic kitne baje khulta hai
    क्लिनिक का समय\ttiming?
    क्लिनिक का समय\tरविवार को खुला है क्या
    पता\taddress
    पता\tclinic kahan hai
    पता\twhere is the clinic
    फीस\tfees?
    फीस\tडॉक्टर की फीस कितनी है
    फीस\thow much is consultation fee
    अपॉइंटमेंट\tnumber kaise lagega
    अपॉइंटमेंट\tbook appointment
    अपॉइंटमेंट रद्द करना\tappointment cancel karna hai
    अपॉइंटमेंट रद्द करना\tcancel appointment how
    भुगतान\tcard chalta hai kya
    भुगतान\tcan I pay by upi
    पार्किंग\tparking?
    जांच रिपोर्ट\treport kab milegi
    जांच रिपोर्ट\twhen will i get the report
    बच्चों का टीकाकरण\tvaccination kis din hota hai
    बच्चों का टीकाकरण\tटीका कब लगता है
    घर पर विजिट\tghar aate ho kya
    मेडिकल सर्टिफिकेट\tcertificate milega kya
    -human\tinsurance chalta hai?
    -human\tlift hai kya
    -human\tशुगर की जांच होती है क्या
    @marathi
    दवाखान्याची वेळ\ttiming kay aahe
    दवाखान्याची वेळ\tदवाखाना कधी उघडतो
    दवाखान्याची वेळ\tरविवारी चालू असतो का
    दवाखान्याची वेळ\twhen do you open
    पत्ता\tpatta sanga
    पत्ता\twhere are you located
    तपासणी फी\tfee kiti aahe
    तपासणी फी\tतपासणीचे किती पैसे
    तपासणी फी\tconsultation fee
    अपॉइंटमेंट\tappointment kashi ghyaychi
    पैसे कसे भरायचे\tgpay chalel ka
    पैसे कसे भरायचे\tphone pe ne paise deu shakto ka
    पार्किंग\tparking ahe ka
    रिपोर्ट\tरिपोर्ट कधी मिळेल
    रिपोर्ट\treport kadhi milnar
    विमा\tcashless aahe ka
    विमा\tmediclaim chalte ka
    लसीकरण\tलस कोणत्या दिवशी देता
    लसीकरण\tvaccination kadhi aste
    व्हिडिओ सल्ला\tvideo call var doctor boltat ka
    सोबत आणायची कागदपत्रे\tyetana kay aanayche
    लिफ्ट\tlift ahe ka
    -human\tcard chalel ka
    -human\tghari yeta ka
    @kale
    When we are open\thi what r ur timings
    When we are open\tclinic hours pls
    When we are open\tr u open saturday
    When we are open\tWhat time does clinic shut?
    When we are open\tkitne baje tak baithte hai doctor
    When we are open\tshaam ka time kya hai
    When we are open\tशनिवार को खुला रहता है?
    When we are open\tsandhyakali kiti paryant chalu asta
    When we are open\tडॉक्टर संध्याकाळी किती वाजता येतात
    When we are open\tkya aaj clinic open hai
    How to find us\tpls share ur location
    How to find us\taddress?
    How to find us\texact location bhej dijiye
    How to find us\tkahan par hai aapka clinic karve road pe
    How to find us\tclinic nakki kuthe ahe
    How to find us\tतुमचा पत्ता काय
    How to find us\tgoogle map link send karo
    What we charge\thello doctor consultation fees?
    What we charge\twhat will be the charges for checkup
    What we charge\tdikhane ka charge kitna hai
    What we charge\tकितने पैसे लगेंगे
    What we charge\tfees kiti gheta
    What we charge\tतपासणी फी किती आहे सर
    -human\tfees for knee replacement
    Ways to pay\tis gpay accepted
    Ways to pay\tcard chalega kya
    Ways to pay\tऑनलाइन पेमेंट कर सकते हैं क्या
    Ways to pay\tcash ghetat na
    Ways to pay\tupi ne payment hoil ka
    Booking a visit\thow do i book
    Booking a visit\tCan i get appointment today evening
    Booking a visit\tmujhe kal ka appointment chahiye
    Booking a visit\tअपॉइंटमेंट कैसे मिलेगा
    Booking a visit\tudya sathi appointment book karaychi ahe
    Booking a visit\tअपॉइंटमेंट घ्यायची आहे
    Moving or calling off a visit\twant to cancel tomorrows appointment
    Moving or calling off a visit\tkal ka appointment cancel kar do
    Moving or calling off a visit\tमुझे अपॉइंटमेंट कैंसिल करना है
    Moving or calling off a visit\tmala appointment radda karaychi ahe
    Moving or calling off a visit\tcan we postpone the appointment
    Where to leave your vehicle\twhere to park
    Where to leave your vehicle\tparking facility hai?
    Where to leave your vehicle\tगाड़ी कहां खड़ी करें
    Where to leave your vehicle\tgadi kuthe lavaychi
    Blood tests and samples\tdo you do blood test
    Blood tests and samples\tkhoon ki jaanch hoti hai
    Blood tests and samples\tरक्त तपासणी करता का
    Blood tests and samples\tblood sample kab dena hai
    Blood tests and samples\tcbc hota hai kya
    -human\tecg hota hai
    Getting your results\twhen will reports come
    Getting your results\treport kab tak milega
    Getting your results\tरिपोर्ट कब मिलेगी
    Getting your results\treport kadhi yeil
    Getting your results\treport whatsapp pe bhejte ho kya
    Mediclaim\tcashless hai kya
    Mediclaim\tdo you take insurance
    Mediclaim\tइंश्योरेंस चलेगा क्या
    Mediclaim\tविमा चालेल का
    Child immunisation\tvaccination day?
    Child immunisation\tbacche ka vaccine kab lagta hai
    Child immunisation\tबाळाचे लसीकरण कधी असते
    Child immunisation\tlasikaran kontya divshi asta
    In an emergency\temergency contact number
    In an emergency\temergency me kaha call kare
    Consulting by video\tis video consultation possible
    Consulting by video\tvideo call par doctor dekhenge?
    Consulting by video\tऑनलाइन दिखा सकते हैं
    Consulting by video\tvideo consultation chi fee kiti
    Things to bring\twhat should i bring along
    Things to bring\tkya kya lana padega
    Things to bring\tसाथ में क्या लाना है
    Things to bring\tkay gheun yaycha
    Senior citizens and wheelchairs\tis there ramp
    Senior citizens and wheelchairs\twheelchair chi soy aahe ka
    Sick notes\tmedical certificate chahiye office ke liye
    Sick notes\tcan i get sick certificate
    Sick notes\tमेडिकल सर्टिफिकेट मिळेल का
    Telephone\tclinic contact no
    Telephone\tफोन नंबर क्या है
    Telephone\ttumcha number dya
    Telephone\tmobile number pls
    -human\tsunday?
    -human\tdo you have physiotherapy
    -human\tdr joshi ki fees
    -human\thotel sagar timings
    -human\tpost office kitne baje khulta hai
    -human\ttrain kab aati hai
    -human\tis joshi hospital open
    -human\tkya aap doctor ho
    -human\tghar pe blood sample lete ho
    -human\thome collection hota hai?
    -human\twhat is the price of cbc
    -human\tmazi appointment kadhi ahe
    -human\thave you received my payment
    -human\tWhere is my report?
    -human\tplease dont book for tomorrow
    -human\tमला अपॉइंटमेंट नको आहे
    -human\tफीस नहीं पूछ रहा हूं
    -human\tcancel nahi karna hai
    -human\tI didn't ask for parking
    -human\tnot the fees, the refund
    -human\tmy phone number is 9822012345
    -human\ti need a loan
    -human\tcan you recommend a good school
    @asha
    Working hours\tworking hours?
    Working hours\tare u open now
    Working hours\tis the clinic open on wednesday
    Working hours\tfriday evening open?
    Working hours\tIs doctor coming today
    Working hours\tsunday open?
    Where we are\twhats the address
    Where we are\tclinic location please
    Where we are\tkaha hai ye clinic
    -human\tis there a bus from majestic
    Doctor's fee\tfees?
    Doctor's fee\thow much for consultation
    Doctor's fee\tdoctor ki fees batao
    Doctor's fee\tfee kiti
    Doctor's fee\tपरामर्श शुल्क कितना है
    -human\tfees for home visit
    -human\thow much is ecg
    -human\tchild fees?
    Paying\tcan we pay through phonepe
    Paying\tcash chalega?
    -human\tcredit card?
    -human\tdo you accept cheque or card
    -human\tEMI available?
    Getting an appointment\thow to get appointment
    Getting an appointment\tslot for tomorrow please
    Getting an appointment\tमुझे आज का अपॉइंटमेंट चाहिए
    If you cannot come\tcan i change my slot
    Reports\treport aane ka time
    Reports\twhen do lab reports come
    -human\tcan you read my report
    -human\tis my report normal
    -human\twhat does my report mean
    Health insurance\tdo you accept insurance
    Health insurance\tstar health chalega kya
    Health insurance\tpolicy wale patient ko dekhte ho
    -human\tBlood group test?
    Blood collection at home\thome blood collection
    Blood collection at home\tghar par blood sample lene aate ho
    -human\thome visit by doctor?
    Teleconsultation\tonline consultation available
    Teleconsultation\tvideo call karu shakto ka doctoranshi
    Teleconsultation\ttele consultation fees
    Doctor's qualifications\tdoctor's qualification
    Doctor's qualifications\thow experienced is the doctor
    -human\tis she a gynaecologist
    Holidays\tare you closed on holidays
    Working hours\tkya sunday ko band rehta hai
    Holidays\tdiwali timings
    Lift and ramp\tis there a lift
    Lift and ramp\tlift hai?
    Lift and ramp\twheelchair?
    Token system\ttoken kab milta hai
    Token system\tis there a token system
    -human\twhat is my token number
    Language\tdoctor speaks kannada?
    Language\thindi aati hai doctor ko?
    -human\ttamil?
    -human\tparking?
    -human\ttoilet?
    -human\tdo you give loans
    -human\tsell medicines?
    -human\tcan i meet you at home
    -human\tare you hiring nurses
    -human\tcanara bank timing
    -human\tis canara bank open on saturday
    -human\tatm nearby?
    -human\twhich bus goes to malleshwaram market
    -human\twhen does school open
    -human\twhen will the temple open
    -human\thow much is a ticket to mumbai
    -human\toffice address of dr rao
    -human\twhere do you live
    -human\twhat is your name
    -human\tare you a robot or what
    -human\twho are you
    -human\thow much is gold
    -human\tcan you give discount
    -human\tis it expensive
    -human\tmoney back?
    -human\ti was charged more
    -human\tthe payment failed
    -human\tpaid 500 yesterday, no receipt
    -human\tcan someone come with me
    -human\tmy appointment is at what time
    -human\tdoctor late today?
    -human\tis doctor free now
    -human\tcan i come at 3 am
    -human\tclinic band ho gaya kya hamesha ke liye
    -human\thow long have you been open
    -human\thow many patients are waiting
    -human\tdid the doctor come
    -human\tplease call the doctor
    -human\tI will pay tomorrow
    -human\tI am parking my car
    -human\tI am at the address
    -human\tI have reached
    -human\tmain aa raha hu clinic
    -human\tmi yetoy dawakhanyat
    -human\twe have come, nobody is here
    -human\topen the door
    -human\topen my report please
    If you cannot come\tcancel
    Getting an appointment\tbook
    -human\tchange my number
    -human\tchange the address on my bill
    -human\tyour address is wrong on google
    -human\tupdate my phone number
    -human\tsend my report
    -human\tsend my bill
    -human\tmeri report bhejo
    -human\tmazi report pathva
    -human\tmera bill bhejo
    -human\tमेरी रिपोर्ट भेजिए
    -human\tमाझा रिपोर्ट पाठवा
    -human\tpay later possible?
    -human\tcan i pay next month
    -human\tis cash safe
    -human\twhy are you closed
    -human\twhy is the fee so high
    Working hours\tclinic not open?
    -human\twhy so expensive
    Getting an appointment\tno appointment needed?
    """
