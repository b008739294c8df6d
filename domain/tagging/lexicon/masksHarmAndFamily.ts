import type { Mask } from './rule.ts';
import { splitPatterns } from './signsOf.ts';

/** Ordinary days that use the words of harm at home and family circumstances: play, nursery care, small knocks. */
export const MASKS_HARM_AND_FAMILY: readonly Mask[] = [
  {
    id: 'play-and-school-topics',
    hides: ['physical-abuse', 'emotional-abuse', 'housing-poverty', 'bereavement-family-change'],
    patterns: splitPatterns(
      `hit|bash|strike ~3 pinata|drum|nail|tambourine|puck|conker|rounders|skittles; hit|bash ~2 pinata ~3 stick|bat; victorians|tudors|romans|war|titanic|king|queen|soldiers|plague|history|topic ~10 die|died|killed|caned|beat|corner|stand; homeless ~1 bear|toy|hedgehog|character; sister|brother|sibling got ~2 cup|turn|toy|seat|first|plate ~3; hurt ~2 =his|=her|own back|leg|knee|foot|shoulder ~1 so|and|but|at|playing; flinch ~4 cold|needle|injection|ball|water|plaster|tcp`,
    ),
  },
  {
    id: 'ordinary-day',
    hides: ['neglect'],
    patterns: splitPatterns(
      `seconds ~2 of ~3; yawn ~6 sleepover|party|match|trip|flight|journey|film; apologise ~6 late; late ~2 collect|pick ~8 traffic|phoned|rang|train|meeting|apologise; nappy changed; changed ~1 nappy; gives|give ~1 it|hamster|pet|rabbit|puppy breakfast|food|dinner; muddy|wet|dirty ~6 forest_school|mud_kitchen|puddles|rugby|gardening|painting; @no ~1 wearing ~1 correct|right|black|school ~1 shoes|tie|blazer; come|came ~2 collect ~1 as|because`,
    ),
  },
  {
    id: 'small-knock',
    hides: ['physical-abuse', 'housing-poverty', 'neglect'],
    patterns: splitPatterns(
      `cold compress ~6; accident form ~1 home?; bumped|bump ~6 forehead|elbow|knee|chin|nose; hit|kick|push|bite|scratch ~2 by ~2 another|other|peer|classmate|pupil; another|other child|pupil|boy|girl ~2 hit|kick|push|bite|scratch`,
    ),
  },
  {
    id: 'ordinary-parents',
    hides: ['parental-mental-health', 'parental-substance-misuse', 'young-carer'],
    patterns: splitPatterns(
      `ask|donate|bring ~3 wine|beer ~2 donation|donations|raffle|stall; wine|beer ~1 donations|raffle|tombola; smell ~1 of paint|perfume|garlic|coffee|cooking|baking; mum|dad|parent ~6 stress ~4 traffic|parking|homework|sats; cut|cutting hours|grass|hedge|cake|hair|ribbon; =cut up; cook|bake|made ~4 with ~1 his|her|my mum|dad|nan; proud ~2 make ~2 tea|cake|breakfast ~5; mum|dad laugh ~3 cry|cried ~3`,
    ),
  },
];
