const listed = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words before a surname. */
export const TITLES = listed(
  'mr mrs ms miss mx dr doctor prof sir madam rev father sister pc dc ds sgt sergeant insp inspector nurse aunt auntie aunty uncle coach',
);

/** Capitals that are no initials. */
export const ACRONYMS = listed(`
  DSL DDSL SLT SLG SEN LSA TA HT DHT AHT HOY HOH HLTA EYFS KS1 KS2 KS3 KS4 PE RE IT ICT PSHE RSE GCSE SATS INSET PPE
  EHCP EHC EP EPS EWO AWO EBSA EHE CME CMIE PRU AP SW CSC MASH MAST LADO CAMHS CYPMHS SALT OT GP NHS AE ED ADHD ASD
  ASC PTSD OCD ODD CP CPP CIN LAC PEP TAF TAC CAF EHA DV DA FGM CSE CCE HSB PREVENT PC DC DS PCSO UK EU TV PS4 PS5 DVD
  USB WIFI OK AM PM BST GMT ID URN UPN LA DFE KCSIE DBS ICO SAR CPOMS NFA TBC ASAP FYI PTO NB HB HR AOB CCTV YOT YJS
  FSM PP EAL SENCO CD II III XL BBQ RIP`);

/** Written with a capital in the middle of a sentence, and nobody's name. */
export const NOT_NAMES = listed(`
  monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
  january february march april may june july august september october november december jan feb mar apr jun jul aug sep
  sept oct nov dec easter christmas xmas ramadan eid diwali hanukkah halloween bonfire spring summer autumn winter
  english maths mathematics science history geography french spanish german art music drama computing technology
  british england wales scotland ireland europe european uk american
  year years reception nursery key stage school primary secondary academy college class form tutor group set head
  headteacher deputy assistant principal pastoral inclusion attendance officer teacher teaching lead manager office
  team safeguarding designated senior leadership staff governor social worker services care early help front door
  police council nhs camhs mash hospital clinic doctor dentist court
  mum mummy mam dad daddy nan nana nanna gran grandma grandad aunt auntie uncle mother father
  whatsapp snapchat tiktok instagram facebook youtube fortnite roblox minecraft xbox playstation google teams zoom
  discord netflix vinted roblox wifi
  am pm ok i god
`);
