import { signsOf } from './signsOf.ts';

/**
 * What no entry that says it may be graded below, whatever else it says and whatever the model has learnt: an
 * attempt or a plan to die, sexual abuse of the child, a feared forced marriage or cutting. Narrow on purpose.
 * Sources: NICE NG225, KCSIE annex B, the mandatory duty to report FGM, the Forced Marriage Unit's guidance.
 */
export const GRAVEST = [
  ...signsOf('self-harm-suicide', [
    {
      id: 'means-to-die',
      severity: 4,
      floor: true,
      why: 'A plan or an attempt to die needs a response at once.',
      patterns: `plan|plans|planned|planning|intend|intends|intending|intent|intention|wants|wanted|going|decided|determined ~3 kill|killing|hang|hanging|drown|drowning ~1 =himself|=herself|=themselves; plan|plans|planned|planning|intend|intends|intent|intention|wants|wanted|decided ~3 end|ending|take|taking ~1 his|her|their ~1 life
      tried|tries|trying|attempted|attempt|attempts|attempting ~2 kill|hang|drown|strangle|suffocate ~1 =himself|=herself|=themselves; tried|trying|attempted|attempt|attempting ~2 end|take ~1 his|her|their ~1 life; attempted|attempt ~1 suicide; suicide ~1 attempt|attempted; she|he|child|pupil|student ~2 took|taken ~2 overdose; ligature|noose ~2 round|around ~2 neck`,
    },
  ]),
  ...signsOf('sexual-abuse', [
    {
      id: 'done-to-child',
      severity: 4,
      floor: true,
      why: 'A sexual act by an adult or a relative is told.',
      patterns: `@carer|@sibling|uncle|man|coach|tutor|neighbour|lodger|boyfriend ~3 touch|touches|touched|touching|rubs|rubbed|rubbing|licks|licked|kisses|kissed ~3 private_parts|vagina|penis|breasts; @carer|@sibling|uncle|man|coach|tutor|neighbour|lodger|boyfriend ~3 touch|touches|touched|touching ~1 =her|him|me ~1 down ~1 there; @carer|@sibling|uncle|man|coach|lodger|boyfriend ~2 raped|rapes|raping ~1 =her|him|me !mum|mother|mummy|sister|aunt; @carer|@sibling|uncle|man|coach|lodger|boyfriend ~3 made|makes|making|forced|forces ~1 =her|him|me ~2 touch|suck|lick|rub ~1 =his|penis|private_parts|it; @carer|@sibling|uncle|man|coach|lodger|boyfriend|he ~3 fingers|finger|penis|willy|hand|hands ~2 in|inside|into|down ~1 =her|my ~1 pants|knickers|underwear|vagina; sexually abused|abusing|abuses|assaulted ~2 by ~2 @carer|@sibling|uncle|man|coach|lodger|boyfriend|tutor|neighbour; had|having|has sex with ~2 stepdad|dad|uncle|coach|teacher`,
    },
  ]),
  ...signsOf('honour-based-abuse-fgm', [
    {
      id: 'marriage-or-cutting-feared',
      severity: 4,
      floor: true,
      why: 'A feared forced marriage or cutting calls for action before the family knows.',
      patterns: `being|be|been|get|was|will forced ~1 into? ~1 a? marry|marriage|married; fear|fears|feared|scared|afraid|terrified|frightened|worried|risk ~3 forced_marriage; fear|fears|feared|scared|afraid|terrified|frightened|risk ~6 married|marry; forced_marriage ~2 planned|arranged|protection|feared|unit; fear|fears|feared|scared|afraid|terrified|frightened|risk|plan|plans|planned ~5 female_genital_mutilation|circumcised|circumcision|infibulated; taken|sent|flown|taking|sending ~6 be|been|get|have cut|circumcised|married`,
    },
  ]),
];
