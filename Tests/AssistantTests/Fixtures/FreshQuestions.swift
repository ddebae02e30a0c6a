/// Labelled questions in the form of `tunedQuestions`, written when the fitting was over and never used for it: the
/// nearest thing to a stranger's messages.
let freshQuestions = """
    Opening hours\tgood morning, what are the consulting hours please
    Opening hours\tIs the clinic working on saturday evening?
    Opening hours\tbata dijiye clinic kitne baje se hai
    Opening hours\tmonday ko doctor kitne baje aate hai
    Opening hours\tतुमच्या क्लिनिकची वेळ सांगा ना
    Opening hours\tडॉक्टर शाम को कितने बजे तक मिलेंगे
    Opening hours\twhen can we come to see the doctor
    Address\twhat's your exact location madam
    Address\tsend location pin
    Address\tclinic ka pura address dena
    Address\tदवाखाना नेमका कुठे आहे
    Address\tfc road var kuthe ahe clinic
    Appointments\thow do i fix an appointment with dr anita
    Appointments\tAppointment online book kar sakte hai?
    Appointments\tमुझे डॉक्टर का अपॉइंटमेंट लेना है
    Appointments\tudyachi appointment pahije
    Cancel or reschedule an appointment\tcan my appointment be postponed to friday
    Cancel or reschedule an appointment\tमला अपॉइंटमेंट पुढे ढकलायची आहे
    Consultation fee\thow much for one consultation
    Consultation fee\tfees bata do please
    Consultation fee\tनवीन पेशंटची फी किती
    Consultation fee\tpehli baar dikhane ki fees
    Payment methods\tis cash ok or only online payment
    Payment methods\tgpay karu shakto ka
    Parking\twhere do we keep our car
    Parking\tbike parking hai ya nahi
    Test reports\tcan i get my report on mobile
    Test reports\treport lene kab aana hai
    Insurance\tdo you have tie up with mediclaim companies
    Languages\tcan I talk in marathi with the doctor
    Emergency contact\twhat number do i call in case of an emergency
    Public holidays\tis there a holiday for eid
    Online consultation\tdoctor video call var consult kartat ka
    Documents to bring\tkay kay kagadpatra lagtat
    Vaccination\ton which day are vaccinations done
    Wheelchair access\tis there an elevator in the building
    -asked\tI'd rather talk to a person
    -asked\tमुझे फोन करो
    -polite\thello doctor, good evening
    -polite\tthank you for your help
    -human\tI have been having stomach cramps
    -human\tmulala julab hot aahet
    -human\twhat tests should I get done for fatigue
    -human\tcan I skip my dose today
    -human\tमेरा वजन बहुत बढ़ रहा है
    -human\tDo you sell hearing aids
    -human\twhat are the fees of Podar school
    -human\tdoes the doctor do surgery on weekends
    -human\tI was charged twice on my card
    -human\tdo you know a good restaurant
    -human\tis Dr Kulkarni related to Sachin
    -human\tparking ticket kaise bhare
    -human\thow do I open a clinic in Pune
    -human\tPlease send the address of the blood bank
    -human\tक्या आप शादी के कार्ड छापते हैं
    -human\twhat is the price of gold today
    -human\tcan you change the language of my phone
    -human\tmy vaccine certificate has a wrong name
    -human\tDo you have openings for receptionists
    -human\twill you be my doctor
    """
