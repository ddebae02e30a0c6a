/// Clinics that word what they know in other ways than `FixtureClinic`, in three languages, with 6 to 31 topics.
///
/// `@name` begins a clinic; then one topic a line: title, a tab, answer.
let otherClinics = """
    @minimal
    Timings\tOpen 9 to 6.
    Location\tShop 4, Shivaji Nagar, Nashik.
    Fees\t₹400 per consultation.
    Phone\t98220 00000
    Appointment\tMessage us here with your name and the time you want.
    Payment\tCash and UPI.
    @rich
    Clinic timings\tMonday to Saturday 10 am to 1 pm and 5 pm to 9 pm. Sunday closed.
    Doctor's availability\tDr. Kulkarni sees patients on all clinic days. When she is on leave we put it on the notice board.
    Lunch break\tThe clinic is closed from 1 pm to 5 pm.
    Clinic address\tPlot 12, Sector 7, Vashi, Navi Mumbai 400703. Near the HDFC bank.
    Directions\tFrom Vashi railway station take bus 9 to Sector 7; it is 10 minutes on foot.
    Parking\tFree parking for two-wheelers and cars in the basement.
    Consultation fee\tNew patients ₹700.
    Follow-up fee\t₹400 within 10 days.
    Modes of payment\tCash, UPI (Google Pay, PhonePe, Paytm) and debit or credit cards.
    Insurance and cashless\tCashless is available for Star Health and HDFC Ergo. For others we give papers for reimbursement.
    How to book an appointment\tCall the front desk or write here. Online booking is on our website.
    Rescheduling and cancellation\tTell us 3 hours before. Cancelling is free.
    Walk-in patients\tWalk-ins are seen after patients with appointments.
    Waiting time\tUsually 20 to 30 minutes. We give token numbers at the desk.
    Video consultation\tBy WhatsApp video, Monday to Friday 3 pm to 5 pm, ₹500.
    Home visits\tThe doctor does not make home visits.
    Collecting lab reports\tReports can be collected between 5 pm and 8 pm at the desk, or we send them on WhatsApp.
    Lab tests\tCBC, lipid profile, thyroid and blood sugar tests are done here from 8 am to 11 am.
    Fasting before tests\tCome without eating for 10 hours for lipid and sugar tests. Water is allowed.
    X-ray and sonography\tX-ray is available all days. Sonography is not done here.
    Vaccination\tAll vaccines for children, Wednesday and Saturday 10 am to 12 noon.
    Pharmacy\tThere is a medical store on the ground floor, open till 10 pm.
    Emergency and ambulance\tCall 108 for an ambulance. We do not take emergencies at night.
    Wheelchair and lift\tThere is a lift and a wheelchair at the gate.
    Lady doctor\tDr. Sneha Patil, a lady doctor, sits on Tuesday and Thursday.
    Languages\tEnglish, Hindi, Marathi and Gujarati.
    First visit documents\tBring an ID card and old reports.
    Medical certificates\tFitness and sick-leave certificates are given after examination, ₹200.
    Bills and receipts\tA printed bill is given at the desk. Ask for a GST bill before you pay.
    Contact number\t022 2766 0000, 9 am to 9 pm.
    Email and website\tcare@laxmiclinic.example, www.laxmiclinic.example
    @hindi
    क्लिनिक का समय\tसोमवार से शनिवार सुबह 10 से दोपहर 1 और शाम 5 से 8 बजे तक। रविवार बंद।
    पता\tगांधी चौक, स्टेट बैंक के सामने, इंदौर।
    फीस\tपहली बार 300 रुपये, 7 दिन में दोबारा दिखाने पर मुफ्त।
    अपॉइंटमेंट\tसुबह 9 बजे से फोन पर नंबर लगता है: 0731 400 0000।
    अपॉइंटमेंट रद्द करना\tएक दिन पहले बता दें।
    भुगतान\tनकद या यूपीआई। कार्ड नहीं चलता।
    पार्किंग\tसामने सड़क पर दोपहिया खड़ी कर सकते हैं।
    जांच रिपोर्ट\tरिपोर्ट अगले दिन शाम 6 बजे के बाद मिलती है।
    बच्चों का टीकाकरण\tहर बुधवार सुबह 10 से 12।
    घर पर विजिट\tडॉक्टर घर नहीं आते।
    मेडिकल सर्टिफिकेट\tजांच के बाद दिया जाता है, 100 रुपये।
    @marathi
    दवाखान्याची वेळ\tसोमवार ते शनिवार सकाळी ९ ते १ आणि संध्याकाळी ५ ते ८. रविवारी बंद.
    पत्ता\tशिवाजी चौक, कोल्हापूर, बस स्टँडजवळ.
    तपासणी फी\t३०० रुपये.
    अपॉइंटमेंट\tफोन करून नंबर लावा: ०२३१ २६५ ००००.
    पैसे कसे भरायचे\tरोख, गुगल पे, फोन पे.
    पार्किंग\tइमारतीच्या मागे पार्किंग आहे.
    रिपोर्ट\tरिपोर्ट दुसऱ्या दिवशी मिळतात.
    विमा\tकॅशलेस सुविधा नाही.
    लसीकरण\tदर मंगळवारी सकाळी १० ते १२.
    व्हिडिओ सल्ला\tशनिवारी दुपारी ३ ते ४, २५० रुपये.
    सोबत आणायची कागदपत्रे\tजुनी चिठ्ठी आणि रिपोर्ट घेऊन या.
    लिफ्ट\tलिफ्ट नाही, दवाखाना तळमजल्यावर आहे.
    @kale
    When we are open\tWeekdays 9:30 am - 1:30 pm and 5 - 8:30 pm; Saturdays mornings only.
    How to find us\tGround floor, Om Plaza, Karve Road, next to Hotel Sagar.
    What we charge\tFirst consultation Rs 500. Review within a week Rs 250.
    Ways to pay\tUPI or cash only.
    Booking a visit\tSend your name and a preferred slot on this number; the receptionist confirms.
    Moving or calling off a visit\tPlease inform us the day before.
    Where to leave your vehicle\tThere is a pay-and-park opposite the building.
    Blood tests and samples\tSamples are taken 8 to 10 am on an empty stomach. Common blood tests like CBC are done.
    Getting your results\tResults are sent on WhatsApp by evening of the next day.
    Mediclaim\tOnly reimbursement, no cashless.
    Child immunisation\tThursday 4 pm - 5 pm.
    In an emergency\tDial 112 or go to Joshi Hospital casualty.
    Consulting by video\tFridays 2 - 4 pm, Rs 400, pay before the call.
    Things to bring\tOld prescriptions and any reports.
    Senior citizens and wheelchairs\tA ramp is at the side gate.
    Sick notes\tGiven only after the doctor has examined you.
    Telephone\t020 2545 0000
    @asha
    Working hours\tMon–Fri 10–14 and 17–20, Sat 10–14.
    Where we are\tAsha Clinic, 3rd cross, Malleshwaram, Bengaluru, above Canara Bank.
    Doctor's fee\t₹450, valid for 5 days.
    Paying\tWe take all UPI apps and cash.
    Getting an appointment\tWhatsApp us your preferred time or call 080 2331 0000.
    If you cannot come\tTell us as early as you can so that others get the slot.
    Reports\tLab reports reach us by 6 pm. We message you.
    Health insurance\tWe are not on any insurer's panel. Receipts are given for claims.
    Blood collection at home\tOur technician comes between 7 and 9 am, ₹150 extra.
    Teleconsultation\t₹350, on weekdays after 8 pm.
    Doctor's qualifications\tDr. Anita Kulkarni, MBBS, MD (Medicine), 18 years of experience.
    Holidays\tClosed on Sundays and government holidays.
    Lift and ramp\tNo lift; a ramp leads to the ground floor room, please ring the bell.
    Token system\tFirst come, first served by token after 6 pm.
    Language\tKannada, Hindi and English.
    @verma
    Consulting hours\tMorning 9 to 12, evening 6 to 9, every day except Thursday.
    Clinic location\tB-14 Lajpat Nagar, New Delhi, behind the main market gurudwara.
    Consultation charges\tNew patient ₹800, old patient ₹500. Children pay the same.
    Taking an appointment\tBook on the phone between 8 and 9 in the morning. Patients without appointment are seen last.
    Changing an appointment\tRing us before 9 am on the same day.
    Payment options\tCash, all UPI apps, all debit and credit cards.
    Car and scooter parking\tUse the municipal parking opposite the gate, ₹20 an hour.
    Lab reports\tCollected from the counter after 5 pm, or by e-mail.
    Tests done here\tECG, blood sugar and blood pressure are checked here. Other tests go to the lab next door.
    Immunization for kids\tEvery Saturday from 10 to 11:30 am. MMR, polio and BCG are given.
    Online video consult\tTuesday and Friday 4 to 5 pm, ₹600 by UPI in advance.
    Home visit\tOnly for bedridden patients within 3 km, ₹1500.
    TPA and mediclaim\tNo cashless. We sign claim forms free of charge.
    Medical certificate\t₹300, after check-up only.
    Ambulance and emergency\tRing 102 or 112. We have no casualty.
    Reception phone\t011 4000 0000
    Lift and wheelchair\tThe clinic is on the ground floor, a wheelchair is kept at the door.
    Diwali and Holi\tWe are closed for two days at Diwali and on Holi.
    @nair
    OPD schedule\tMon, Wed, Fri 4 pm - 8 pm; Tue, Thu, Sat 10 am - 2 pm. No OPD on Sunday.
    Our address\t2/F Sai Arcade, MG Road, Thane West. Landmark: Korum Mall.
    Charges\tFirst visit ₹1000, repeat visit ₹600.
    Accepted payments\tUPI, debit card, credit card, net banking. No cash please.
    Appointments\tTap the link on our page www.nairclinic.example or send your name here.
    Cancelling\tCancel at least 6 hours before, else the next booking is prepaid.
    Valet and parking\tTwo-wheelers outside, cars in Korum Mall.
    Report delivery\tPDF by mail within 48 hours.
    Vaccines\tFlu, hepatitis B and HPV vaccines are available with prior booking.
    Insurance\tBajaj Allianz and Star Health only, for day-care procedures.
    Teleconsult\tDaily 9 to 10 pm for follow-ups, ₹500.
    What to carry\tAll earlier papers, one photo ID.
    Waiting\tAverage 15 minutes with an appointment, an hour without.
    Women doctors\tDr. Anita Kulkarni and Dr. Leena Nair are both women.
    Emergencies\tJupiter Hospital emergency, or 108.
    Accessibility\tLift with ramp; wheelchair on request.
    Our staff speak\tMalayalam, Hindi, Marathi, English.
    Fitness and leave certificates\tOnly after a physical visit, ₹250.
    """
