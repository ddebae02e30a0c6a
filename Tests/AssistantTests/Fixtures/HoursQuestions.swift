/// Questions about hours (+), and what is none (-), by form; written before the code that tells them apart.
let hoursQuestions = """
    +	en	Are you open now?
    +	en	are you open today
    +	en	is the clinic open tomorrow?
    +	en	What are your timings?
    +	en	opening hours please
    +	en	clinic timings
    +	en	on Sunday?
    +	en	are you open on sunday
    +	en	Is the clinic closed on Saturday?
    +	en	till when are you open today
    +	en	how late are you open?
    +	en	when do you open tomorrow
    +	en	what time do you close today?
    +	en	what time does the clinic open
    +	en	open on 26 january?
    +	en	are you closed on republic day?
    +	en	is tomorrow a holiday?
    +	en	tomorrow morning?
    +	en	are you open this evening?
    +	en	Is the clinic open on Monday morning
    +	en	do you open on weekends?
    +	en	hello, are you open now?
    +	en	clinic open?
    +	en	are you open at 8 pm today
    +	en	can i come now?
    +	en	working hours of the clinic
    +	en	when will the clinic open?
    +	en	are you open on diwali
    -	en	is the doctor available on sunday?
    -	en	do you have parking
    -	en	what is the fee
    -	en	I have fever since sunday
    -	en	can I get an appointment tomorrow
    -	en	when is my appointment
    -	en	is my report ready today
    -	en	do you do home visits on sunday
    -	en	is the lab open on sunday
    -	en	are you open to discounts?
    -	en	were you open yesterday
    -	en	when does the doctor come
    -	en	is he coming tomorrow
    -	en	my tooth hurts, are you open?
    -	en	cancel my appointment on monday
    -	en	send me the bill today
    -	en	how long does it take for reports
    -	en	is insurance accepted on weekends
    -	en	where is your clinic
    -	en	is the medical store open now
    -	en	do not close my file
    -	en	open wound since morning
    -	en	sunday I was there
    -	en	ok tomorrow
    -	en	I will come on sunday
    -	en	is video consultation available tomorrow
    -	en	how many days for refund
    -	en	what is the best time to take medicine
    -	en	when should i eat before fasting test
    +	hi	क्या क्लिनिक अभी खुला है?
    +	hi	क्लिनिक कब खुलता है
    +	hi	क्लिनिक कितने बजे खुलता है?
    +	hi	कल क्लिनिक खुला है क्या
    +	hi	आज क्लिनिक खुला है?
    +	hi	आप कब तक खुले हैं
    +	hi	क्लिनिक का समय क्या है
    +	hi	रविवार को खुला है क्या?
    +	hi	क्या रविवार को क्लिनिक बंद रहता है
    +	hi	शनिवार को क्लिनिक खुला रहेगा?
    +	hi	कल सुबह क्लिनिक खुला रहेगा क्या
    +	hi	परसों क्लिनिक खुला है?
    +	hi	26 जनवरी को क्लिनिक खुला है क्या
    +	hi	दिवाली पर क्लिनिक खुला है?
    +	hi	क्या कल छुट्टी है?
    +	hi	आज शाम को क्लिनिक खुला है?
    +	hi	क्लिनिक की टाइमिंग बताइए
    +	hi	टाइमिंग क्या है
    +	hi	क्लिनिक कितने बजे बंद होता है
    +	hi	आज कितने बजे तक खुला है
    +	hi	सोमवार को क्लिनिक कितने बजे खुलेगा
    +	hi	गणतंत्र दिवस पर क्लिनिक बंद है क्या
    +	hi	नमस्ते, क्लिनिक खुला है क्या?
    +	hi	अभी क्लिनिक चालू है क्या
    +	hi	रात को क्लिनिक खुला रहता है?
    +	hi	क्लिनिक का टाइम क्या है?
    +	hi	शुक्रवार को क्लिनिक खुला है?
    -	hi	डॉक्टर कब मिलेंगे
    -	hi	डॉक्टर साहब आज आएंगे क्या
    -	hi	मुझे कल से बुखार है
    -	hi	फीस कितनी है
    -	hi	कल की अपॉइंटमेंट चाहिए
    -	hi	मेरी रिपोर्ट कब मिलेगी
    -	hi	पार्किंग है क्या
    -	hi	क्लिनिक कहां है
    -	hi	लैब रविवार को खुली है क्या
    -	hi	मेरा अपॉइंटमेंट कब है
    -	hi	सिर में दर्द है, क्लिनिक खुला है?
    -	hi	कल क्लिनिक खुला था क्या
    -	hi	दवाई कितने बजे लेनी है
    -	hi	रिपोर्ट आज भेज दो
    -	hi	अपॉइंटमेंट कैंसल करना है
    -	hi	क्या बीमा चलता है
    -	hi	बच्चे को कल दस्त हुए
    -	hi	ठीक है कल
    -	hi	धन्यवाद
    -	hi	वीडियो कॉल कल हो सकती है
    -	hi	टीका कब लगता है
    -	hi	मेडिकल स्टोर खुला है क्या
    -	hi	घर पर आते हैं क्या रविवार को
    -	hi	एम्बुलेंस चाहिए अभी
    -	hi	खून की जांच सुबह होती है क्या
    -	hi	पैसे वापस कब मिलेंगे
    -	hi	आंख नहीं खुल रही
    +	mr	आज दवाखाना चालू आहे का
    +	mr	दवाखाना आत्ता उघडा आहे का?
    +	mr	उद्या दवाखाना सुरू आहे का
    +	mr	दवाखान्याची वेळ काय आहे?
    +	mr	क्लिनिक किती वाजता उघडते
    +	mr	रविवारी दवाखाना चालू असतो का?
    +	mr	रविवारी क्लिनिक बंद असते का
    +	mr	शनिवारी दवाखाना उघडा आहे का?
    +	mr	क्लिनिक कधीपर्यंत चालू आहे
    +	mr	आज किती वाजेपर्यंत चालू आहे
    +	mr	दवाखाना किती वाजता बंद होतो
    +	mr	परवा दवाखाना चालू आहे का
    +	mr	२६ जानेवारीला दवाखाना चालू आहे का
    +	mr	दिवाळीला दवाखाना चालू आहे का?
    +	mr	उद्या सुट्टी आहे का
    +	mr	उद्या सकाळी दवाखाना उघडा आहे का
    +	mr	संध्याकाळी दवाखाना चालू असतो का
    +	mr	दवाखान्याच्या वेळा सांगा
    +	mr	क्लिनिकची वेळ सांगा
    +	mr	टायमिंग काय आहे
    +	mr	सोमवारी दवाखाना किती वाजता उघडतो
    +	mr	प्रजासत्ताक दिनी क्लिनिक चालू आहे का
    +	mr	नमस्कार, दवाखाना चालू आहे का?
    +	mr	शुक्रवारी क्लिनिक सुरू आहे का
    +	mr	क्लिनिक कधी उघडणार?
    +	mr	आता क्लिनिक बंद आहे का?
    +	mr	आज रात्री दवाखाना चालू आहे का
    -	mr	डॉक्टर कधी येतात
    -	mr	डॉक्टर उद्या आहेत का
    -	mr	मला कालपासून ताप आहे
    -	mr	फी किती आहे
    -	mr	उद्याची अपॉइंटमेंट पाहिजे
    -	mr	माझा रिपोर्ट कधी मिळेल
    -	mr	पार्किंग आहे का
    -	mr	दवाखाना कुठे आहे
    -	mr	लॅब रविवारी चालू आहे का
    -	mr	माझी अपॉइंटमेंट कधी आहे
    -	mr	डोके दुखते, दवाखाना चालू आहे का
    -	mr	काल दवाखाना बंद होता का
    -	mr	औषध किती वाजता घ्यायचे
    -	mr	रिपोर्ट आज पाठवा
    -	mr	अपॉइंटमेंट रद्द करायची आहे
    -	mr	विमा चालतो का
    -	mr	बाळाला उलटी झाली
    -	mr	ठीक आहे उद्या
    -	mr	धन्यवाद
    -	mr	व्हिडिओ कॉल उद्या होईल का
    -	mr	लस कधी देतात
    -	mr	मेडिकल उघडे आहे का
    -	mr	रविवारी घरी येता का
    -	mr	रुग्णवाहिका पाहिजे आता
    -	mr	रक्त तपासणी सकाळी होते का
    -	mr	पैसे परत कधी मिळतील
    -	mr	डोळा उघडत नाही
    +	hi-latin	kya clinic abhi khula hai?
    +	hi-latin	kab tak khule ho
    +	hi-latin	kal clinic khula hai kya
    +	hi-latin	aaj clinic khula hai?
    +	hi-latin	clinic kitne baje khulta hai
    +	hi-latin	clinic kab khulega
    +	hi-latin	clinic ka samay kya hai
    +	hi-latin	sunday ko khula hai kya
    +	hi-latin	raviwar ko clinic band rehta hai kya
    +	hi-latin	shanivar ko clinic khula rahega?
    +	hi-latin	kal subah clinic khula rahega kya
    +	hi-latin	parso clinic khula hai?
    +	hi-latin	26 january ko clinic khula hai kya
    +	hi-latin	diwali par clinic khula hai?
    +	hi-latin	kya kal chutti hai?
    +	hi-latin	aaj shaam ko clinic khula hai?
    +	hi-latin	clinic ki timing bataiye
    +	hi-latin	timing kya hai
    +	hi-latin	clinic kitne baje band hota hai
    +	hi-latin	aaj kitne baje tak khula hai
    +	hi-latin	monday ko clinic kitne baje khulega
    +	hi-latin	republic day pe clinic band hai kya
    +	hi-latin	namaste, clinic khula hai kya?
    +	hi-latin	abhi clinic chalu hai kya
    +	hi-latin	raat ko clinic khula rehta hai?
    +	hi-latin	clinic ka time kya hai
    +	hi-latin	friday ko clinic open hai kya
    +	hi-latin	aap log kal open ho?
    -	hi-latin	doctor kab milenge
    -	hi-latin	doctor sahab aaj aayenge kya
    -	hi-latin	mujhe kal se bukhar hai
    -	hi-latin	fees kitni hai
    -	hi-latin	kal ki appointment chahiye
    -	hi-latin	meri report kab milegi
    -	hi-latin	parking hai kya
    -	hi-latin	clinic kahan hai
    -	hi-latin	lab sunday ko khuli hai kya
    -	hi-latin	mera appointment kab hai
    -	hi-latin	sir me dard hai, clinic khula hai?
    -	hi-latin	kal clinic khula tha kya
    -	hi-latin	dawai kitne baje leni hai
    -	hi-latin	report aaj bhej do
    -	hi-latin	appointment cancel karna hai
    -	hi-latin	insurance chalta hai kya
    -	hi-latin	bacche ko kal dast hue
    -	hi-latin	theek hai kal
    -	hi-latin	dhanyavad
    -	hi-latin	video call kal ho sakti hai
    -	hi-latin	tika kab lagta hai
    -	hi-latin	medical store khula hai kya
    -	hi-latin	ghar par aate hai kya sunday ko
    -	hi-latin	ambulance chahiye abhi
    -	hi-latin	khoon ki jaanch subah hoti hai kya
    -	hi-latin	paise wapas kab milenge
    -	hi-latin	aankh nahi khul rahi
    +	mr-latin	aaj davakhana chalu ahe ka
    +	mr-latin	davakhana atta ughada ahe ka?
    +	mr-latin	udya davakhana suru ahe ka
    +	mr-latin	davakhanyachi vel kay ahe
    +	mr-latin	clinic kiti vajta ughadte
    +	mr-latin	ravivari davakhana chalu asto ka?
    +	mr-latin	ravivari clinic band aste ka
    +	mr-latin	shanivari davakhana ughada ahe ka?
    +	mr-latin	clinic kadhiparyant chalu ahe
    +	mr-latin	aaj kiti vajeparyant chalu ahe
    +	mr-latin	davakhana kiti vajta band hoto
    +	mr-latin	parva davakhana chalu ahe ka
    +	mr-latin	26 januaryla davakhana chalu ahe ka
    +	mr-latin	diwalila davakhana chalu ahe ka?
    +	mr-latin	udya sutti ahe ka
    +	mr-latin	udya sakali davakhana ughada ahe ka
    +	mr-latin	sandhyakali davakhana chalu asto ka
    +	mr-latin	davakhanyachya vela sanga
    +	mr-latin	clinicchi vel sanga
    +	mr-latin	timing kay ahe
    +	mr-latin	somvari davakhana kiti vajta ughadto
    +	mr-latin	republic dayla clinic chalu ahe ka
    +	mr-latin	namaskar, davakhana chalu ahe ka?
    +	mr-latin	shukravari clinic suru ahe ka
    +	mr-latin	clinic kadhi ughadnar?
    +	mr-latin	atta clinic band ahe ka?
    +	mr-latin	aaj ratri davakhana chalu ahe ka
    -	mr-latin	doctor kadhi yetat
    -	mr-latin	doctor udya ahet ka
    -	mr-latin	mala kalpasun taap ahe
    -	mr-latin	fee kiti ahe
    -	mr-latin	udyachi appointment pahije
    -	mr-latin	majha report kadhi milel
    -	mr-latin	parking ahe ka
    -	mr-latin	davakhana kuthe ahe
    -	mr-latin	lab ravivari chalu ahe ka
    -	mr-latin	mazi appointment kadhi ahe
    -	mr-latin	doke dukhte, davakhana chalu ahe ka
    -	mr-latin	kal davakhana band hota ka
    -	mr-latin	aushadh kiti vajta ghyayche
    -	mr-latin	report aaj pathva
    -	mr-latin	appointment radda karaychi ahe
    -	mr-latin	vima chalto ka
    -	mr-latin	balala ulti zali
    -	mr-latin	thik ahe udya
    -	mr-latin	dhanyavad
    -	mr-latin	video call udya hoil ka
    -	mr-latin	las kadhi detat
    -	mr-latin	medical ughade ahe ka
    -	mr-latin	ravivari ghari yeta ka
    -	mr-latin	rugnavahika pahije atta
    -	mr-latin	rakt tapasni sakali hote ka
    -	mr-latin	paise parat kadhi miltil
    -	mr-latin	dola ughadat nahi
    """
