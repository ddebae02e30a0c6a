/// Labelled questions in the form of `tunedQuestions`, written before any fitting and not used for it.
let heldOutQuestions = """
    Opening hours\tWhat time do you open tomorrow?
    Opening hours\tworking hours?
    Opening hours\tIs the clinic open now
    Opening hours\tHi doctor, may I know the timings of your clinic?
    Opening hours\tclinic kab band hota hai
    Opening hours\tdoctor sahab kitne baje aate hain
    Opening hours\tshaam ko kitne baje tak khula rehta hai
    Opening hours\tडॉक्टर कब बैठते हैं?
    Opening hours\tक्लिनिक शनिवार को खुला है क्या
    Opening hours\tडॉक्टर कधी भेटतील?
    Opening hours\tउद्या दवाखाना चालू आहे का?
    Opening hours\tclinic chi vel kay aahe
    Address\tWhich floor are you on?
    Address\tGive me directions to the clinic
    Address\tclinic ka address bhej do
    Address\taap log kaha par ho
    Address\tक्लिनिक का एड्रेस दीजिए
    Address\tदवाखाना कोठे आहे
    Address\ttumcha patta kay aahe
    Appointments\tIs it possible to walk in without an appointment?
    Appointments\tI need an apointment
    Appointments\tnumber kaise lagaye doctor ka
    Appointments\tडॉक्टर से मिलने के लिए अपॉइंटमेंट लेना है
    Appointments\tअपॉइंटमेंट कशी घ्यायची?
    Cancel or reschedule an appointment\tI can't come today, how do I change my appointment
    Cancel or reschedule an appointment\tअपॉइंटमेंट कैंसल कैसे करें
    Consultation fee\tdoctor's charges please
    Consultation fee\tHow much does a follow-up visit cost?
    Consultation fee\tdikhane ka kitna lagta hai
    Consultation fee\tचेकअप का कितना पैसा लगेगा?
    Consultation fee\tडॉक्टरांची फी किती आहे
    Consultation fee\tkiti paise lagtil
    Payment methods\tIs phonepe accepted?
    Payment methods\tcash hi dena hai ya card chalega
    Payment methods\tऑनलाइन पेमेंट चलेगा?
    Parking\tdo you have parking space for cars
    Parking\tgaadi khadi karne ki jagah hai kya
    Parking\tगाडी पार्क करायला जागा आहे का?
    Test reports\tCan you send my reports on WhatsApp?
    Test reports\treports kitne din me aate hai
    Test reports\tरिपोर्ट किती दिवसात मिळतो
    Insurance\tWill my health insurance cover this visit?
    Insurance\tमेडिक्लेम चलता है?
    Languages\tCan the doctor talk in Hindi?
    Languages\tडॉक्टर मराठी बोलतात का
    Emergency contact\tnumber to call for emergency?
    Emergency contact\traat ko emergency ho to kise call kare
    Public holidays\tHoliday list?
    Public holidays\tIs the clinic open on 15 August?
    Online consultation\tIs teleconsultation available?
    Online consultation\tव्हिडिओ कॉलवर डॉक्टर बोलतात का?
    Documents to bring\tDo I have to carry my old prescriptions?
    Documents to bring\tkya kya saath lana hai
    Vaccination\tDo you give flu vaccination for kids?
    Vaccination\tबच्चों को टीका किस दिन लगता है
    Wheelchair access\tMy grandmother uses a wheelchair, can she get in?
    -polite\tHello
    -polite\tok thanks
    -polite\tनमस्कार
    -polite\tshukriya doctor sahab
    -asked\tconnect me to a human
    -asked\tIs there anyone I can talk to?
    -asked\tcall karo mujhe
    -asked\tमुझे किसी इंसान से बात करनी है
    -asked\tकोणाशी तरी बोलायचं आहे
    -human\tCan I eat mango with diabetes?
    -human\tmere bete ko ulti ho rahi hai
    -human\tसिर में बहुत दर्द है
    -human\tपोटात दुखतंय
    -human\tIs 140/90 blood pressure dangerous?
    -human\tI feel dizzy after the injection
    -human\tWhich syrup is good for cough?
    -human\tkya main dolo 650 le sakta hu
    -human\tmazya mulala taap aala aahe
    -human\tpatient behosh ho gaya hai jaldi aao
    -human\tDo you have a branch in Mumbai?
    -human\tWhat are the timings of the temple nearby?
    -human\tHow much does it cost to fix my phone?
    -human\tDo you do ultrasound?
    -human\tWhat is the capital of France?
    -human\tWhat is the doctor's qualification?
    -human\tHas my appointment been confirmed?
    -human\tIs the parking at Phoenix Mall free?
    -human\tWill it rain tomorrow?
    -human\tI left my umbrella at your clinic
    -human\tसोनोग्राफी होते का?
    -human\tआज मौसम कैसा है?
    -human\tKnee replacement insurance claim got rejected, why?
    -human\tasdf qwer
    """
