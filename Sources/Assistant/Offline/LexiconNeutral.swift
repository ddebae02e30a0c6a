/// Words that say nothing about what is asked.
extension Lexicon {
    static let neutralEnglish = """
        a an the and or but if so of at in on to for from with by as is are was were am be been being do does did
        doing done have has had having i me my mine we us our you your yours u ur he she they them their it its this
        that these those there here what whats which who whom how why can could would will shall should may might
        must please pls plz kindly tell know want wants need needs needed required like ask asking question help give
        gives given send share show get gets getting got see let also any some all about into up out too very much
        many more just only really ok okay yes no not dont sure clinic clinics hospital dispensary laxmi doctor
        doctors sir madam maam mam ji dear team side possible allowed use uses using take takes taken make made go
        going went pm oclock till until upto during before after between day days date time_to week month year
        patient patients guy guys im ill id ive wheres whens thing things free info information details detail
        regarding one two new now again still ahead exactly available_for each per total usual usually normally
        actually well good great nice wanna come coming options option mode modes method methods place space spot
        collect ready_by receive provide offer facility service services whatsapp message bhai hows is_there
        are_there put keep through via meet meeting cant able without lot next link something anything let_me
        possible_to exact actual currently open_for kind type both either other while because since till_date
        know_about hey there_any gonna wish looking look find found out_of confirm_your first_time bit little soon
        later time_for under over near_by cannot along pdf any_place facilities company companies remain remains
        sitting sits sit stay health cover covers covered run list hand lag log
        """

    static let neutralIndian = """
        hai hain he hei h ho hu hun hoon hum tha thi the kya kyaa ka ki ke ko se me mein main mai mujhe muje mujhko
        aap ap aapka aapki aapke apka apki apke tum tumhara aur ya bhi to toh na nahi nahin haan ha ji kripya krupaya
        karke kar karo karna karne karni karu kare karein karenge karta karte karti krna krne chahiye chaiye chahta
        chahti sakta sakte sakti hota hoti hote hoga hogi raha rahe rahi rehta rehte wala wali wale liye lie par pe
        tak yaha yahan waha wahan koi kuch kaise kese kaisa kaun kaunse kaunsa kaunsi kon konsa konsi kis kise din
        dino log hamara mera meri mere bata batao bataye bataiye batana bhej bhejo bhejiye bheje bhejna do dijiye
        dena dene dete deta deti de lena lene lete leta leti le lag lagta lagti lagte lagega jata jate jaye jayega
        jaata ghar ab phir abhi jaldi milta milti milegi milega mil mile chalta chalti chalte chalega chalegi chalna
        band_to aahe ahe aahet ahet ah mi mala amhi aamhi tumhi tumcha tumchi tumche tumchya amcha majha maza mazi
        majhi majhya mazya ani aani va pan nako naka kay kaay kasa kashi kase kasha kona konte konta konti kontya
        sang sanga sangal karaycha karaychi karayche karayla kara karun karto hava havi have pahije asta aste astat
        asel ghya ghyaychi ghyaycha ghyayche ghyayla ghetat gheta dya dyaycha pathva pathav patva milel milte milto
        milat sathi madhe madhye var la chi cha che chya ne ni shi tar kaa divas divsat chalto chalat jaga jagah
        jagha lavaychi lavaycha lavu davakhana dawakhana davakhanyachi rahega rahegi rahenge honge hongi lagenge
        lagel lagtil lagtat lagto milnar milenge milnare milva asnar asto karnar yenyasathi yetana yeu yeto jau ja
        janar ala karwa karva karwana karvana karwao pls plz please mujh_ko bhejdo karwani sabse jaise phele pehle
        bad baad pahile nantar kisike aa aana aayenge_kya bahut bahot khup khoop thoda thode suvidha suvida padta
        padti bina jankari mahiti vahan klinik saheb sahab bacche bachche bachcho bachchon balala balachi mulanna
        lahan है हैं हो हूं हूँ था थी थे क्या का की के को से में मैं मुझे मुझको आप आपका आपकी आपके और या भी तो न नहीं
        हां जी कृपया कर करें करो करना करने करनी करते करता करती कराना चाहिए चाहता चाहती सकता सकते सकती होता होती होते
        होगा होगी रहा रहे रही रहता रहती वाला लिए पर पे तक यहां वहां कोई कुछ कैसे कौन कौनसे किस किसे दिन दिनों बताओ
        बताएं बताइए भेजो भेजें भेजिए दो दे दीजिए देना देते लेना लेने लेते ले लगता लगती लगेगा जाता मिलता मिलती मिलेगी
        मिलेगा मिलने चलता चलती चलते चलेगा आहे आहेत मी मला आम्ही तुम्ही तुमचा तुमची तुमचे तुमच्या तुमच्याकडे आणि व पण
        नाही नको काय कसा कशी कसे कोण कोणता कोणती कोणते कोणत्या सांगा करायचा करायची करायचे करायला करा करून करतो हवा
        हवी हवे पाहिजे असतो असते असतात असेल घ्या घ्यायची घ्यायचा घेता द्या देता देतात पाठवा मिळेल मिळतो मिळते मिळतील
        साठी मध्ये दिवस दिवसात चालतो चालते चालेल जागा क्लिनिक क्लीनिक दवाखाना दवाखान्याची दवाखान्याचा दवाखान्यात
        अस्पताल बच्चों बच्चे बाळाची बाळाला मुलांना प्लीज भेजना रहेगा रहेगी लगेंगे लागतील लागेल लागतात लागतो लागते
        मिळणार असणार येताना येऊ जाऊ करवाना करवा करवानी आ आना आने जाना जाने सुविधा बहुत खूप थोडा थोड़ा पड़ता बिना
        जानकारी माहिती पीडीएफ पहले बाद आधी नंतर लगाएं लगाना सर मैडम मॅडम कहो तरी जरा माझा माझी माझ्या मेरा मेरी मेरे
        किती_दिवसात
        """
}
