/// What patients write that a person answers, by language: one a line, the case of `PatientLanguage`, a tab, the text.
/// Written when the rules stood still; 292 of 300 were right then, and two kinds of faults were mended.
let handedOverTexts = """
    hindi\tमेरे पिताजी का ऑपरेशन कब होगा
    hindi\tदवाई का असर नहीं हो रहा
    hindi\tक्या यह गोली रात को लेनी है
    hindi\tबच्चे का वजन नहीं बढ़ रहा
    hindi\tडॉक्टर साहब को बोलिए कि मुझे फोन करें
    hindi\tकल जो इंजेक्शन लगा था वहां सूजन है
    hindi\tरिपोर्ट देखकर बता दीजिए
    hindi\tमुझे चश्मे का नंबर पूछना है
    hindi\tपापा को अस्पताल में भर्ती किया है
    hindi\tआपके यहां दांतों का इलाज होता है?
    hindi\tपेट साफ नहीं होता
    hindi\tमम्मी की शुगर बढ़ गई है
    hindi\tमेरा पर्चा खो गया
    hindi\tरात भर नींद नहीं आई
    hindi\tदवा दिन में कितनी बार लेनी है
    hindi\tडॉक्टर का निजी नंबर मिल सकता है?
    hindi\tगर्भावस्था में यह दवा ले सकती हूं?
    hindi\tहाथ में झनझनाहट रहती है
    hindi\tआपने गलत दवाई दे दी
    hindi\tपैसे कट गए पर रसीद नहीं मिली
    hindi\tक्या आप दूसरे शहर में भी बैठते हैं
    hindi\tमेरी बेटी खाना नहीं खा रही
    hindi\tटांके कब कटेंगे
    hindi\tएक्सरे दिखाना था
    hindi\tनाक से खून आया
    hindi\tआज डॉक्टर आए हैं या नहीं
    hindi\tमुझे किसी अच्छे हड्डी के डॉक्टर का नाम बताइए
    hindi\tदवा खाने के बाद उल्टी हो गई
    hindi\tसर थोड़ा जल्दी जवाब दीजिए
    hindi\tइंश्योरेंस का फॉर्म भरवाना है
    hindi\tचक्कर आ रहे हैं क्या करूं
    hindi\tबच्चे को कौन सा टीका बाकी है
    hindi\tक्या नमक कम करना पड़ेगा
    hindi\tआंख में कुछ चला गया
    hindi\tमेरा नंबर कितनी देर में आएगा
    hindi\tनर्स ने बदतमीजी की
    hindi\tहमारी फाइल आपके पास है क्या
    hindi\tबुखार उतर गया है पर खांसी है
    hindi\tक्या मैं काम पर जा सकता हूं
    hindi\tघुटनों का दर्द कब ठीक होगा
    hindi\tदादी को चलने में दिक्कत है
    hindi\tये क्रीम कहां लगानी है
    hindi\tआप लोग मौसम के बारे में कुछ जानते हो
    hindi\tकिराए का कमरा चाहिए
    hindi\tशादी का कार्ड भेजना है डॉक्टर को
    hindi\tप्रसाद भिजवाना था
    hindi\tक्लिनिक में नौकरी मिलेगी क्या
    hindi\tटीवी बंद क्यों था
    hindi\tवो वाली मैडम आज आएंगी?
    hindi\tजांच दोबारा करानी पड़ेगी क्या
    hindi\tकान साफ करवाना है
    hindi\tसांस फूल रही है जल्दी बताओ
    hindi\tएलर्जी किस चीज से है
    hindi\tदवाई महंगी है सस्ती लिख दीजिए
    hindi\tतबीयत बिगड़ रही है
    hindi\tअगली तारीख क्या है मेरी
    hindi\tगांव से आ रहे हैं रुकने की जगह है?
    hindi\tबीमा कंपनी से फोन आया था
    hindi\tमैं ठीक हूं अब
    hindi\tप्रेगनेंसी टेस्ट पॉजिटिव आया
    marathi\tमाझ्या वडिलांचे ऑपरेशन कधी होणार
    marathi\tऔषधाचा काही उपयोग होत नाहीये
    marathi\tही गोळी रात्री घ्यायची का
    marathi\tबाळाचं वजन वाढत नाही
    marathi\tडॉक्टरांना सांगा मला फोन करायला
    marathi\tकाल इंजेक्शन दिलेल्या जागी सूज आली आहे
    marathi\tरिपोर्ट बघून सांगा
    marathi\tचष्म्याचा नंबर विचारायचा होता
    marathi\tबाबांना हॉस्पिटलमध्ये ॲडमिट केलंय
    marathi\tतुमच्याकडे दातांचे उपचार होतात का
    marathi\tपोट साफ होत नाही
    marathi\tआईची साखर वाढली आहे
    marathi\tमाझी चिठ्ठी हरवली
    marathi\tरात्रभर झोप लागली नाही
    marathi\tऔषध दिवसातून किती वेळा घ्यायचं
    marathi\tडॉक्टरांचा वैयक्तिक नंबर मिळेल का
    marathi\tगरोदरपणात हे औषध चालेल का
    marathi\tहाताला मुंग्या येतात
    marathi\tतुम्ही चुकीचं औषध दिलंत
    marathi\tपैसे गेले पण पावती मिळाली नाही
    marathi\tतुम्ही दुसऱ्या शहरात पण बसता का
    marathi\tमुलगी जेवत नाही
    marathi\tटाके कधी काढणार
    marathi\tएक्सरे दाखवायचा होता
    marathi\tनाकातून रक्त आलं
    marathi\tआज डॉक्टर आलेत की नाही
    marathi\tहाडांच्या चांगल्या डॉक्टरांचं नाव सांगा
    marathi\tऔषध घेतल्यावर उलटी झाली
    marathi\tसर जरा लवकर उत्तर द्या
    marathi\tविम्याचा फॉर्म भरून हवा होता
    marathi\tचक्कर येतेय काय करू
    marathi\tबाळाची कोणती लस राहिली आहे
    marathi\tमीठ कमी करावं लागेल का
    marathi\tडोळ्यात काहीतरी गेलंय
    marathi\tमाझा नंबर कधी येईल
    marathi\tनर्स नीट बोलत नाहीत
    marathi\tआमची फाईल तुमच्याकडे आहे का
    marathi\tताप उतरला पण खोकला आहे
    marathi\tमी कामावर जाऊ शकतो का
    marathi\tगुडघेदुखी कधी बरी होईल
    marathi\tआजीला चालताना त्रास होतो
    marathi\tहे मलम कुठे लावायचं
    marathi\tउद्या पाऊस पडेल का
    marathi\tभाड्याने खोली हवी होती
    marathi\tडॉक्टरांना लग्नपत्रिका द्यायची आहे
    marathi\tप्रसाद पाठवायचा होता
    marathi\tदवाखान्यात नोकरी मिळेल का
    marathi\tटीव्ही का बंद होता
    marathi\tत्या मॅडम आज येणार का
    marathi\tतपासणी परत करावी लागेल का
    marathi\tकान साफ करायचा आहे
    marathi\tधाप लागतेय लवकर सांगा
    marathi\tकशाची ॲलर्जी आहे मला
    marathi\tऔषध महाग आहे स्वस्त लिहून द्या
    marathi\tतब्येत बिघडत चालली आहे
    marathi\tमाझी पुढची तारीख काय आहे
    marathi\tगावाहून येतोय राहायची सोय होईल का
    marathi\tविमा कंपनीचा फोन आला होता
    marathi\tमी आता बरा आहे
    marathi\tमुलाला शाळेत पाठवू का
    romanised\tmere pitaji ka operation kab hoga
    romanised\tdawai ka asar nahi ho raha
    romanised\tkya ye goli raat ko leni hai
    romanised\tbacche ka wajan nahi badh raha
    romanised\tdoctor sahab ko boliye mujhe phone kare
    romanised\tkal jo injection laga tha waha sujan hai
    romanised\treport dekh kar bata dijiye
    romanised\tchashme ka number puchna tha
    romanised\tpapa ko hospital me admit kiya hai
    romanised\taapke yaha daanto ka ilaj hota hai
    romanised\tpet saaf nahi hota
    romanised\tmummy ki sugar badh gayi hai
    romanised\tmera parcha kho gaya
    romanised\traat bhar neend nahi aayi
    romanised\tdawa din me kitni baar leni hai
    romanised\tdoctor ka personal number mil sakta hai
    romanised\tpregnancy me ye dawa le sakti hu
    romanised\thaath me jhanjhanahat rehti hai
    romanised\taapne galat dawai de di
    romanised\tpaise kat gaye par receipt nahi mili
    romanised\tkya aap dusre shehar me bhi baithte ho
    romanised\tmeri beti khana nahi kha rahi
    romanised\ttaanke kab katenge
    romanised\txray dikhana tha
    romanised\tnaak se khoon aaya
    romanised\taaj doctor aaye hai ya nahi
    romanised\tkisi acche haddi ke doctor ka naam bataiye
    romanised\tdawa khane ke baad ulti ho gayi
    romanised\tsir thoda jaldi reply kijiye
    romanised\tinsurance ka form bharwana hai
    romanised\tchakkar aa rahe hai kya karu
    romanised\tbacche ko konsa teeka baki hai
    romanised\tkya namak kam karna padega
    romanised\taankh me kuch chala gaya
    romanised\tmera number kitni der me aayega
    romanised\tnurse ne badtameezi ki
    romanised\thamari file aapke paas hai kya
    romanised\tbukhar utar gaya par khansi hai
    romanised\tkya main kaam pe ja sakta hu
    romanised\tghutno ka dard kab theek hoga
    romanised\tdadi ko chalne me dikkat hai
    romanised\tye cream kaha lagani hai
    romanised\tbhaiya ek baat batao
    romanised\tkiraye ka kamra chahiye
    romanised\tshaadi ka card bhejna hai doctor ko
    romanised\tprasad bhijwana tha
    romanised\tclinic me naukri milegi kya
    romanised\ttv band kyu tha
    romanised\two wali madam aaj aayengi
    romanised\tjaanch dobara karani padegi kya
    romanised\tkaan saaf karwana hai
    romanised\tsaans phool rahi hai jaldi batao
    romanised\tallergy kis cheez se hai
    romanised\tdawai mehengi hai sasti likh dijiye
    romanised\ttabiyat bigad rahi hai
    romanised\tagli date kya hai meri
    romanised\tgaon se aa rahe hai rukne ki jagah hai
    romanised\tbima company se phone aaya tha
    romanised\tmain theek hu ab
    romanised\ttest positive aaya hai ab kya kare
    romanisedMarathi\tmazya vadilancha operation kadhi honar
    romanisedMarathi\taushadhacha kahi upyog hot nahiye
    romanisedMarathi\thi goli ratri ghyaychi ka
    romanisedMarathi\tbalacha vajan vadhat nahi
    romanisedMarathi\tdoctorana sanga mala phone karayla
    romanisedMarathi\tkal injection dilelya jagi suj aali ahe
    romanisedMarathi\treport baghun sanga
    romanisedMarathi\tchashmyacha number vicharaycha hota
    romanisedMarathi\tbabanna hospital madhe admit kelay
    romanisedMarathi\ttumchyakade datanche upchar hotat ka
    romanisedMarathi\tpot saaf hot nahi
    romanisedMarathi\taaichi sakhar vadhli ahe
    romanisedMarathi\tmazi chitthi haravli
    romanisedMarathi\tratrabhar zop lagli nahi
    romanisedMarathi\taushadh divsatun kiti vela ghyaycha
    romanisedMarathi\tdoctorancha personal number milel ka
    romanisedMarathi\tpregnancy madhe he aushadh chalel ka
    romanisedMarathi\thatala mungya yetat
    romanisedMarathi\ttumhi chukicha aushadh dilat
    romanisedMarathi\tpaise gele pan pavti milali nahi
    romanisedMarathi\ttumhi dusrya shaharat pan basta ka
    romanisedMarathi\tmulgi jevat nahi
    romanisedMarathi\ttake kadhi kadhnar
    romanisedMarathi\txray dakhvaycha hota
    romanisedMarathi\tnakatun rakta aala
    romanisedMarathi\taaj doctor aalet ki nahi
    romanisedMarathi\thadanchya changlya doctorancha nav sanga
    romanisedMarathi\taushadh ghetlyavar ulti zali
    romanisedMarathi\tsir jara lavkar uttar dya
    romanisedMarathi\tvimyacha form bharun hava hota
    romanisedMarathi\tchakkar yetey kay karu
    romanisedMarathi\tbalachi konti las rahili ahe
    romanisedMarathi\tmith kami karava lagel ka
    romanisedMarathi\tdolyat kahitari gelay
    romanisedMarathi\tmaza number kadhi yeil
    romanisedMarathi\tnurse nit bolat nahit
    romanisedMarathi\tamchi file tumchyakade ahe ka
    romanisedMarathi\ttaap utarla pan khokla ahe
    romanisedMarathi\tmi kamavar jau shakto ka
    romanisedMarathi\tgudghedukhi kadhi bari hoil
    romanisedMarathi\taajila chaltana tras hoto
    romanisedMarathi\the malam kuthe lavaycha
    romanisedMarathi\tudya paus padel ka
    romanisedMarathi\tbhadyane kholi havi hoti
    romanisedMarathi\tdoctorana lagnapatrika dyaychi ahe
    romanisedMarathi\tprasad pathvaycha hota
    romanisedMarathi\tdavakhanyat nokri milel ka
    romanisedMarathi\ttv ka band hota
    romanisedMarathi\ttya madam aaj yenar ka
    romanisedMarathi\ttapasni parat karavi lagel ka
    romanisedMarathi\tkaan saaf karaycha ahe
    romanisedMarathi\tdhap lagtey lavkar sanga
    romanisedMarathi\tkashachi allergy ahe mala
    romanisedMarathi\taushadh mahag ahe swasta lihun dya
    romanisedMarathi\ttabyet bighadat challi ahe
    romanisedMarathi\tmazi pudhchi tarikh kay ahe
    romanisedMarathi\tgavahun yetoy rahaychi soy hoil ka
    romanisedMarathi\tvima companycha phone aala hota
    romanisedMarathi\tmi ata bara ahe
    romanisedMarathi\tmulala shalet pathvu ka
    english\tWhen will my father's operation be?
    english\tthe medicine is not working
    english\tshould this tablet be taken at night
    english\tMy baby is not gaining weight
    english\task the doctor to call me
    english\tswelling where injection was given yesterday
    english\tplease see the report and tell me
    english\twanted to ask about spectacle number
    english\tdad is admitted in hospital
    english\tDo you do dental treatment?
    english\tconstipation since a week
    english\tmother's sugar has gone up
    english\ti lost my prescription
    english\tcould not sleep whole night
    english\thow many times a day do i take it
    english\tcan I get doctor's personal number
    english\tis this safe in pregnancy
    english\ttingling in hands
    english\tyou gave the wrong medicine
    english\tmoney deducted but no receipt
    english\tdo you sit in another city also
    english\tmy daughter is not eating
    english\twhen will stitches be removed
    english\thave to show xray
    english\tnose bleed
    english\tdid the doctor come today or not
    english\tname of a good orthopaedic please
    english\tvomited after medicine
    english\tsir reply fast
    english\tneed insurance form filled
    english\tfeeling giddy what to do
    english\twhich vaccine is pending
    english\tshould I reduce salt
    english\tsomething went into my eye
    english\twhen is my turn
    english\tnurse was rude
    english\tis our file with you
    english\tfever gone but cough there
    english\tcan I go to work
    english\twhen will knee pain go
    english\tgrandmother has trouble walking
    english\twhere to apply this cream
    english\tWill it rain tomorrow?
    english\troom on rent needed
    english\tWant to give wedding card to doctor
    english\thave sent some sweets
    english\tany vacancy
    english\ttv was off
    english\twill that madam come today
    english\tdo I have to repeat the test
    english\tear cleaning
    english\tbreathless, reply soon
    english\twhat am I allergic to
    english\tMedicine is costly, write a cheaper one
    english\thealth getting worse
    english\twhat is my next date
    english\tcoming from village, any place to stay?
    english\tgot a call from the insurance company
    english\tI am fine now
    english\tAnkita Mala Deshpande has been referred to you
    """

/// Written after that, and nothing was fitted to them.
let handedOverTextsWrittenLast = """
    hindi\tसर वो दवाई बहुत कड़वी है बच्चा थूक देता है
    hindi\tहमको लगता है कि प्लास्टर ढीला हो गया
    hindi\tडॉक्टर साहब कल वाली मरीज का क्या हुआ
    hindi\tगोली खाने से पेट में गड़बड़ी हुई
    hindi\tदूध के साथ दे दूं क्या
    hindi\tभैया आपके यहां ठंडा पानी मिलता है
    hindi\tआप लोग मेरी बात नहीं सुनते
    hindi\tकब तक ठीक हो जाऊंगा
    hindi\tउसकी उम्र छियासठ साल है
    hindi\tमुझे तो समझ नहीं आया कि करना क्या है
    hindi\tबहन की शादी है इसलिए तारीख बदलनी थी
    hindi\tपुरानी वाली दवा ही चलेगी न
    hindi\tरिश्तेदार को भी दिखाना था
    hindi\tदो गोली सुबह दो शाम?
    hindi\tमेरा फोन चार्ज पर नहीं था
    hindi\tससुर जी को लकवा मार गया
    hindi\tरक्तदान करना चाहता हूं
    hindi\tआपका व्यवहार अच्छा लगा
    hindi\tकमरे में एसी है?
    hindi\tइतनी भीड़ क्यों रहती है
    marathi\tसर ते औषध खूप कडू आहे बाळ थुंकून टाकतं
    marathi\tप्लास्टर सैल झाल्यासारखं वाटतंय
    marathi\tकालच्या पेशंटचं काय झालं
    marathi\tगोळी खाल्ल्यावर पोट बिघडलं
    marathi\tदुधाबरोबर देऊ का
    marathi\tदादा तुमच्याकडे गार पाणी मिळतं का
    marathi\tतुम्ही माझं ऐकत नाही
    marathi\tमी कधी बरा होईन
    marathi\tत्यांचं वय सहासष्ट आहे
    marathi\tमला कळलंच नाही काय करायचं ते
    marathi\tबहिणीचं लग्न आहे म्हणून तारीख बदलायची होती
    marathi\tआधीचंच औषध चालेल ना
    marathi\tनातेवाईकालाही दाखवायचं होतं
    marathi\tदोन गोळ्या सकाळी दोन संध्याकाळी?
    marathi\tमाझा फोन बंद होता
    marathi\tसासऱ्यांना अर्धांगवायूचा झटका आला
    marathi\tरक्तदान करायची इच्छा आहे
    marathi\tतुमची वागणूक आवडली
    marathi\tखोलीत एसी आहे का
    marathi\tएवढी गर्दी का असते
    romanised\tsir wo dawai bahut kadwi hai baccha thook deta hai
    romanised\tlagta hai plaster dheela ho gaya
    romanised\tkal wali patient ka kya hua
    romanised\tgoli khane se pet me gadbad hui
    romanised\tdoodh ke saath de du kya
    romanised\tbhaiya aapke yaha thanda pani milta hai
    romanised\taap log meri baat nahi sunte
    romanised\tkab tak theek ho jaunga
    romanised\tunki umar 66 saal hai
    romanised\tmujhe samajh nahi aaya karna kya hai
    romanised\tbehen ki shaadi hai isliye date badalni thi
    romanised\tpurani wali dawa hi chalegi na
    romanised\trishtedar ko bhi dikhana tha
    romanised\tdo goli subah do shaam?
    romanised\tmera phone band tha
    romanised\tsasur ji ko lakwa maar gaya
    romanised\tkhoon dena chahta hu
    romanised\taapka behaviour accha laga
    romanised\troom me ac hai?
    romanised\titni bheed kyun rehti hai
    romanisedMarathi\tsir te aushadh khup kadu ahe bal thunkun takta
    romanisedMarathi\tplaster sail zalyasarkha vattay
    romanisedMarathi\tkalchya patientcha kay zala
    romanisedMarathi\tgoli khallyavar pot bighadla
    romanisedMarathi\tdudhabarobar deu ka
    romanisedMarathi\tdada tumchyakade gaar pani milta ka
    romanisedMarathi\ttumhi maza aikat nahi
    romanisedMarathi\tmi kadhi bara hoin
    romanisedMarathi\ttyancha vay 66 ahe
    romanisedMarathi\tmala kalalach nahi kay karaycha te
    romanisedMarathi\tbahinicha lagna ahe mhanun tarikh badlaychi hoti
    romanisedMarathi\tadhichach aushadh chalel na
    romanisedMarathi\tnatevaikala pan dakhvaycha hota
    romanisedMarathi\tdon golya sakali don sandhyakali?
    romanisedMarathi\tmaza phone band hota
    romanisedMarathi\tsasryanna ardhangvayu cha jhatka ala
    romanisedMarathi\traktadan karaychi ichha ahe
    romanisedMarathi\ttumchi vagnuk avadli
    romanisedMarathi\tkholit ac ahe ka
    romanisedMarathi\tevdhi gardi ka aste
    english\tthe syrup is so bitter that my baby spits it out
    english\tI think the plaster has come loose
    english\tWhat happened to yesterday's patient?
    english\ttablet upset my stomach
    english\tcan it be given with milk
    english\tdo you have cold water there
    english\tYou people do not listen
    english\twhen will I recover
    english\this age is 66
    english\tdid not understand what is to be done
    english\tsister's wedding so wanted another date
    english\tsame old medicine will do?
    english\trelative also wants consultation
    english\ttwo in the morning two at night?
    english\tmy phone was off
    english\tfather in law had paralysis
    english\twant to donate blood
    english\tLiked your behaviour
    english\tis there AC
    english\twhy so much rush
    """
