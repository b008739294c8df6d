/** Other spellings, text-speak and shorthand, each with the word the lexicon uses. */
export const SPELLING_VARIANTS: Readonly<Record<string, string>> = Object.fromEntries(
  `mom mum|moms mum|mums mum|mam mum|mams mum|mommy mummy|mommies mummy|mama mummy|mammy mummy|momma mummy
|mothers mother|dads dad|papa daddy|pappy daddy|fathers father|nanny nan|nana nan|nanna nan|nans nan|gran nan|granny nan
|grandma nan|grandmother nan|grandmothers nan|grandmum nan|mgm nan|pgm nan|mgf grandad|pgf grandad|grandpa grandad|granddad grandad
|grandfather grandad|grandads grandad|gramps grandad|uncles uncle|aunty aunt|auntie aunt|aunties aunt|bro brother|sis sister
|mgps grandparents|gps grandparents|sib sibling|sibs sibling|stepdads stepdad|stepfather stepdad|stepmum stepmum|stepmother stepmum
|stepmom stepmum|sd stepdad|bf boyfriend|gf girlfriend|bfs boyfriend|hubby husband
|yp pupil|ypl pupil|cyp pupil|student pupil|students pupil|learner pupil|learners pupil|kid child|kids child|kiddo child|youngster child
|lad boy|lads boys|teen teenager|teens teenager|tutee pupil
|ur your|u you|r are|ppl people|bc because|cos because|coz because|cus because|cuz because|tho though|thru through|abt about|wld would
|cld could|shld should|wont wont|dont dont|didnt didnt|gonna going|wanna want|gotta got|tmrw tomorrow|tmr tomorrow|2moro tomorrow
|tonite tonight|2nite tonight|2day today|l8 late|w8 wait|gr8 great|pls please|plz please|thx thanks|idk dunno|idc dontcare|tbh honestly
|wk week|wks weeks|yr year|yrs years|hr hour|hrs hours|min minute|mins minutes|mth month|mths months
|appt appointment|appts appointments|appmt appointment|apt appointment|conv conversation|convo conversation|approx approximately
|sch school|hw homework|h/w homework|ht headteacher|dht headteacher|hoy head_of_year|hoh head_of_house|ta teaching_assistant
|lsa teaching_assistant|hlta teaching_assistant|mdsa midday|cp child_protection|sw social_worker|sws social_worker
|csc social_care|cscs social_care|css social_care|csws social_care|mash social_care|mast social_care|cahms camhs|cypmhs camhs|cyps camhs|eha early_help
|da domestic_abuse|dv domestic_abuse|dva domestic_abuse|davss domestic_abuse|od overdose|ods overdose|oded overdose|sh self_harm|dsh self_harm
|ewo attendance_officer|eswo attendance_officer|eso attendance_officer|esw attendance_officer|cme missing_education|ehe home_education|lac looked_after|clc looked_after
|cla looked_after|cic looked_after|cin child_in_need|ftt part_time|mh mental_health|mhst camhs|pmh mental_health|asd autism|asc autism|autistic autism
|adhd adhd|dx diagnosis|dxd diagnosed|rx prescription|meds medication|med medication|medicine medication|medicines medication|temp temperature
|gp doctor|gps doctor|paed doctor|paeds doctor|a&e hospital|ae hospital|hosp hospital|amb ambulance
|fte exclusion|pex exclusion|excl exclusion|susp suspension|pspo police|pcso police|pcsos police|cops police|cop police|feds police
|copper police|coppers police|popo police|pls please|pov view|weed cannabis|marijuana cannabis|marihuana cannabis|ganja cannabis
|hash cannabis|skunk cannabis|zoot cannabis|zoots cannabis|spliff cannabis|spliffs cannabis|joints joint|vapes vape|vaping vape|vaped vape|vaper vape
|elfbar vape|elfbars vape|puff_bar vape|ciggies cigarettes|ciggy cigarettes|cigs cigarettes|cig cigarettes|fags cigarettes|fag cigarettes
|ciggie cigarettes|ket ketamine|coke cocaine|charlie charlie|mandy mdma|xans xanax|bevvy alcohol|booze alcohol|liquor alcohol|boozing drinking
|insta instagram|snap snapchat|snapped snapped|fb facebook|ig instagram|tik_tok tiktok|whats_app whatsapp|wapp whatsapp
|pic photo|pics photos|photograph photo|photographs photos|nudes nudes|vid video|vids videos|msg message|msgs messages|txt message|txts messages
|msging messaging|dm direct_message|dms direct_message|dmed direct_message|texted message|texting messaging
|apartment flat|apartments flat|diaper nappy|diapers nappy|principal headteacher|trash rubbish|sidewalk pavement|cellphone phone|cell phone|mobile phone
|mobiles phone|smartphone phone|handset phone|pajamas pyjamas|pjs pyjamas|color colour|colored coloured|colors colours|coloring colouring
|neighbor neighbour|neighbors neighbours|neighborhood neighbourhood|counselor counsellor|counselors counsellor|counseling counselling
|counseled counselled|pediatric paediatric|pediatrician paediatrician|center centre|program programme|gray grey|favorite favourite|odor odour
|organization organisation|traveled travelled|traveling travelling|fulfill fulfil|enrollment enrolment|enrolled enrolled|practicing practising
|caregiver carer|caregivers carer|guardian carer|guardians carer|caretaker caretaker|parental parent|parents parent
|womens woman|women woman|men man|males man|male man|bloke man|blokes man|fella man|guy man|guys man|elders elder
|practise practice|smelt smell|smelled smell|smelling smell|smells smell|smelly smelly|stank stink|stunk stink|reeked reek|reeking reek
|slapped slap|smacked smack|spat spit|spitting spit|threw throw|thrown throw|threw throw|bitten bite|bites bite
|bitting bite|struck strike|stricken strike|beaten beat|beats beat|beating beat|broke break|broken broken|bled bleed|fell fall|fallen fall|felt feel
|slept sleep|woke wake|woken wake|ate eat|eaten eat|drank drink|drunk drunk|stole steal|stolen steal|sold sell|bought buy|brought bring|gave give
|given give|took take|taken take|told tell|said say|says say|saying say|went go|goes go|gone go|going go|came come|coming come|left left|kept keep|ran run|found found|lost lose
|losing lose|loses lose|wore wear|worn wear|caught catch|hid hide|hidden hide|hiding hide|sent send|spent spend|met meet|meeting meet|seen see|saw see|sees see|seeing see|made make|making make
|got get|getting get|gets get|gotten get|thrown throw|shook shake|shaken shake|swore swear|sworn swear|burnt burn|dealt deal|hurts hurt|hurting hurt
|cried cry|cries cry|crying cry|tried try|tries try|trying try|died die|dies die|dying die|dead dead|lied lie|lies lie|lying lie
|children child|babies baby|toddlers toddler|knives knife|bodies body|teeth tooth|feet foot|lice lice
|wouldnt wouldnt|cant cant|cannot cant|hasnt hasnt|isnt isnt|wasnt wasnt|wiv with|wid with|wit with|dat that|dis this|tings things|n and|nd and
|using use|used use|uses use|tired tired|tiredness tired|exhausted exhausted|exhaustion exhausted|hungry hungry|starving starving|starved starving|peckish hungry|famished starving
|unhappily unhappy|sadly sad|suicidal suicidal|suicide suicide|suicides suicide|alcoholic alcoholic|alcoholism alcoholic|druggie drugs|ket ketamine
|diarrhea diarrhoea|anemia anaemia|esthetic aesthetic|seizures seizure|fits fit|fitting fit|hygiene hygiene|hygeine hygiene|unkempt unkempt|bruising bruise|bruises bruise|bruised bruise`
    .replace(/\n/g, '')
    .split('|')
    .map((pair) => pair.trim().split(' '))
    .filter((pair) => pair.length === 2),
);
