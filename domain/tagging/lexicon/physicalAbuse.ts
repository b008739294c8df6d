import { signsOf } from './signsOf.ts';

/**
 * Signs of physical harm by an adult. Sources: Working Together to Safeguard Children (definition), KCSIE
 * annex B, NSPCC "signs of physical abuse", NICE NG76 (bruising in unusual places, in clusters, shaped).
 */
export const PHYSICAL_ABUSE = signsOf('physical-abuse', [
  {
    id: 'struck-by-carer',
    severity: 3,
    why: 'The child, or somebody, says an adult of the family hits or hurts them.',
    patterns: `@carer ~3 @hit ~2 @kid !@couple; @carer ~3 @hit ~1 @poss ~1 @kid !@couple; @carer ~4 =hit|hits|hitting|hurt|hurts|smacks|slaps|punches|kicks|beats me
      @carer|they ~3 smack|slap|spank|cane|belt ~2 if|when|for|because; @kid|i|he|she|they ~2 hit|smack|slap|punch|kick|beat|spank|hurt|strangled|choked|whipped|attacked|assaulted|stabbed|bite|burn ~2 by ~3 @carer|@sibling
      @carer ~4 thrown|threw|throws|throw ~3 wall|stairs|floor|room|him|her|me; @carer ~3 drag|grab|shake|shove|push|pin|yank|squeeze|twist|kick ~3 @kid !@couple
      @carer ~2 pull|grab|drag ~2 hair|arm|ear|neck|throat|clothes; @carer ~3 hands|hand ~2 neck|throat|mouth; @carer ~2 strangle|choke|suffocate|throttle
      hit|smack|slap|beat|punch|belt|whip|lash ~3 with ~3 belt|slipper|stick|spoon|shoe|cable|cane|hairbrush|wire|hanger|rod|flip|charger|cord|broom|ruler|paddle
      @carer ~3 lost|loses ~2 temper ~6 hit|hurt|smack|threw; hit at home; hit by ~2 @carer; smacked at home; gets|got|get|getting beaten|smacked|slapped|hit|battered|the belt|leathered|walloped|clipped ~4 home|mum|dad|stepdad|bad|trouble|naughty|wrong
      @carer ~3 belts|leathers|leathered|battered|batters|thumps|thumped|clouts|whacks|whacked|lamped|decked|knocked|knocks ~2 @kid; given|gave|give|gets|got|get ~2 slap|smack|hiding|beating|clip|belting|whack ~4
      physically abused|abusive|abuse|assaulted|chastised|chastisement|punished|hurt|harmed|hurting; physical abuse|chastisement|punishment|assault|harm ~3; beaten by; beaten|battered|thrashed ~3 by; inflicted injury; non accidental injury; =nai; he|she|they ~1 hits|hit|smacks|hurts|slaps|punches|kicks|smacked|slapped|kicked me ~3 home|when|if|with; @carer ~3 snatch|snatches|snatched|yanks|jerks|jerked|hauls ~3 by ~2 arm|hair|ear|wrist|neck|collar
      stepdad|dad|mum|nan|mummy|daddy|uncle ~2 rough ~2 with; rough handling; handle|handled|handling ~2 rough|roughly|aggressively; roughly ~3 handled|grabbed|pulled; manhandled; @staff ~3 grab|hit|slap|drag|push|smack|restrain|shove ~3 @kid
      mum|dad|stepdad|parent ~2 burn|scald ~2 @kid; forced|force ~3 cold shower|bath|bleach|chilli|soap|kneel|stand; locks|locked|lock ~4 cupboard|cellar|shed|wardrobe|bathroom|outside; tied ~3 up|bed|chair
      held ~3 under water; shaken ~2 baby; shook ~2 baby; hurts|hurt me ~3 home|mum|dad|angry|cross|drunk; gets angry and hits; =hits us; hurts us ~3 home|dad|mum; =hits him; =hits her !@couple; smacks him; smacks her !@couple`,
  },
  {
    id: 'unusual-mark',
    severity: 3,
    why: 'A mark in a place or of a shape that everyday knocks seldom leave.',
    patterns: `bruise|mark|welt|scratch|burn ~6 ears|ear|neck|throat|cheek|cheeks|thigh|thighs|buttocks|bottom|torso|stomach|tummy|chest|ribs|abdomen|genitals|private_parts|jaw
      bruise|mark|welt|cut ~8 =back !of; fingertip|fingermark|finger|grip|handprint|palm|hand|belt|slap|loop|rope|ligature|strangulation|knuckle|shoe mark|bruise|print|shaped|shape; marks ~2 shape ~2 hand|belt|fingers|buckle|iron
      handprint; hand print ~4 face|leg|arm|back|cheek; cigarette burn; burn ~3 cigarette|iron|lighter; circular|round burn|mark|scar; bite mark ~4; human bite; bruise ~6 baby|infant|months|newborn|mobile|walking
      baby|infant|newborn|months ~8 bruise|fracture; bruise|mark|marks|fracture && baby|infant|newborn|rolling|crawling|mobile; hand|finger ~2 shaped ~2; red ~2 mark ~4 cheek|face; bruise ~6 different|various|several stages|colours|ages|healing; different colours ~4 bruise; multiple|several|clusters|cluster|numerous ~1 bruise; bruise ~4 both ~1 arms|cheeks|ears|sides|legs|eyes
      black_eye && !fell mum|dad|stepdad|home|explain|unexplained|say|wouldnt; linear|parallel|looped mark|bruise|welt; welts; spiral|skull|rib|multiple|old|healing fracture|fractures; injuries ~4 consistent ~2 with|accident; inconsistent ~4 injury|bruise|mark; petechiae
      injury|injuries|bruise|mark|explanation ~3 not consistent|match|fit|add; do|does|did|dont|doesnt|didnt ~2 look|match|fit ~2 fall|injuries|account|explanation; changed|changing|different|conflicting ~3 story|explanation|account|version ~6 bruise|injury|mark|how
      bruise|injury|mark|lump ~12 story|explanation|account ~3 changed|different|inconsistent; shape ~2 hand|fingers|belt`,
  },
  {
    id: 'mark',
    severity: 2,
    why: 'A bruise or mark that needs an account of how it came about.',
    patterns: `unexplained ~2 @mark; bruise !easily; bruise ~3 arm|arms|leg|legs|face|forehead|eye|wrist|wrists|shoulder|forearm|knuckles|hand; @mark ~4 face|forehead|wrist|wrists|arms|eye ~6 @no|unsure|wouldnt|would ~4 say|explain|how|where|remember|know
      @mark ~6 unexplained; @mark ~8 wouldnt|wont|refused|unable|couldnt|cant ~2 say|explain|tell|remember; @mark ~6 @no explain|explanation; unsure|dont|doesnt|didnt ~2 know|sure ~2 how|where ~4 @mark|got; @mark ~6 dont|doesnt|didnt|cant|couldnt|unsure ~2 know|remember|sure
      black_eye; marks|mark ~2 on|to ~3 face|arm|arms|leg|legs|wrist|wrists|neck|body|hands|forehead; scratches|scratch ~3 face|neck|back|arms; burn|burns|scald ~3 hand|arm|leg|arms|hands|fingers|wrist; swollen ~2 lip|face|cheek|hand|jaw; split|cut|fat|busted lip
      injury|injuries ~4 home|mum|dad|stepdad|weekend; suspicious ~1 injury|mark|bruise; injury|injuries ~4 unexplained|suspicious|concerning; pattern ~2 injuries|bruise; frequent|repeated|recurrent injuries|bruise|fractures; carpet|friction burn; covers|covered|covering|hides|hiding ~4 arms|bruise|mark|injury
      sore|hurts ~3 arm|back|bottom|leg|sit ~3 wouldnt|wont|would; limping ~6 wouldnt|wont|home|unexplained|asked|dad|mum
      winced|wincing|wince; black|purple|yellow|blue|green|red mark|marks|bruise`,
  },
  {
    id: 'wary-of-adults',
    severity: 1,
    why: 'Flinching or fear of an adult can be a sign of being hit.',
    patterns: `flinch ~4; flinches; flinched; cower; cowered; cowering; recoil ~3; ducked|ducks ~4 hand|raised|arm|moved; jumpy; jumped|startle|startled ~4 door|slam|noise|voice|shout|touch|bang|sudden; cringed; shied away; braced ~2 herself|himself|as
      @fear ~3 of ~2 dad|mum|stepdad|stepmum|daddy|mummy|uncle|carer|nan|grandad|parent|adults|men|man; @fear ~3 when ~4 dad|mum|stepdad|adults|voices|raised|collected; hides ~3 behind|under ~5 dad|stepdad|voice|shout|when; afraid ~3 adults|men|father
      said|says sorry ~2 lot|times|repeatedly|over; keeps saying sorry; frozen watchfulness; freezes|froze|freeze ~5 adult|dad|stepdad|mum|shout|raised|voice|near; put|puts ~3 hands|arms ~3 up|over|face|head; goes ~1 quiet|stiff ~4 dad|stepdad|mum|collected|arrives|uncle
      dont ~1 tell ~1 my dad|mum|stepdad|daddy|mummy|parents; begged|begging|asked|pleaded|please ~3 not ~2 tell|ring|call|phone|contact ~2 dad|mum|parents|stepdad|home|them; will get ~3 trouble|hit|smacked ~3 home; ill|i'll|hell|shell ~1 kill me; kill me if; going to kill me
      scared|afraid|frightened|terrified|worried ~3 get ~3 trouble ~3 home|dad|mum|stepdad; in trouble at home; @fear ~2 what|of ~3 dad|mum|stepdad|parents ~3 do|say|react; dad|stepdad|mum|parents will ~2 mad|angry|furious|go mad|kill`,
  },
  {
    id: 'covering-up',
    severity: 1,
    why: 'Keeping arms or body covered can hide marks.',
    patterns: `long sleeves ~4 hot|warm|weather|summer|pe|heat; wont|refuses|refused|reluctant ~3 change|undress ~5 pe|top|swimming|shirt; @no ~4 take|remove ~4 jumper|hoodie|coat|cardigan|top|sweatshirt|tights ~3 off|pe|swimming|changing|break; keeps coat|jumper|hoodie on; @no ~2 roll ~3 sleeves; @no ~2 get changed ~3 pe|swimming|games`,
  },
  {
    id: 'threat-of-violence',
    severity: 3,
    why: 'An adult of the family is said to threaten the child with violence.',
    patterns: `@carer ~3 threaten|threatened|threatens|threatening ~3 hit|kill|hurt|beat|punch|stab|smack|belt|smash|batter; threatened ~3 by ~3 dad|mum|stepdad|father|mother|uncle; said|says ~3 kill me|him|us; @carer ~3 chased|chase|chases ~3 @kid|with|knife
      @carer ~6 hit me|him|us|them; @carer ~3 going to hit|kill|batter|smash|hurt; violent ~2 towards ~2 @kid|children; dad|stepdad|mum|father ~2 violent`,
  },
]);
