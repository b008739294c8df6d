import { expect } from 'chai';
import fc from 'fast-check';
import { CONCERN_CATEGORIES } from '../../../domain/taxonomy.ts';
import type { ChildName } from '../../../domain/tagging/context/ownPassages.ts';
import type { LayerFile } from '../../../domain/tagging/model/network.ts';
import { openTagModel } from '../../../domain/tagging/model/tagModel.ts';
import type { TagModel } from '../../../domain/tagging/model/tagModel.ts';
import { tagNarrative } from '../../../domain/tagging/tagNarrative.ts';

/** Concerns asserted about the child, in alphabetical order. */
function concernsIn(text: string, category?: string): string[] {
  return tagNarrative(category === undefined ? { text } : { text, category })
    .tags.filter((tag) => tag.polarity === 'asserted')
    .map((tag) => tag.category)
    .sort();
}

function polarityOf(text: string, category: string): string | undefined {
  return tagNarrative({ text }).tags.find((tag) => tag.category === category)?.polarity;
}

/** A layer that knows no words and always says the same. */
function always(logOdds: readonly number[]): LayerFile {
  return { bias: logOdds, step: logOdds.map(() => 0), weights: '' };
}

/** A model that makes the same of every note, by log-odds of each concern and of a denial. */
function modelSaying(concern: number, denial: number): TagModel {
  const concerns = CONCERN_CATEGORIES.map(() => concern);
  return openTagModel({
    trainedOn: 'nothing',
    network: {
      features: [],
      noticed: always(concerns),
      hidden: always([...concerns, -6, -6, -6, -6, denial, -6]),
    },
    calibration: { stretch: 1, shift: 0 },
    threshold: 0.3,
    cuts: [0.5, 1.5, 2.5, 3.5],
  });
}

const UNTAUGHT = modelSaying(-6, -6);

describe('tagNarrative', () => {
  describe('another language', () => {
    const unreadIn = (text: string): string[] =>
      (tagNarrative({ text }).unread ?? []).map(({ start, end }) => text.slice(start, end));

    it('is said to be unread where it stands, and the rest is read', () => {
      const text =
        'Mum smelt of alcohol at pick up. Powiedziała mi, że nie ma już siły wracać do domu. Spoke to DSL.';
      expect(unreadIn(text)).to.deep.equal(['Powiedziała mi, że nie ma już siły wracać do domu']);
      expect(tagNarrative({ text }).tags[0]?.category).to.equal('parental-substance-misuse');
    });

    it('is noticed in other scripts', () => {
      expect(unreadIn('Η μαμά μου είπε να μην το πω σε κανέναν')).to.have.lengthOf(1);
    });

    it('is not English hurriedly written', () => {
      for (const text of [
        'said she dosnt wana go hme 2nite bc mums bf is bak',
        'PE KIT FORGOTTEN AGAIN SPARE GIVEN',
      ])
        expect(unreadIn(text), text).to.deep.equal([]);
    });
  });

  describe('several children in one note', () => {
    const maya = { forename: 'Maya', surname: 'Okonedo' };
    const ben = { forename: 'Benedek', surname: 'Varga', preferredName: 'Benji' };
    const note =
      'Maya: ate all of her lunch, chatty. Benedek (3W): bruise on his cheek, says his dad hit him. Action: DSL told.';
    const assertedOf = (text: string, ...children: ChildName[]): string[] =>
      tagNarrative({ text, children })
        .tags.filter(({ polarity }) => polarity === 'asserted')
        .map(({ category }) => category);

    it('is read for the child whose passage tells of harm', () => {
      expect(assertedOf(note, ben)).to.include('physical-abuse');
    });

    it("keeps another child's harm from the one it is logged under, and says whose it is", () => {
      const { tags, severity } = tagNarrative({ text: note, children: [maya] });
      const [harm] = tags.filter(({ category }) => category === 'physical-abuse');
      expect([severity, harm?.polarity]).to.deep.equal([0, 'other-person']);
    });

    it('shows the words told of the other where they stand', () => {
      const { tags } = tagNarrative({ text: note, children: [maya] });
      const span = tags.find(({ category }) => category === 'physical-abuse')?.evidence[0];
      expect(note.slice(span?.start, span?.end).toLowerCase()).to.match(/bruise|hit/);
    });

    it('counts for every child who is linked to it', () => {
      expect(assertedOf(note, maya, ben)).to.include('physical-abuse');
    });

    it('goes by initials and by what a child likes to be called', () => {
      expect(assertedOf('MO - lost a tooth.\nBV - his dad hit him with a belt.', maya)).to.deep.equal([]);
      expect(assertedOf('Maya: lost a tooth. Benji: his dad hit him with a belt.', ben)).to.include(
        'physical-abuse',
      );
    });

    for (const [why, text] of [
      ['a parent speaks', 'Maya: quiet today. Stepdad: admits that he hit her with a belt.'],
      ['a heading is no name', 'Maya: quiet today. Disclosure: dad hit her with a belt.'],
      [
        'the others are family',
        'Maya: quiet. Benedek: says their dad hit him with a belt. They are siblings.',
      ],
      ['a line ends', 'Benedek: lost a tooth.\nMaya: tired.\nHer dad hit her with a belt.'],
      ['names are only mentioned', 'Benedek told me that her dad hit Maya with a belt.'],
    ] as const)
      it(`leaves nothing out where ${why}`, () => {
        expect(assertedOf(text, maya)).to.include('physical-abuse');
      });
  });

  describe('who did what to whom', () => {
    const examples: readonly (readonly [string, string])[] = [
      ['Says her dad hits her when he is cross.', 'physical-abuse'],
      ['He was slapped by his auntie for spilling milk.', 'physical-abuse'],
      ['She told me daddy punched mummy in the kitchen.', 'domestic-abuse'],
      ['Kicked another pupil in the corridor.', 'behaviour'],
      ['Says he is being kicked by boys in his class.', 'bullying-child-on-child'],
    ];
    for (const [text, concern] of examples)
      it(`reads ${concern} in "${text}"`, () => {
        expect(concernsIn(text)).to.include(concern);
      });

    it('does not read a blow to a parent as a blow to the child', () => {
      expect(concernsIn('She told me daddy punched mummy in the kitchen.')).not.to.include('physical-abuse');
    });

    it("reads drink on a parent's breath as the parent's", () => {
      expect(concernsIn('Mum smelt of alcohol at pick up.')).to.deep.equal(['parental-substance-misuse']);
    });
  });

  describe('denial', () => {
    for (const text of [
      'No signs of bruising or distress seen.',
      'He denied any self-harm.',
      'Bullying was ruled out.',
      'There was no evidence of neglect, physical abuse or domestic abuse identified.',
      'There is nothing to suggest neglect.',
      'Asked whether anyone had hurt him, he said no. No marks seen.',
      'Nothing disclosed about home.',
      'Marks: n/a.',
      "Wasn't crying when I checked.",
    ])
      it(`asserts nothing in "${text}"`, () => {
        expect(concernsIn(text)).to.deep.equal([]);
      });

    const likely = 0.5;
    it('asks a concern to be clear where the note seems to deny one', () => {
      const asserted = [-3, 3].map(
        (denial) => tagNarrative({ text: 'Seen today.' }, modelSaying(likely, denial)).tags.length,
      );
      expect(asserted).to.deep.equal([CONCERN_CATEGORIES.length, 0]);
    });

    it('ends where the sentence turns', () => {
      expect(concernsIn('No bruising seen but he was hungry on arrival.')).to.include('neglect');
    });

    it('keeps a denied concern as negated, so that the reader can see what was ruled out', () => {
      expect(polarityOf('Pupil denied any self-harm.', 'self-harm-suicide')).to.equal('negated');
    });

    it('takes a lack that is itself the sign as asserted', () => {
      expect(concernsIn('No coat again and no breakfast.')).to.deep.equal(['neglect']);
    });

    it('takes an unexplained mark as a mark', () => {
      expect(concernsIn('No explanation for the bruise on his arm.')).to.include('physical-abuse');
    });
  });

  describe('lessons, the past and boilerplate', () => {
    it('does not take what somebody would not talk about for a talk on it', () => {
      const text = 'Jo said dad pushed mummy. Mum hid upstairs and did not want to talk about it.';
      expect(polarityOf(text, 'domestic-abuse')).to.equal('asserted');
      expect(polarityOf('We had a talk about domestic abuse in tutor time.', 'domestic-abuse')).to.equal(
        'hypothetical',
      );
    });

    it('takes a lesson about a danger as hypothetical', () => {
      expect(concernsIn('PSHE lesson about county lines went well.')).to.deep.equal([]);
    });

    it("takes a parent's earlier relationship as historic", () => {
      expect(polarityOf('Domestic abuse by a former partner some years ago.', 'domestic-abuse')).to.equal(
        'historic',
      );
    });

    it('still counts harm to the child told later, at one step less', () => {
      const now = tagNarrative({ text: 'She disclosed self-harm.' });
      const before = tagNarrative({ text: 'She disclosed historical self-harm.' });
      expect([now.severity, before.severity]).to.deep.equal([3, 2]);
    });

    for (const suffix of [
      'DSL aware.',
      'NFA at this time.',
      'Not seen any injury.',
      'No other concerns.',
      'Will monitor.',
      'Mum informed.',
    ])
      it(`reads nothing more for "${suffix}"`, () => {
        expect(concernsIn(`Permission slip returned. ${suffix}`)).to.deep.equal([]);
      });
  });

  describe('severity', () => {
    const ladder: readonly (readonly [string, number])[] = [
      ['Graze to knee in the playground, plaster applied.', 0],
      ['Arrived hungry.', 1],
      ['Arrived hungry for the third day running.', 2],
      ['Says his mum hits him with a belt.', 3],
      ['Says his mum hits him with a belt and he is scared to go home tonight.', 4],
      ['She has a plan to kill herself.', 4],
    ];
    for (const [text, severity] of ladder)
      it(`grades "${text}" ${severity}`, () => {
        expect(tagNarrative({ text }).severity).to.equal(severity);
      });

    const gravest: readonly (readonly [string, string])[] = [
      ['Tried to hang himself from the banister on Sunday.', 'self-harm-suicide'],
      ['Lovely piece of work on volcanoes. Planning to end her life on her birthday.', 'self-harm-suicide'],
      ['Says grandad touches her down there.', 'sexual-abuse'],
      ['Sexually abused by her uncle, she told the nurse.', 'sexual-abuse'],
      ['She fears being married in the summer.', 'honour-based-abuse-fgm'],
      ['At risk of FGM.', 'honour-based-abuse-fgm'],
    ];
    for (const [text, concern] of gravest)
      it(`never grades "${text}" below 4, whatever a model has learnt`, () => {
        const { severity, tags } = tagNarrative({ text }, UNTAUGHT);
        const asserted = tags.filter(({ polarity }) => polarity === 'asserted').map((tag) => tag.category);
        expect({ severity, asserted }).to.deep.equal({ severity: 4, asserted: [concern] });
      });

    it('takes fear of going home as immediate where harm at home is asserted', () => {
      expect(tagNarrative({ text: 'Dad shouts and hits her. Frightened of going home.' }).severity).to.equal(
        4,
      );
    });

    it('sets no floor under what is denied', () => {
      expect(tagNarrative({ text: 'He has no plan to kill himself.' }, UNTAUGHT).severity).to.equal(0);
    });

    it("does not take a parent's attempt to die for the child's", () => {
      expect(concernsIn('Mum tried to kill herself.')).not.to.include('self-harm-suicide');
    });

    it('grades an accounted-for bruise below an unaccounted one', () => {
      const plain = tagNarrative({
        text: 'Bruise on forearm, fell off the climbing frame, mum confirmed this.',
      });
      const unexplained = tagNarrative({ text: 'Unexplained bruise on forearm, would not say how.' });
      expect(plain.severity).to.be.lessThan(unexplained.severity);
    });

    it('grades a clear worry above mere information', () => {
      for (const text of ['No coat again in the rain.', 'Hungry again today, asked for seconds of toast.'])
        expect(tagNarrative({ text }).severity, text).to.be.greaterThan(0);
    });

    it('says a settled matter is nothing to worry about', () => {
      expect(tagNarrative({ text: 'Falling out resolved, they are friends again.' }).severity).to.equal(0);
    });
  });

  describe('how staff write', () => {
    const examples: readonly (readonly [string, string])[] = [
      ['CAME IN HUNGRY AGAIN NO BREAKFAST', 'neglect'],
      ['vry hungery n tierd, asleeep in maths', 'neglect'],
      ['referrd to MASH', 'social-care-involvement'],
      ['stepdad "smaks" him wiv a belt', 'physical-abuse'],
      ['Vapping in the toilets', 'substance-misuse-child'],
    ];
    for (const [text, concern] of examples)
      it(`reads ${concern} in "${text}"`, () => {
        expect(concernsIn(text)).to.include(concern);
      });

    it('reads American spelling as British', () => {
      expect(concernsIn('Referred for counseling after withdrawn behavior.')).to.deep.equal(
        concernsIn('Referred for counselling after withdrawn behaviour.'),
      );
    });
  });

  it('lets a source category support a faint sign but never make a tag alone', () => {
    expect(concernsIn('Spoke to him at break.', 'Neglect')).to.deep.equal([]);
  });

  it('shows evidence inside the text and a reason for every tag', () => {
    const text = 'Hungry, no coat. Mum smelt of alcohol.';
    const { tags } = tagNarrative({ text });
    expect(tags).to.have.length.greaterThan(1);
    for (const tag of tags) {
      expect(tag.why).to.match(/\.$/);
      for (const { start, end } of tag.evidence) expect(text.slice(start, end).trim()).not.to.equal('');
    }
  });

  it('calls good news protective and a worry worrying', () => {
    expect(tagNarrative({ text: 'Certificate for kindness.' }).effect).to.equal('protective');
    expect(tagNarrative({ text: 'Arrived hungry.' }).effect).to.equal('worrying');
    expect(tagNarrative({ text: 'Tray moved to the other table.' }).effect).to.equal('neutral');
  });

  it('gives spans within any text, the same answer twice and only known concerns', () => {
    const known = new Set<string>(CONCERN_CATEGORIES);
    const phrase = fc.constantFrom(
      'no',
      'dad hits me',
      'hungry',
      '’',
      '"',
      '. ',
      'self-harm',
      '\u0000',
      '😀',
      'ß',
      'না',
      ', or ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 400, unit: 'grapheme' }),
          fc.array(phrase).map((parts) => parts.join(' ')),
        ),
        (text) => {
          const tagging = tagNarrative({ text });
          expect(tagNarrative({ text })).to.deep.equal(tagging);
          for (const tag of tagging.tags) {
            expect(known.has(tag.category)).to.equal(true);
            expect(tag.confidence).to.be.within(0, 1);
            for (const { start, end } of tag.evidence) {
              expect(start).to.be.within(0, end - 1);
              expect(end).to.be.at.most(text.length);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads long hostile strings in time that grows with their length', () => {
    const hostile = fc.constantFrom(
      'no ',
      'dad dad ',
      "''''",
      'a',
      'hit by ',
      '((((',
      'mum and dad ',
      '9.9.9.',
      'without ',
      '\n',
    );
    fc.assert(
      fc.property(hostile, hostile, (one, two) => {
        const short = work((one + two).repeat(500));
        const long = work((one + two).repeat(4000));
        // Eight times the text may not cost more than thirty times the work, plus start-up noise.
        return long < 30 * short + 400;
      }),
      { numRuns: 25 },
    );
  });
});

/** Processor time in milliseconds that reading a text takes. */
function work(text: string): number {
  const before = process.cpuUsage();
  tagNarrative({ text });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
