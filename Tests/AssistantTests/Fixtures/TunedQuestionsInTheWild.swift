/// More questions that the offline assistant was fitted to, in the form of `tunedQuestions`: written after the first
/// fitting, in looser language.
let moreTunedQuestions = """
    Opening hours\tGood evening, until when is the doctor there today?
    Opening hours\tDo you work on Sundays
    Opening hours\tkal clinic open rahega kya
    Opening hours\tsunday la clinic chalu asta ka
    Opening hours\tHow late are you open on weekdays
    Opening hours\tSir timing bataiye
    Opening hours\tDr. Kulkarni kis time baithti hai
    Opening hours\tडॉक्टर किती वाजता येतात
    Opening hours\tआज दवाखाना किती वाजेपर्यंत उघडा आहे
    Opening hours\tclinic shuru kab hota hai
    Opening hours\tCan I come now?
    Address\tI am at FC road, where exactly is your clinic
    Address\tplease send google map link
    Address\tnear which landmark
    Address\tdavakhana kuthe ahe tumcha
    Address\tक्लिनिक का लोकेशन भेजिए प्लीज
    Address\tlocation bhejna
    Appointments\tcan i get an appointment for tomorrow
    Appointments\tappointment book karaychi aahe
    Appointments\tkal ka appointment milega kya
    Appointments\tHow to take appointment
    Appointments\tनंबर कैसे लगाएं
    Cancel or reschedule an appointment\tI need to move my appointment to next week
    Cancel or reschedule an appointment\tmala appointment cancel karaychi ahe
    Consultation fee\tFee?
    Consultation fee\twhats the price of a consultation
    Consultation fee\tDoctor ki fees kya hai
    Consultation fee\tdoctoranchi fee kay aahe
    Consultation fee\tतपासायचे किती पैसे लागतील
    Consultation fee\tkitne rupaye lagenge dikhane ke
    Payment methods\tdo you take cash
    Payment methods\tPaytm hai?
    Payment methods\tcard se payment hoga?
    Payment methods\tफोनपे चालेल का
    Parking\tis parking available
    Parking\tcar parking ahe ka
    Test reports\tI gave a blood sample, when do reports come
    Test reports\tmazi report kadhi milnar
    Test reports\tlab report kaise milega
    Insurance\tstar health insurance accepted?
    Insurance\tcashless hai kya
    Languages\tdoes the doctor know marathi
    Emergency contact\temergency contact number please
    Public holidays\tHoli ke din clinic khula hai?
    Public holidays\tगणपतीला दवाखाना बंद आहे का
    Online consultation\tcan i have a video call with doctor
    Online consultation\tonline dikha sakte hai kya
    Documents to bring\twhat documents to carry for first visit
    Documents to bring\tयेताना काय आणायचे
    Vaccination\tpolio vaccine available?
    Vaccination\tbaby vaccination timing
    Wheelchair access\tLift hai kya building me
    -asked\tI need to speak with Dr Kulkarni
    -asked\tIs this a bot? I want a human
    -asked\tplease ask doctor to call me
    -asked\tmadam se baat karwa do
    -polite\tgood night
    -polite\tok
    -polite\tthanks a lot doctor 🙏
    -human\tI am bleeding
    -human\tmy baby is not feeding since morning
    -human\tCan I get pregnant while on this pill
    -human\tkya sugar me chawal kha sakte hai
    -human\tपाठदुखी वर काही औषध आहे का
    -human\tWhere is the nearest petrol pump
    -human\twhat is the fee for MRI at Ruby Hall
    -human\tDo you have a dentist
    -human\tis the doctor married
    -human\thow old is the doctor
    -human\tdo you do home visits
    -human\tI want a refund
    -human\tcan you give me a fitness certificate
    -human\tHow long is the waiting time
    -human\tWhat is the phone number of the clinic
    -human\tI paid by UPI but it failed
    -human\tI parked my car and it got stolen
    -human\tYour report is wrong
    -human\tWhy are your fees so high
    -human\tI forgot my file at the clinic yesterday
    -human\tWhat does my report say
    -human\tmy report shows high creatinine is it bad
    -human\tCan I bring my dog
    -human\twho is the doctor on sunday
    -human\tdo you open new bank accounts
    -human\tWhat time is it in London
    -human\tyou are open to criticism I hope
    -human\tI have booked for 5 but nobody is here
    -human\tpatient ko kal se latrine nahi hui
    -human\tI cannot breathe
    -human\tमेरी बेटी को दौरे पड़ रहे हैं
    -human\tCan the doctor write me a letter for my insurance claim
    -human\tis your clinic hiring
    -human\tमुझे नींद नहीं आती
    -human\tmala zop yet nahi
    -human\tmy appointment was not honoured
    -human\tbring my reports to my home
    -human\tis the lift working today
    -human\twhat language is spoken in Peru
    -human\tcan I park my boat for a month
    -human\tHow much does the vaccine cost
    -human\tis vaccination safe for my child
    -human\tAre the vaccines painful
    -human\twho pays the salary of the staff
    Opening hours\tMay I know till when the clinic remains open on Friday
    Opening hours\tWhat days are you open
    Opening hours\tIs doctor sitting in the evening today
    Opening hours\tdoctor shaam ko kitne baje tak baithte hai
    Opening hours\tsaturday ko clinic khula hai na
    Opening hours\tdavakhana aj chalu ahe ka
    Opening hours\tक्लिनिक कितने बजे बंद होता है
    Opening hours\tरविवारी दवाखाना सुरू असतो का
    Address\tkindly share your clinic address
    Address\tHow can I find your clinic from Pune station
    Address\tpatta pathva plz
    Address\tक्लिनिक किधर पड़ता है
    Address\tclinic kis jagah par hai
    Appointments\tneed appointment on monday
    Appointments\tkya bina appointment ke aa sakte hai
    Appointments\tमुझे कल के लिए अपॉइंटमेंट चाहिए
    Appointments\tappointment milel ka udya
    Cancel or reschedule an appointment\tplease cancel my booking
    Cancel or reschedule an appointment\tappointment ki date badalni hai
    Consultation fee\twhat will be the charges for first visit
    Consultation fee\tfees kitni lagti hai
    Consultation fee\tDoctor consultation kitne ka hai
    Consultation fee\tतुमची फी किती आहे सांगा
    Consultation fee\tfollow up ki fees kitni hai
    Payment methods\tcan i swipe my debit card there
    Payment methods\tupi ya cash kya chalega
    Payment methods\tतुम्ही कार्ड घेता का
    Parking\tany place to park a two wheeler?
    Parking\tvahan parking ki suvidha hai kya
    Parking\tपार्किंग की सुविधा है क्या
    Test reports\thow many days for reports
    Test reports\tReport PDF bhej sakte ho kya
    Test reports\tब्लड टेस्ट की रिपोर्ट कब आएगी
    Insurance\tare you on the panel of any insurance company
    Insurance\tइंश्योरेंस से इलाज होगा क्या
    Languages\twhich languages does the doctor speak
    Languages\tenglish bolta yeto ka doctorना
    Emergency contact\temergency me kaha call karna hai
    Public holidays\twill the clinic be open on christmas
    Public holidays\tद्या सांगा दिवाळीत दवाखाना बंद असतो का
    Online consultation\tis it possible to consult on video from US
    Online consultation\tऑनलाइन तपासणी होते का
    Documents to bring\tshould i get my old file along
    Documents to bring\tappointment ke liye kya documents chahiye
    Vaccination\ttikakaran kis din hota hai
    Vaccination\tmulanchi las kadhi aste
    Wheelchair access\tmy father cannot climb stairs, do you have a lift
    -asked\tlet me talk to someone from the clinic
    -asked\tkisi se baat ho sakti hai kya
    -asked\tडॉक्टर को बोलो मुझे कॉल करें
    -polite\tgood afternoon sir
    -polite\tbahut bahut dhanyavad
    -polite\tठीक है
    -human\tkya pregnancy me papaya kha sakte hai
    -human\tmy throat is burning
    -human\tघुटने में सूजन है
    -human\tkamar dukhtey khup
    -human\tshould I stop my thyroid tablets before the test
    -human\tDo you do hair transplant
    -human\twhat are the visiting hours of Sassoon hospital
    -human\tDo you deliver medicines
    -human\tIs the doctor on leave next week
    -human\thow many patients are before me
    -human\tcan I get my money back
    -human\tI lost my report
    -human\twhich vaccine is better, covaxin or covishield
    -human\thow much is a dental cleaning
    -human\tI want to complain about the receptionist
    -human\tkya aap log ghar aate ho
    -human\tWho is the president of India
    -human\tSend me the bank account number
    -human\tकृपया मेरा वजन कम करने का तरीका बताओ
    -human\tmazya mulila kutra chavla
    -human\tdoctor ki umar kya hai
    -human\tIs there a hotel near the clinic
    -human\ttell me a joke
    -human\topen the pod bay doors
    -human\twhat is the parking fine in Pune
    -human\tinsurance agent ka kaam karta hu, policy loge?
    -human\tDoctor are you available for a TV interview
    -human\thow to park a car in reverse
    """
