/// Words that name what a clinic is asked about. A phrase is written with underscores.
extension Lexicon {
    static let english: [Concept: String] = [
        .hours: """
        hour hours timing timings timetable schedule open opens opened opening opening_hours close closes closed
        closing working_hours working_days working work works what_time visiting_hours till_when opd availability
        """,
        .address: """
        address addres location located direction directions reach route map google_map google_maps maps landmark
        how_to_come get_there find_you floor pincode navigate
        """,
        .fee: """
        fee fees charge charges price prices cost costs rate rates rupees rs inr amount money how_much_money
        how_much_cost expensive
        """,
        .payment: """
        payment payments pay paid upi gpay google_pay phonepe phone_pe paytm card cards credit debit cash cheque
        net_banking emi bhim qr swipe
        """,
        .appointment: "appointment appointments appt apt appointement booking book slot slots walk_in walkin token",
        .cancel: """
        cancel cancelling cancellation canceling reschedule rescheduling postpone move shift change prepone
        """,
        .parking: "parking park parked car cars bike bikes two_wheeler scooter vehicle vehicles",
        .report: "report reports test_report test_reports results result test_result lab_report lab_reports",
        .insurance: """
        insurance insured insurer mediclaim cashless tpa policy panel empanelled insurance_company
        insurance_companies reimbursement claim cghs ayushman health_insurance star_health niva_bupa hdfc_ergo
        icici_lombard
        """,
        .language: """
        language languages english hindi marathi gujarati kannada tamil telugu urdu bengali punjabi malayalam
        """,
        .emergency: "emergency emergencies urgent urgently casualty ambulance",
        .holiday: """
        holiday holidays public_holiday public_holidays festival festivals diwali deepavali holi ganpati ganesh
        ganesh_chaturthi eid dussehra dasara christmas new_year republic_day independence_day 15_august 26_january
        national_holiday bank_holiday vacation
        """,
        .online: """
        online video video_call video_consultation teleconsultation telemedicine virtual zoom google_meet
        online_consultation tele_consultation
        """,
        .documents: """
        document documents bring carry papers paper id_card aadhaar aadhar id_proof identity file files
        """,
        .vaccine:
            "vaccine vaccines vaccination vaccinations vaccinate vaccinated immunisation immunization jab booster",
        .wheelchair:
            "wheelchair wheelchairs wheel_chair accessible accessibility ramp disabled stairs climb lift elevator",
        .lab: "lab laboratory blood_test blood_tests urine_test sample pathology",
        .pharmacy:
            "pharmacy chemist medical_store medicine medicines tablet tablets pill pills syrup capsule capsules drug",
        .phone: "phone telephone mobile landline contact call number contact_number phone_number whatsapp_number",
        .homeVisit: "home_visit home_visits house_call come_home visit_home home_service",
        .branch: "branch branches",
        .qualification: """
        qualification qualifications qualified degree degrees experience experienced specialist speciality
        specialty
        """,
        .followUp: "follow_up followup follow_ups second_visit next_visit revisit",
        .waiting: "waiting waiting_time wait queue",
        .children: "pediatric paediatric",
        .email: "email mail",
        .refund: "refund refunds",
        .certificate: "certificate certificates fitness",
    ]

    static let indian: [Concept: String] = [
        .hours: """
        khulta khulti khulte khula khule khuli khulega khulne khulenge kitne_baje kitne_bje baje bje samay samaya vel
        vela velet velapatrak vajta vajata vajeparyant ughadta ughadte ughadto ughda ughade ughadnar ughad chalu
        chaalu band bandh kab_tak taim टाइम टाईम टाइमिंग समय वेळ वेळा वेळापत्रक चालू सुरू suru खुला उघडे उघडते time
        """,
        .address: """
        pata patta pataa thikana thikaan rasta raasta एड्रेस अड्रेस ॲड्रेस लोकेशन पत्ता पता kaise_pahunche
        kase_yayche
        """,
        .fee: """
        fis feez phees fi fee fiis paisa paise paisay pesa rupaye rupay rupiya rupaya kharcha kharch daam kimat
        keemat shulk kitna_lagega kitna_lagta kitna_lagenge kiti_lagtil kiti_lagel kitne_ka kitne_lagenge dar फीस फी
        पैसे पैसा शुल्क खर्च चार्ज चार्जेस kitna_charge kitna_lega kitna_lete
        """,
        .payment: """
        bhugtan rokad nagad nakad payment_karu पेमेंट कैश कार्ड कॅश यूपीआई यूपीआय गूगल_पे फोनपे फोन_पे ऑनलाइन_पेमेंट
        online_payment
        """,
        .appointment: """
        apointment apoinment appoinment apointmnt number_lagaye number_kaise_lagaye number_kase_lavayche
        number_lagana number_lagao nambar_lagana number_lagvaycha milne_ka_time अपॉइंटमेंट अपॉईंटमेंट अपोइंटमेंट
        अपाइंटमेंट बुक बुकिंग bhet भेट नंबर_लगाना नंबर_लगाएं नंबर_कैसे_लगाएं
        """,
        .cancel: """
        radd rad badalna badlu badlaychi badlaycha kansal kensal कैंसल कैंसिल कॅन्सल रद्द बदलना बदलायची रीशेड्यूल
        """,
        .parking: """
        parking park gadi gaadi gaadiyan khadi_karne gadi_lavaychi gadi_lavu gaadi_lagane पार्किंग पार्क गाड़ी गाडी
        कार
        """,
        .report: "riport riports reporta रिपोर्ट रिपोर्टस रिपोर्ट्स",
        .insurance: "bima beema vima veema बीमा विमा इंश्योरेंस इन्शुरन्स इन्शुरेंस मेडिक्लेम कैशलेस कॅशलेस",
        .language: """
        bhasha bhasa bhashet marathit hindit angrezi angreji ingraji हिंदी हिन्दी मराठी मराठीत अंग्रेजी इंग्रजी
        इंग्लिश
        """,
        .emergency: "aapatkal apatkal tatkal tatdi tatadi इमरजेंसी इमर्जन्सी आपातकाल तातडी एम्बुलेंस रुग्णवाहिका",
        .holiday: """
        chutti chhutti suttee sutti tyohar san_vaar divali दिवाली दिवाळी होली होळी गणपती सुट्टी छुट्टी त्योहार
        सुट्टीच्या
        """,
        .online: "वीडियो व्हिडिओ व्हिडीओ ऑनलाइन ऑनलाईन विडियो video_call_pe",
        .documents: """
        kagaz kagaj kagzat kaagaz kagadpatre kagadpatra dastavez sath_lana saath_lana lana_hai lane_hai lana_hoga
        laun aanayche anayche aanaychi anaychi gheun_yayche कागज कागजात दस्तावेज कागदपत्रे कागदपत्र आणायचे आणायची
        लाना लाने डॉक्यूमेंट डॉक्युमेंट आधार
        """,
        .vaccine: "tika teeka tikakaran tike lus lasikaran las_kadhi टीका टीके टीकाकरण लस लसीकरण वैक्सीन व्हॅक्सिन",
        .wheelchair: "व्हीलचेयर व्हीलचेअर रैंप रॅम्प sidhi seedhi लिफ्ट lipht",
        .lab: "khoon_ki_jaanch rakt_tapasni लैब लॅब",
        .pharmacy: """
        dawai davai dawa dava aushadh aushadhe goli golya goliyan दवा दवाई दवाइयां औषध औषधे गोली गोळी गोळ्या
        मेडिकल_स्टोर
        """,
        .phone: "nambar number fon phon sampark नंबर फोन मोबाइल मोबाईल कॉल संपर्क",
        .branch: "shakha शाखा ब्रांच",
        .certificate: "pramanpatra praman_patra सर्टिफिकेट प्रमाणपत्र",
    ]

    /// Question words and times: they lean towards a topic and never stand against one.
    static let hints: [Concept: String] = [
        .hours: """
        kab kub kadhi keva kevha kabhi raviwar ravivar somvar somwar mangalvar budhvar guruvar shukravar shaniwar
        shanivar itwar aaj kal udya aj subah shaam sham sakali sandhyakali dopahar dupari raat ratri milenge milte
        milega bhetnar bhettat bhetatil bhettil baithte baithti baithenge aate aayenge ayenge yetat yenar yetil
        रविवार सोमवार मंगलवार मंगळवार बुधवार गुरुवार शुक्रवार शनिवार रविवारी शनिवारी सोमवारी आज कल उद्या सुबह शाम
        सकाळी संध्याकाळी दोपहर दुपारी रात रात्री कब कधी केव्हा मिलेंगे मिलते बैठते बैठती आते आएंगे भेटतील भेटतात
        येतात येणार
        """,
        .vaccine: "पोलिओ पोलियो",
        .address: """
        kahan kaha kahaan kidhar kidr kuthe kothe kuthay kuth kis_jagah konti_jaga kahi_pass कहां कहाँ किधर कुठे कोठे
        कुठं किस_जगह
        """,
        .fee: "kitna kitne kitni kiti keti कितना कितनी कितने किती",
    ]

    static let hintsEnglish: [Concept: String] = [
        .hours: """
        when sunday sundays monday mondays tuesday tuesdays wednesday thursday friday saturday saturdays sun mon tue
        wed thu fri sat today tomorrow tmrw tmr tonight now morning evening afternoon night weekend weekends come
        comes daily everyday late early weekday weekdays available
        """,
        .vaccine: "polio bcg mmr hpv hepatitis tetanus",
        .address: "where near nearby building station bus_stop metro from_station",
        .fee: "how_much",
    ]

    /// Topics of almost every question to a clinic.
    static let softWords = """
        consultation consult consulting consultations checkup check_up checking visit visits कंसल्टेशन तपासणी
        तपासणीची चेकअप dikhane dikhana dikha dikhane_ke tapasni tapasayche tapasun accept accepted accepts तपासायचे
        तपासून tapasaychi first regular general
        """
}
