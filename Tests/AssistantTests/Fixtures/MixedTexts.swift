/// Questions that a topic could answer, beside a complaint, a medicine or a result: a person answers each of them. One a
/// line: the form as in `questionsOfPartOne`, a tab, the text.
let mixedTexts = """
    en\tchest pain, are you open?
    en\ti have fever since 2 days, what is the fee
    en\tsugar 250 aaya, fees kitni hai?
    en\tcrocin li, kal open hai?
    en\tmy throat is sore can i get appointment
    en\tbaby is vomitting, is doctor there now?
    en\trash on arm. where is clinic
    en\tknee swollen, xray available?
    en\tmy bp is 160/100 are you open today
    en\tplatelet 90000, is lab open
    en\ttook dolo 650 but no relief, clinic timing?
    en\tear blocked, doctor available?
    en\tmy eyes are watering, parking available?
    en\tgot hit by bike, emergency number?
    en\ttooth broke, fees?
    en\tson ate a coin, are you open
    en\tdaughter not talking since morning, open now?
    en\tburning while passing urine, lady doctor hai?
    en\thb 7 hai, appointment chahiye
    en\tTSH 8.5, follow up fee?
    en\tfather slipped in bathroom, wheelchair hai?
    en\tmy leg is numb is there a lift
    en\twhite patches on skin, timing please
    en\tfits aaya, ambulance number
    en\tnose block, clinic open?
    en\tunable to walk, wheelchair available?
    en\tcant hear properly, fees
    en\tstomach upset timing
    en\treport positive aaya, doctor kab milenge
    en\tdengue positive, cashless hai?
    en\tmy chest feels tight, what time do you open
    en\tRunning nose and sneezing, are you open today?
    en\tdad's sugar is 320, can we come now
    en\tTook Combiflam at night, is the doctor in tomorrow?
    en\tIs parking available? my mother can hardly stand
    en\tBlood in stool, what are the fees
    en\thi baby has loose motions where are you located
    en\tI am 8 weeks pregnant, is sonography done there?
    en\thba1c came 9.1, need appointment
    en\tPlatelets dropped to 60k. Is lab open?
    en\tMy knee is paining, is there a lift
    en\twhat is your fee for back pain
    en\tdo you take star health? I have jaundice
    en\tBP was 170/110 this morning, when does doctor come
    en\tIs video call possible, i have a skin rash
    en\tstopped taking metformin, follow up fee?
    en\tThyroid report is high, doctor timing?
    en\tDog bit my son where is the clinic
    en\tI fainted yesterday, can I book for today
    en\thow much is consultation, i have piles
    en\tcough not going for 3 weeks are you open sunday
    en\teye infection - clinic address?
    en\tankle twisted. xray?
    en\tCut my finger with a knife, clinic open?
    en\ttooth ache, fees?
    en\tfeeling very low and hopeless, can i see doctor today
    en\tcovid positive. online consultation?
    en\tcan i get certificate, i had typhoid
    en\tear pain at night, emergency number?
    en\t500 mg azithral given, is clinic open
    en\tmigrane attack, timing pls
    en\tfevar since morning, address pls
    en\tstomuch pain, open now?
    en\tvomitting whole night what is fees
    en\tswelling on face, can i walk in without appointment
    en\tECG abnormal, appointment please
    en\turine infection, is lady doctor available
    en\tburnt my hand, are you open
    en\tantibiotics finished, when to come for follow up
    en\tmy wife is bleeding, ambulance number?
    en\tis pharmacy open, need paracetamol
    en\tcreatinine 1.9 in report, doctor available monday?
    en\tchild not passing urine, clinic timings
    en\thairfall treatment fees?
    en\tsleeping problem, parking there?
    en\the swallowed a button, where are you
    en\tleg cramps, is home visit possible
    en\tlump in breast lady doctor?
    en\tthroat infection fees
    en\tmy asthma is back, are you open on holidays
    en\tMy tummy hurts a lot, what are your charges
    en\tgot fever again, still open?
    en\this pulse is 130, ambulance number please
    en\tgum bleeding, cost of consultation
    en\tIs it open? my nose won't stop bleeding
    en\tLantus finished, do you have a pharmacy
    en\twife in labour, where are you
    en\tMRI shows slip disc, need appointment
    en\tback spasm, are walk-ins allowed
    en\tate something bad, clinic timings?
    hl\tpet dard hai clinic khula hai kya
    hl\tbukhar hai fees batao
    hl\tmummy ko chakkar aa raha hai, doctor kab aayenge
    hl\thaath me moch aa gayi, xray hota hai
    hl\tdast lage hai, clinic kahan hai
    hl\tulti ho rahi hai appointment milega
    hl\tkhujli ho rahi hai kitni fees
    hl\taankh lal hai, timing
    hl\tgoli khai par aaram nahi, kal open hai?
    hl\tazithral le raha hu, appointment lena hai
    hl\tsir ghum raha hai, address bhejo
    hl\tbeti gir gayi, clinic khula hai?
    hl\tsaans phool rahi hai, emergency number do
    hl\tkaan me dard, parking hai kya
    hl\tgale me kharash, kab khulega
    hl\tBP 180 hai, doctor available hai kya
    hl\tthyroid ki goli khatam, fees kitni hai
    hl\treport me creatinine 2.1 aaya, kal doctor hai?
    hl\tplatelets kam hai, lab test hota hai?
    hl\ttabiyat kharab hai, video call hota hai?
    hl\tneend nahi aati, appointment chahiye
    hl\tperiods nahi aaye, lady doctor hai kya
    hl\tnaak se pani beh raha hai, clinic timing
    hl\tchot lagi hai, kahan ho
    hl\tjalan ho rahi hai, fees?
    hl\tbachha ro raha hai, doctor hai kya abhi
    hl\tkuch thik nahi lag raha, clinic khula hai?
    hl\tdaane nikle hai, kitne baje aau
    hl\tbaal jhad rahe hai, fees kitni
    hl\tzyada pyaas lagti hai, sugar test hota hai?
    hl\tseene me bhari pan hai, clinic khula hai kya
    hl\tnaak beh rahi hai, aaj doctor hai?
    hl\tpapa ki sugar 310 aayi hai, abhi aa sakte hai kya
    hl\tcombiflam kha li raat ko, kal doctor milenge?
    hl\tmummy se chala nahi jata, parking hai kya
    hl\tlatrine me khoon aa raha hai, fees kitni hai
    hl\tbachhe ko loose motion, clinic kaha hai
    hl\t2 mahine ki pregnant hu, sonography hoti hai?
    hl\thba1c 9 aaya hai appointment chahiye
    hl\tplatelet gir gaye, lab khuli hai kya
    hl\tghutna dukh raha hai lift hai kya
    hl\tkamar dard ki fees kitni hai
    hl\tpiliya hua hai, star health chalega?
    hl\tsubah BP 170 tha, doctor kab aate hai
    hl\tchamdi pe daag hai, video call ho sakta hai
    hl\tdawai band kar di thi, dobara dikhane ki fees
    hl\tthyroid badha hua hai timing batao
    hl\tkutte ne kaat liya, address bhejo
    hl\tkal behosh ho gaye the, aaj number lag jayega
    hl\tbawasir hai, kitna charge hai
    hl\tkhansi nahi ja rahi, sunday ko open hai?
    hl\taankh me infection, pata bhejiye
    hl\tpair mud gaya, xray hoga kya
    hl\tungli kat gayi, clinic khula hai
    hl\tdaant me dard, fees?
    hl\tmann bahut udaas rehta hai appointment chahiye
    hl\tcovid ho gaya, online consultation hai?
    hl\ttyphoid hua tha, certificate mil jayega
    hl\tkaan dard raat se, emergency number do
    hl\tazithral 500 di thi, clinic khula hai?
    hl\taadha sar dukhta hai, timing?
    hl\tbukhaar hai subah se, address do
    hl\tpett dard, abhi khula hai?
    hl\traat bhar ultiyan, fees batao
    hl\tchehre pe sujan, bina appointment aa jau?
    hl\tecg kharab aaya, appointment dijiye
    hl\tpeshab me jalan, lady doctor hai?
    hl\thaath jal gaya, khula hai kya
    hl\tantibiotic khatam, follow up kab
    hl\tbiwi ko bleeding ho rahi hai ambulance ka number
    hl\tparacetamol chahiye, medical store khula hai?
    hl\tcreatinine badha hua aaya, somvar ko doctor hai?
    hl\tbachha susu nahi kar raha, clinic ka time
    hl\tbaal gir rahe hai, fees kitni
    hl\tneend ki problem hai, parking hai?
    hl\tsikka nigal liya, kahan ho aap
    hl\ttaango me akdan, ghar aate ho kya
    hl\tchhati me gaanth hai, mahila doctor hai?
    hl\tgale ka infection hai, fees?
    hl\tdama fir se ho raha hai, chutti ke din khula hai?
    hl\tmera gala baith gaya hai, kab khulega
    hl\tshugar low ho gayi, doctor hai?
    hl\tchhoti ulti kar rahi hai, pata do
    hl\tBP ki goli bhool gaya, fees kitni
    hl\tdengu ho gaya kya pata, lab khuli hai
    hl\thath sunn ho gaya, appointment milegi
    hl\tusne zeher kha liya, address bhejo
    hl\tghabrahat ho rahi, doctor kitne baje aate
    hl\tx-ray me fracture aaya, kal khula hai
    hl\tkhoon ki kami hai, cbc hota hai
    hd\tछाती में दर्द है, क्लिनिक खुला है?
    hd\tबुखार है, फीस कितनी है
    hd\tपेट खराब है, डॉक्टर कब आएंगे
    hd\tशुगर 300 आई है, अपॉइंटमेंट चाहिए
    hd\tक्रोसिन ली है, कल खुला है?
    hd\tरिपोर्ट में प्लेटलेट कम आए, लैब खुली है?
    hd\tबच्चे को दस्त हो रहे हैं, पता बताइए
    hd\tसिर घूम रहा है, फोन नंबर दीजिए
    hd\tगले में खराश है, क्लिनिक का समय
    hd\tपैर में सूजन है, एक्स रे होता है?
    hd\tमम्मी गिर गईं, व्हीलचेयर है?
    hd\tआँख से पानी आ रहा है, फीस
    hd\tदांत में कीड़ा, कितना लगेगा
    hd\tसाँस नहीं आ रही, एम्बुलेंस नंबर
    hd\tडोलो 650 खा ली, डॉक्टर मिलेंगे?
    hd\tबीपी 150/90 है, क्लिनिक खुला है क्या
    hd\tखून आ रहा है कब खुलेगा
    hd\tटाइफाइड पॉजिटिव आया, फीस कितनी
    hd\tइंजेक्शन लगा था, बिल मिलेगा?
    hd\tघुटने में दर्द, लिफ्ट है क्या
    hd\tसीने में भारीपन है, क्लिनिक खुला है क्या
    hd\tनाक बह रही है, आज डॉक्टर हैं?
    hd\tपापा की शुगर 310 आई है, अभी आ सकते हैं
    hd\tकॉम्बिफ्लेम खा ली, कल डॉक्टर मिलेंगे?
    hd\tमम्मी से चला नहीं जाता, पार्किंग है क्या
    hd\tमल में खून आ रहा है, फीस कितनी है
    hd\tबच्चे को लूज मोशन हैं, क्लिनिक कहां है
    hd\tदो महीने की गर्भवती हूं, सोनोग्राफी होती है?
    hd\tएचबीए1सी 9 आया है, अपॉइंटमेंट चाहिए
    hd\tप्लेटलेट गिर गए, लैब खुली है?
    hd\tघुटना दुख रहा है, लिफ्ट है क्या
    hd\tकमर दर्द की फीस कितनी है
    hd\tपीलिया हुआ है, मेडिक्लेम चलेगा?
    hd\tसुबह बीपी 170 था, डॉक्टर कब आते हैं
    hd\tत्वचा पर दाग हैं, वीडियो कॉल हो सकता है
    hd\tदवा बंद कर दी थी, दोबारा दिखाने की फीस
    hd\tथायराइड बढ़ा है, समय बताइए
    hd\tकुत्ते ने काटा, पता भेजिए
    hd\tकल बेहोश हो गए थे, आज नंबर लगेगा?
    hd\tबवासीर है, कितना चार्ज है
    hd\tखांसी नहीं जा रही, रविवार को खुला है?
    hd\tआंख में इन्फेक्शन, पता भेजिए
    hd\tपैर मुड़ गया, एक्सरे होगा क्या
    hd\tउंगली कट गई, क्लिनिक खुला है
    hd\tदांत दर्द, फीस?
    hd\tमन बहुत उदास रहता है, अपॉइंटमेंट चाहिए
    hd\tकोविड हो गया, ऑनलाइन दिखा सकते हैं?
    hd\tटाइफाइड हुआ था, सर्टिफिकेट मिलेगा
    hd\tकान दर्द रात से, इमरजेंसी नंबर दो
    hd\tएजिथ्रल दी थी, क्लिनिक खुला है?
    hd\tआधा सिर दुखता है, टाइमिंग?
    hd\tफीवर है सुबह से, एड्रेस दो
    hd\tपेट मरोड़, अभी खुला है?
    hd\tरात भर उल्टी हुई, फीस बताओ
    hd\tचेहरे पर सूजन, बिना अपॉइंटमेंट आ जाऊं?
    hd\tईसीजी खराब आया, अपॉइंटमेंट दीजिए
    hd\tपेशाब में जलन, लेडी डॉक्टर हैं?
    hd\tहाथ जल गया, खुला है क्या
    hd\tएंटीबायोटिक खत्म, फॉलो अप कब
    hd\tपत्नी को ब्लीडिंग हो रही है, एम्बुलेंस का नंबर
    hd\tपैरासिटामोल चाहिए, मेडिकल स्टोर खुला है?
    hd\tक्रिएटिनिन बढ़ा आया, सोमवार को डॉक्टर हैं?
    hd\tबच्चा सूसू नहीं कर रहा, क्लिनिक का समय
    hd\tबाल गिर रहे हैं, फीस कितनी
    hd\tनींद की समस्या है, पार्किंग है?
    hd\tसिक्का निगल लिया, कहां हैं आप
    hd\tटांगों में अकड़न, घर आते हैं क्या
    hd\tछाती में गांठ है, महिला डॉक्टर हैं?
    hd\tगले का संक्रमण है, फीस?
    hd\tदमा फिर से हो रहा है, छुट्टी के दिन खुला है?
    hd\tगला बैठ गया है, कब खुलेगा
    hd\tशुगर लो हो गई, डॉक्टर हैं?
    hd\tबेटी उल्टी कर रही है, पता दो
    hd\tबीपी की गोली भूल गया, फीस कितनी
    hd\tडेंगू तो नहीं, लैब खुली है?
    hd\tहाथ सुन्न हो गया, अपॉइंटमेंट मिलेगी
    hd\tउसने जहर खा लिया, पता भेजो
    hd\tघबराहट हो रही है, डॉक्टर कितने बजे आते हैं
    hd\tएक्सरे में फ्रैक्चर आया, कल खुला है
    hd\tखून की कमी है, सीबीसी होता है
    md\tछातीत दुखतंय, दवाखाना उघडा आहे का
    md\tताप आहे, फी किती
    md\tमुलाला जुलाब होत आहेत, डॉक्टर कधी येतील
    md\tसाखर २५० आली, अपॉइंटमेंट हवी
    md\tक्रोसिन घेतली, उद्या चालू आहे का
    md\tरिपोर्टमध्ये प्लेटलेट कमी आले, लॅब आहे का
    md\tपायाला सूज आली, एक्सरे होतो का
    md\tआई पडली, व्हीलचेअर आहे का
    md\tडोळे लाल झाले, वेळ काय
    md\tघसा बसला आहे, फी किती आहे
    md\tश्वास घ्यायला त्रास, रुग्णवाहिका नंबर
    md\tदात दुखतोय कधी उघडणार
    md\tबीपी वाढला आहे डॉक्टर आहेत का
    md\tअंग दुखतंय पत्ता पाठवा
    md\tगोळी संपली, फॉलोअप फी किती
    md\tडेंग्यू पॉझिटिव्ह आला कॅशलेस आहे का
    md\tउलट्या होतायत, दवाखाना कुठे आहे
    md\tखाज येते, अपॉइंटमेंट मिळेल का
    md\tबाळ रडतंय, डॉक्टर आहेत का आता
    md\tकानातून पाणी येतंय, पार्किंग आहे का
    md\tछातीत जड वाटतंय, दवाखाना चालू आहे का
    md\tनाक गळतंय, आज डॉक्टर आहेत का
    md\tबाबांची साखर ३१० आली, आता येऊ का
    md\tकॉम्बिफ्लाम घेतली, उद्या डॉक्टर भेटतील का
    md\tआईला चालता येत नाही, पार्किंग आहे का
    md\tशौचातून रक्त जातंय, फी किती आहे
    md\tबाळाला जुलाब होतायत, दवाखाना कुठे आहे
    md\tदोन महिन्यांची गरोदर आहे, सोनोग्राफी होते का
    md\tएचबीएवनसी ९ आलंय, अपॉइंटमेंट हवी
    md\tप्लेटलेट कमी झाल्या, लॅब चालू आहे का
    md\tगुडघा दुखतोय, लिफ्ट आहे का
    md\tकंबरदुखीची फी किती
    md\tकावीळ झालीय, मेडिक्लेम चालेल का
    md\tसकाळी बीपी १७० होता, डॉक्टर कधी येतात
    md\tअंगावर डाग आहेत, व्हिडिओ कॉल होईल का
    md\tऔषध बंद केलं होतं, परत दाखवायची फी
    md\tथायरॉईड वाढलाय, वेळ सांगा
    md\tकुत्रा चावला, पत्ता पाठवा
    md\tकाल चक्कर येऊन पडले, आज नंबर लागेल का
    md\tमूळव्याध आहे, किती चार्ज
    md\tखोकला जात नाही, रविवारी चालू असतं का
    md\tडोळ्याला इन्फेक्शन, पत्ता द्या
    md\tपाय मुरगळला, एक्सरे होईल का
    md\tबोट कापलं, दवाखाना उघडा आहे का
    md\tदातदुखी, फी?
    md\tमन उदास असतं, अपॉइंटमेंट हवी
    md\tकोविड झालाय, ऑनलाइन दाखवता येईल का
    md\tटायफॉईड झाला होता, सर्टिफिकेट मिळेल का
    md\tकान दुखतोय रात्रीपासून, इमर्जन्सी नंबर द्या
    md\tअझिथ्रल दिलं होतं, दवाखाना चालू आहे का
    md\tअर्धं डोकं दुखतं, टायमिंग?
    md\tसकाळपासून ताप, पत्ता सांगा
    md\tपोटात मुरडा, आता चालू आहे का
    md\tरात्रभर उलट्या, फी सांगा
    md\tचेहरा सुजलाय, अपॉइंटमेंटशिवाय येऊ का
    md\tईसीजी खराब आला, अपॉइंटमेंट द्या
    md\tलघवीला जळजळ, लेडी डॉक्टर आहेत का
    md\tहात भाजला, चालू आहे का
    md\tअँटिबायोटिक संपलं, फॉलोअप कधी
    md\tबायकोला रक्तस्त्राव होतोय, रुग्णवाहिका नंबर
    md\tपॅरासिटामॉल हवी, मेडिकल उघडं आहे का
    md\tक्रिएटिनिन वाढलं, सोमवारी डॉक्टर आहेत का
    md\tबाळ शू करत नाही, दवाखान्याची वेळ
    md\tकेस गळतायत, फी किती
    md\tझोप येत नाही, पार्किंग आहे का
    md\tनाणं गिळलं, कुठे आहात
    md\tपायात गोळे येतात, घरी येता का
    md\tछातीत गाठ आहे, महिला डॉक्टर आहेत का
    md\tघशाला संसर्ग, फी?
    md\tदम्याचा त्रास परत, सुट्टीच्या दिवशी चालू का
    md\tआवाज बसली आहे, कधी उघडणार
    md\tसाखर कमी झाली, डॉक्टर आहेत का
    md\tमुलगी उलट्या करतेय, पत्ता द्या
    md\tबीपीची गोळी विसरलो, फी किती
    md\tडेंग्यू तर नाही ना, लॅब चालू आहे का
    md\tहात बधीर झाला, अपॉइंटमेंट मिळेल का
    md\tत्याने विष घेतलं, पत्ता पाठवा
    md\tघाबरल्यासारखं होतंय, डॉक्टर किती वाजता येतात
    md\tएक्सरेमध्ये फ्रॅक्चर आलं, उद्या चालू आहे का
    md\tरक्त कमी आहे, सीबीसी होते का
    ml\ttaap aahe, fee kiti
    ml\tpotat dukhtay, davakhana ughda aahe ka
    ml\tmulala ultya hotayt, doctor kadhi yetil
    ml\tsugar 280 aali, appointment havi
    ml\tcrocin ghetli, udya chalu ahe ka
    ml\treport madhe platelet kami ale, lab ahe ka
    ml\tpayala suj aali, xray hoto ka
    ml\taai padli wheelchair ahe ka
    ml\tdole lal zale, vel kay
    ml\tghasa dukhtoy, fee kiti ahe
    ml\tdam lagtoy, ambulance number dya
    ml\tdaat dukhtoy kadhi ughadnar
    ml\tbp vadhla ahe doctor ahet ka
    ml\tang dukhtay patta pathva
    ml\tgoli sampli, follow up fee kiti
    ml\tdengue positive ala cashless ahe ka
    ml\tchakkar yetay davakhana kuthe ahe
    ml\tkhaj yete, appointment milel ka
    ml\tbal radtay, doctor ahet ka atta
    ml\tkanatun pani yetay parking ahe ka
    ml\tmazi pali chukli, lady doctor ahe ka
    ml\tjakham zali ahe, kiti paise
    ml\tkhokla jat nahi, timing kay
    ml\tkaal ratri pasun jast vatat nahi, clinic chalu ahe?
    ml\tchhatit jad vattay, davakhana chalu ahe ka
    ml\tnaak galtay, aaj doctor ahet ka
    ml\tbabanchi sakhar 310 ali, ata yeu ka
    ml\tcombiflam ghetli, udya doctor bhettil ka
    ml\taaila chalta yet nahi, parking ahe ka
    ml\tshauchatun rakta jatay, fee kiti ahe
    ml\tbalala julab hotayt, davakhana kuthe ahe
    ml\tdon mahinyanchi garodar ahe, sonography hote ka
    ml\thba1c 9 alay, appointment havi
    ml\tplatelet kami zalya, lab chalu ahe ka
    ml\tgudgha dukhtoy, lift ahe ka
    ml\tkambardukhi chi fee kiti
    ml\tkavil zaliye, mediclaim chalel ka
    ml\tsakali bp 170 hota, doctor kadhi yetat
    ml\tangavar dag ahet, video call hoil ka
    ml\taushadh band kela hota, parat dakhvaychi fee
    ml\tthyroid vadhlay, vel sanga
    ml\tkutra chavla, patta pathva
    ml\tkal chakkar yeun padle, aaj number lagel ka
    ml\tmulvyadh ahe, kiti charge
    ml\tkhokla jat nahi, ravivari chalu asta ka
    ml\tdolyala infection, patta dya
    ml\tpay murgalla, xray hoil ka
    ml\tbot kapla, davakhana ughda ahe ka
    ml\tdatdukhi, fee?
    ml\tman udas asta, appointment havi
    ml\tcovid zalay, online dakhvta yeil ka
    ml\ttyphoid zala hota, certificate milel ka
    ml\tkan dukhtoy ratri pasun, emergency number dya
    ml\tazithral dila hota, davakhana chalu ahe ka
    ml\tardha doka dukhta, timing?
    ml\tsakalpasun taap, patta sanga
    ml\tpotat murda, ata chalu ahe ka
    ml\tratrabhar ultya, fee sanga
    ml\tchehra sujlay, appointment shivay yeu ka
    ml\tecg kharab ala, appointment dya
    ml\tlaghvila jaljal, lady doctor ahet ka
    ml\that bhajla, chalu ahe ka
    ml\tantibiotic sampla, follow up kadhi
    ml\tbaykola bleeding hotay, ambulance number
    ml\tparacetamol havi, medical ughda ahe ka
    ml\tcreatinine vadhla, somvari doctor ahet ka
    ml\tbal shu karat nahi, davakhanyachi vel
    ml\tkes galtayt, fee kiti
    ml\tzop yet nahi, parking ahe ka
    ml\tnana gilla, kuthe ahat
    ml\tpayat gole yetat, ghari yeta ka
    ml\tchhatit gath ahe, mahila doctor ahet ka
    ml\tghashala sansarg, fee?
    ml\tdama parat zalay, suttichya divshi chalu ka
    ml\tavaj basla ahe, kadhi ughadnar
    ml\tsakhar kami zali, doctor ahet ka
    ml\tmulgi ultya kartey, patta dya
    ml\tbp chi goli visarlo, fee kiti
    ml\tdengue tar nahi na, lab chalu ahe ka
    ml\that badhir zala, appointment milel ka
    ml\ttyane vish ghetla, patta pathva
    ml\tghabarlyasarkha hotay, doctor kiti vajta yetat
    ml\txray madhe fracture ala, udya chalu ahe ka
    ml\trakt kami ahe, cbc hote ka
    """
