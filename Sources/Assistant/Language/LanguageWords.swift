/// Words and endings that tell English, Hindi and Marathi apart, in both scripts. What patients use in all of them
/// ("appointment", "doctor") tells nothing and is not here.
enum LanguageWords {
    static let hindi = words(
        """
        है हैं हूं हूँ था थी थे हो की के को से में मैं मुझे मुझको मेरा मेरी मेरे आप आपका आपकी आपके आपको हम हमें हमारा हमारे
        हमारी क्या कब कहां कहाँ किधर कितना कितनी कितने कैसे कैसा कैसी कौन कौनसा कौनसी क्यों नहीं नही मत चाहिए चाहिये चाहता
        चाहती करना करने करनी करें करो कीजिए कीजिये किया करके कराना करवाना करवाने रहा रही रहे रहता रहती सकता सकती सकते
        और या भी तो ही लिए लिये वाला वाली वाले दीजिए दीजिये दो दें दे दी दिया देना देंगे लेना लेने ले लूं लेकर बताइए बताइये
        बताओ बताएं बताना बता भेजो भेजिए भेजें भेजना भेज मिलेगा मिलेगी मिलेंगे मिलना मिलता मिलती मिल होगा होगी होंगे होना
        हुआ हुई हुए जाता जाती जाना जाने जाए गया गई गए आना आने आऊं आया आई आए आएंगे आते लगता लगती लगेगा लग पता
        बजे अभी अब कल परसों यहां यहाँ वहां वहाँ इस उस यह वह ये वो अगर लेकिन पर जी हां हाँ बात साथ बाद पहले बेटा बेटी बेटे
        बच्चा बच्चे बच्चों पापा मां माँ मम्मी पिताजी कुछ कोई किसी किस सब बहुत ज्यादा ज़्यादा थोड़ा अच्छा ठीक दवा दवाई नमस्ते
        शुक्रिया कृपया रखना रखा पास वापस दर्द बुखार खांसी सुबह शाम दिन दिनों से तक अपना अपनी अपने जल्दी चल चलेगा चलता
        इसका उसका उनका उनकी इनका दिखाना दिखाने पूछना पूछ जानना खाना खा पी सो सकूं सकूँ पाऊंगा मेरेको नई नया पुराना पुरानी
        गलत कर बोल बोलो बोलना बुलाओ दोबारा वजह जैसे ऐसा ऐसे वैसे फिर
        """)

    static let marathi = words(
        """
        आहे आहेत आहात आहोत नाही नाहीत काय कुठे कोठे कुठं कधी केव्हा किती कसे कसा कशी कसं का कोण कोणता कोणती कोणते कोणत्या मला मी
        माझा माझी माझे माझं माझ्या तुमचा तुमची तुमचे तुमच्या तुम्ही तुम्हाला आम्ही आम्हाला आमचा आमची आमच्या आणि हवी हवा हवे हवं
        हवीय पाहिजे पाहिजेत करायचे करायची करायचा करायचं करा करू करून करता करतो करते करतात सांगा सांगू सांगाल सांगितले पाठवा
        पाठवू पाठवाल पाठवले होतो होतं होतात होईल होणार झाला झाली झाले झालं आला आली आले आलेत आलं येईल येणार येऊ येतो येते येतात यायचे
        यायचं मिळेल मिळतो मिळते मिळणार मिळाला मिळाली मिळाले गेला गेली गेले दुखतंय दुखते दुखत दवाखाना दवाखान्याची दवाखान्यात पत्ता
        उद्या परवा काल नमस्कार कोणी कोणाशी कोणाला बोलायचे बोलायचं बोलू घ्या घ्यायची घ्यायचा घ्यायचे घ्यावी घेऊ घेतली घेतले घेता
        घेतात द्या द्यायचे द्यायची देऊ देता देतात दिली दिले दिला नको नका असतो असते असतं असतात असेल असल्यास तर पण की हा ही हे
        ते ती तो त्या त्याला तिला त्यांना याला यांना साठी मध्ये वर खाली नंतर आधी पुन्हा परत लवकर उशीर थोडं थोडे खूप जास्त कमी
        बरं बरे चालेल चालते चालतो शकतो शकते शकता शकतात लागेल लागतील लागतात लागतो लागते वाजता वाजेपर्यंत आत्ता आता आज सकाळी
        संध्याकाळी दुपारी रात्री मुलगा मुलगी मुलाला मुलीला बाळ बाळाला आई बाबा आईला बाबांना वडील वडिलांना नवरा बायको आजी आजोबा
        माझ्याकडे तुमच्याकडे कडे पासून पर्यंत म्हणून म्हणजे म्हणतात बद्दल ताप खोकला दुखी औषध गोळी गोळ्या पोट डोके पाठ इथे तिथे
        एक दोन काही काहीतरी सगळे सर्व फक्त वाटत वाटते होत होतंय येत येतंय सुरू राहिला चुकून चूक जमणार जमेल कृपया रक्त
        पैसे किंवा जर मग सध्या नवीन जुनी जुने कळेल कळवा
        """
    ).subtracting(["का", "पैसे", "कृपया", "आज", "एक", "रक्त", "खाली"])

    static let marathiEndings = [
        "च्या", "ायचे", "ायची", "ायचा", "ायचं", "ायला", "ायचंय", "तंय", "तोय", "तेय", "ांशी", "ांची", "ांचा", "ांचे", "ांना",
        "ांनी", "साठी", "मध्ये", "मधे", "पासून", "पर्यंत", "ाला", "ीला", "ूला", "ातून", "ावर", "णार", "तात", "ाल", "ील", "ावी",
        "ावे", "ावं", "ाची", "ाचा", "ाचे", "ीची", "ीचा", "ीचे", "ून", "लंय", "लाय", "लीय", "ात", "लं", "ऊन", "वून",
    ]

    /// Endings that hardly anything but Marathi has.
    static let strongMarathiEndings = ["ायचे", "ायची", "ायचा", "ायचं", "ायचंय", "तंय", "तोय", "तेय", "साठी", "ांच्या"]

    static let hindiEndings = [
        "ूंगा", "ूंगी", "ूँगा", "ेगा", "ेगी", "ेंगे", "एगा", "एंगे", "इए", "िए", "इये", "िये", "ियां", "ियाँ", "ियों", "ओं", "ों",
        "ाइए", "ाएं", "ाऊं", "वाना", "वाने", "वाया", "ना", "नी", "ने", "ें", "ाया", "ाई", "ाए",
    ]

    /// Both languages have them, Hindi more often.
    static let weakHindiEndings = ["ता", "ती"]

    static let english = words(
        """
        i my mine we our us you your the a an is am was were been being will would can could should shall may might must
        have has had having does did doing done not dont doesnt didnt cant cannot wont isnt arent what when where which who
        whom why how this that these those there here it its he him his she her they them their of for from with without
        about into after before since until during because while if then than and or but also any some all both each every
        only just very too more most much many other another same please need want wants like get got give given take taken
        make made come came go going went see saw know tell told ask asked say said think feel feeling feels help call book
        send sent show change move still already again now today tomorrow yesterday morning evening night week month year
        days hours time first last next new old good bad right wrong sure yes no thank thanks hello could possible available
        someone anyone something anything nothing person people son daughter wife husband father mother baby child kid kids
        pain fever cough headache stomach since blood medicine tablet pressure sugar test reports result results
        open close closed visit see meet speak talk question problem better worse still keep having hurts hurt take eat
        drink sleep worried urgent safe normal high low left side back hand leg eye eyes skin due does im ive id hes shes
        whats were youre on at by as so be in up out over under off near between instead received paid wrong lost
        """)

    static let romanisedHindi = words(
        """
        hai hain hoon hun hu tha thi kya kyaa kyu kyun kyon kab kahan kaha kahaan kidhar kitna kitne kitni kaise kese kaisa
        kaisi kaun kaunsa kaunsi konsa konsi mujhe muje mujhko mera meri mere aap aapka aapki aapke aapko apka apki apke apko
        hum humko hume hamara hamare hamari chahiye chaiye chahie chahta chahti karna karne karni karo kare karein karke
        kijiye karunga karungi karti maine humne usne unhone thaa karwana karwani karana raha rahe rahi rehta rahta sakta sakti sakte aur bhi
        liye liya liyaa wala wali wale dijiye dena diya dedo lena lene leni bataiye batao bataye batana bata btao bhejo
        bhejiye bhejna bheja bhej milega milegi milenge milna milta milti hoga hogi honge hona hua hui hue
        jata jati jana jaana jaye gaya gayi gaye gya aana aane aaya aayi aaye aayega aayenge aunga aaunga lagta lagti lagega
        pata baje abhi kal parso yahan yaha wahan waha agar lekin haan haa nahi nahin nhi mat namaste shukriya baat sath saath
        baad pehle pahle beta beti bete bacha baccha bacche bachche papa mummy mumma maa pitaji kuch koi kisi kis sab bahut
        bohot bahot zyada jyada thoda thodi accha acha achha theek thik dawai dawa goli bukhar dard khansi subah shaam sham
        din dino apna apni apne jaldi chalega chalta iska uska unka unki dikhana dikhane puchna poochna khana kha pe wapas
        vapas mein meko mereko wo woh ye yeh isliye kyunki phir fir nai wajah bolo bol boliye bulao sakun paunga paungi
        kripya kharab dono unko usko isko inko rakha rakhna se ko ki ke bhai ji
        """)

    static let romanisedMarathi = words(
        """
        aahe ahe aahet ahet aahat ahat ahot aahot kuthe kothe kuthay kadhi kdhi kevha keva kiti mi amhi aamhi amhala aamhala
        tumhi tumcha tumchi tumche tumchya tumhala majha majhi maza mazi mazha mazhi majhya mazya maze majhe aamcha amcha
        ani aani pahije pahijet havi hava have havay haviy kay kaay kasa kashi kase kasla kona kon konta konti konte kontya
        sanga sang sangal sangu sangitla pathva pathav pathvu pathvla pathvli nako naka nahiye bolaycha bolaychay bolayche
        karaycha karaychi karayche karu karun kara karto kartay kartat hoto hotay hotat hoil hoel honar zala zali zale jhala
        jhali jhale zal aala aali aale aalet ala ali ale yeil yenar yeu yeto yete yetat yetay yaycha yayche yayla milel milte milto
        milnar milala milali milale gela geli gele dukhtay dukhat dukhte ughadta ughadto ughad namaskar koni konashi konala
        ghya ghyaychi ghyaycha ghyayche gheu ghetli ghetle gheta ghetat dya dyaycha dyaychi deu deta detat dili dile dila
        asto aste astat asel asta tar pan hi ha tyala tila tyanna yala sathi saathi madhe madhye var nantar adhi aadhi punha
        parat lavkar lawkar ushir khup khoop jast kami bara bare chalel chalte chalto shakto shakte shakta shaktat
        lagel lagtil lagtat lagto lagte vajta vajata aatta atta udya udyala parva aaj sakali sandhyakali dupari ratri mulga
        mulgi mulala mulila bal balala aai aaila baba babanna vadil vadilanna navra bayko aaji ajoba kade majhyakade
        tumchyakade pasun paryant mhanun mhanje baddal taap khokla aushadh golya pot doke path ithe tithe ek don kahi
        kahitari sagle sarva fakt vatat vatate vatatay hot hotay yet chukun chuk jamnar jamel kinva jar mag sadhya navin
        juni june kalel kalva nahit ajun ata aata tras zop divsan divas rakt gheun yeun deun sangun baghun
        cha chi che chya la ne ni shi
        """
    ).subtracting([
        "hi", "ha", "pan", "kon", "bal", "june", "pot", "path", "have", "ek", "don", "aaj", "jar", "mag", "hot", "yet",
        "are", "ale", "mi",
    ])

    /// Latin words of more than one language, with what each speaks for.
    static let ambiguous: [String: (english: Double, hindi: Double, marathi: Double)] = [
        "mala": (0, 0, 0.9), "are": (1, 0, 0.2), "me": (0.3, 0.3, 0), "to": (0.5, 0.2, 0.2), "do": (0.5, 0.5, 0),
        "he": (0.3, 0.3, 0.3), "hi": (0, 0, 0), "ha": (0, 0.3, 0.5), "pan": (0, 0, 1), "ho": (0, 0.7, 0.3),
        "have": (1, 0, 0.3), "kon": (0, 0.5, 0.5), "main": (0.3, 0.7, 0), "par": (0, 1, 0.2), "na": (0, 0.3, 0.3),
        "ya": (0, 0.6, 0.3), "kar": (0, 1, 0), "mi": (0, 0, 1), "hot": (0.3, 0, 1), "yet": (0.3, 0, 0.7),
        "aaj": (0, 1, 0.5), "ek": (0, 0.5, 0.5), "don": (0, 0, 0.7), "the": (1, 0.3, 0), "is": (0.7, 0.2, 0),
        "us": (0.5, 0.2, 0), "ki": (0, 1, 0.3), "ke": (0, 1, 0), "se": (0, 1, 0), "ko": (0, 1, 0),
        "nahi": (0, 1, 0.8), "nahin": (0, 1.5, 0), "kal": (0, 1, 0.6), "pot": (0, 0, 0.7), "path": (0, 0, 0.5),
        "june": (0.2, 0, 0.3), "jar": (0, 0, 0.7), "mag": (0, 0, 0.7), "kay": (0, 0, 2), "baba": (0, 0.5, 0.8),
        "beta": (0, 1, 0), "papa": (0, 0.7, 0.2), "dard": (0, 1, 0), "ale": (0, 0, 1), "bal": (0, 0.3, 0.7),
        "pe": (0, 1, 0), "bhai": (0, 0.5, 0.2), "ji": (0, 0.5, 0), "divas": (0, 0, 2), "var": (0, 0, 1),
        "la": (0, 0, 1.5), "ne": (0, 0.7, 0.7), "tak": (0, 1, 0), "tar": (0, 0, 1), "ni": (0, 0.2, 0.8),
        "bara": (0, 0.2, 1), "sab": (0, 1, 0), "sang": (0, 0, 1), "thoda": (0, 0.7, 0.5), "karta": (0, 0.8, 0.6),
        "karte": (0, 1, 0.5), "hota": (0, 0.8, 0.6),
        "hote": (0, 0.8, 0.6), "hoti": (0, 0.8, 0.6), "li": (0, 0.7, 0), "din": (0, 1, 0),
        "goli": (0, 0.6, 0.4), "mat": (0, 1, 0), "khup": (0, 0, 2), "kara": (0, 0, 1.5), "hua": (0, 1.5, 0),
    ]

    static let romanisedMarathiEndings = [
        "aycha", "aychi", "ayche", "aychay", "aychya", "ayla", "sathi", "madhe", "madhye", "chya", "anna", "anchi",
        "ancha", "anche", "pasun", "paryant", "tay", "toy", "tey", "tat", "nar", "kade", "ala", "ila", "vaar", "cha",
        "chi", "che", "var", "eil", "oil", "till", "tlay", "lay", "tli", "tla", "tle", "oon", "vun", "yala",
    ]

    /// Endings that hardly anything but Marathi has.
    static let strongRomanisedMarathiEndings = ["aycha", "aychi", "ayche", "aychay", "sathi", "anchya", "tay", "toy"]

    static let romanisedHindiEndings = [
        "unga", "ungi", "oonga", "ega", "egi", "enge", "iye", "iyega", "wana", "waya", "wani", "wane", "raha", "wala",
        "wale", "wali", "kar", "aye", "aya", "ayi", "iyan", "iyon", "ata", "ati", "ana", "ani", "ane", "ega",
    ]

    static let englishEndings = ["ing", "tion", "ed", "ly", "ness", "ity", "ous", "ful", "able", "ical"]

    /// What patients of all languages write, although it ends like a word of one.
    static let shared = words(
        """
        parking timing timings booking opening meeting vaccination consultation prescription medical hospital emergency
        laboratory facility vaccine available appointment location admission operation injection infection card video
        medicare clear doctor doctors number contact urgent follow seminar calendar sonar webinar popular regular
        """)

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map { TextFolding.fold(String($0)) })
    }
}
