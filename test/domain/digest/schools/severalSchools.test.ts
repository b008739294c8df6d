import { expect } from 'chai';
import type { SeveralSchoolsFacts, SchoolWeekFacts } from '../../../../domain/digest/digestFacts.ts';
import type { DigestRole } from '../../../../domain/digest/digestReader.ts';
import { buildNumbersDigest } from '../../../../domain/digest/schools/numbersOnly.ts';
import { buildSchoolsDigest } from '../../../../domain/digest/schools/severalSchools.ts';
import type { Urn } from '../../../../domain/identifiers.ts';
import { localDate } from '../../../../domain/localDate.ts';
import { renderDigest } from '../../../../templates/renderDigest.ts';
import { aChild, anAssessment, aNewcomer, digestFacts } from '../../../../scripts/preview/digestPeople.ts';
import { ordinaryWeek } from '../../../../scripts/preview/ordinaryWeek.ts';
import { sectionOf } from '../support/sectionOf.ts';

const OTHER = { urn: '990002' as Urn, name: 'Hollin High School' };

function severalSchools(
  schools: readonly SchoolWeekFacts[],
  role: DigestRole,
  detail: 'full' | 'initials' = 'full',
): SeveralSchoolsFacts {
  const { week, weekStart, weekEnd, generatedAt } = ordinaryWeek();
  const reader = { name: 'Wren Ashgrove', role };
  return { week, weekStart, weekEnd, generatedAt, about: '2 schools', schools, reader, detail };
}

/** A sister at one school and a brother at another, each on a list. */
function aFamilyApart(): SchoolWeekFacts[] {
  const sibling = { initials: 'XY', schoolName: 'elsewhere', atThisSchool: false, level: 'watch' } as const;
  const sister = aChild({
    pupilId: 'p1',
    name: { forename: 'Cosima', surname: 'Wetherell', initials: 'CW' },
    now: anAssessment({ pupilId: 'p1', level: 'watch' }),
    siblings: [{ ...sibling, pupilId: 'p2' }],
  });
  const brother = aChild({
    pupilId: 'p2',
    name: { forename: 'Ambrose', surname: 'Wetherell', initials: 'AW' },
    now: anAssessment({ pupilId: 'p2', level: 'concern' }),
    siblings: [{ ...sibling, pupilId: 'p1' }],
  });
  return [digestFacts({ children: [sister] }), digestFacts({ school: OTHER, children: [brother] })];
}

describe('the digest over several schools', () => {
  it('tells of brothers and sisters on the lists of two schools together, once', () => {
    const view = buildSchoolsDigest(severalSchools(aFamilyApart(), 'safeguarding-lead'));
    const { lines } = sectionOf(view, 'acrossSchools', 'lines');
    expect(lines).to.have.length(1);
    expect(lines[0]!.who).to.match(/Cosima Wetherell.*and Ambrose Wetherell.*\(Hollin High School\)/);
    expect(lines[0]!.what).to.match(/Cosima: watch\..*Ambrose: concern\./);
  });

  it('tells of a child who moved from one of the schools to another', () => {
    const mover = aNewcomer({ previousSchool: { name: OTHER.name, entries: 4 } });
    const schools = [digestFacts({ newAtSchool: [mover] }), digestFacts({ school: OTHER })];
    const view = buildSchoolsDigest(severalSchools(schools, 'safeguarding-lead'));
    expect(sectionOf(view, 'acrossSchools', 'lines').lines[0]!.what).to.match(
      /^Moved from Hollin High School to .* four entries were recorded at the last school\.$/,
    );
  });

  it('tells of a listed child who came from another of the schools within the year', () => {
    const child = aChild({ cameFrom: { schoolUrn: OTHER.urn, joined: localDate('2026-06-03') } });
    const lines = (listed: typeof child): readonly { what: string }[] => {
      const schools = [digestFacts({ children: [listed] }), digestFacts({ school: OTHER })];
      const view = buildSchoolsDigest(severalSchools(schools, 'safeguarding-lead'));
      return sectionOf(view, 'acrossSchools', 'lines').lines;
    };
    expect(lines(child)[0]?.what).to.match(/^Moved from Hollin High School to .* on 3 June; concern\. /);
    expect(lines({ ...child, now: anAssessment({ level: 'none' }) })).to.deep.equal([]);
  });

  it('lists each school’s children to discuss under its name', () => {
    const view = buildSchoolsDigest(severalSchools(aFamilyApart(), 'trust-lead'));
    const { lists } = sectionOf(view, 'schools', 'children');
    expect(lists.map(({ lines }) => lines.length)).to.deep.equal([1, 1]);
    expect(lists[1]!.heading).to.equal('Hollin High School: one child to discuss');
  });

  it('says of the first digest how many are on a list, not that nobody has joined one', () => {
    const schools = aFamilyApart().map(({ previousWeekStart: _none, ...school }) => school);
    const view = buildSchoolsDigest(severalSchools(schools, 'safeguarding-lead'));
    expect(sectionOf(view, 'whatChanged', 'lead').paragraph).to.match(
      /^This is the first digest, .*; two children are on a list\./,
    );
  });

  it('says which school sent nothing before anything else', () => {
    const silent = digestFacts({ school: OTHER, arrivals: { incidents: 0, marks: 0, deliveries: 0 } });
    const view = buildSchoolsDigest(severalSchools([ordinaryWeek(), silent], 'trust-lead'));
    expect(sectionOf(view, 'whatChanged', 'lead').paragraph).to.match(/^Nothing arrived from one school/);
    expect(sectionOf(view, 'heldBack', 'held').sentences.at(-1)).to.equal(
      'Hollin High School: nothing arrived this week.',
    );
  });

  it('holds counts alone where only initials may be shown', () => {
    const { html, text } = renderDigest(
      buildSchoolsDigest(severalSchools(aFamilyApart(), 'trust-lead', 'initials')),
    );
    expect(html + text).to.not.match(/Cosima|Ambrose|Wetherell/);
  });
});

describe('the digest in numbers', () => {
  const view = buildNumbersDigest(severalSchools([ordinaryWeek(), ...aFamilyApart()], 'council-lead'));

  it('names no child, repeats no entry and shows no count of children from one to five', () => {
    const { html, text } = renderDigest(view);
    for (const { name, keyEntries } of [ordinaryWeek(), ...aFamilyApart()].flatMap(
      ({ children }) => children,
    )) {
      expect(html + text).to.not.contain(name.surname);
      for (const { narrative = '-', title } of keyEntries)
        expect(text).to.not.contain(narrative.slice(0, 25)).and.to.not.contain(title);
    }
    const childColumns = sectionOf(view, 'schools', 'table').rows.flatMap(({ cells }) => cells.slice(1, 5));
    expect(
      childColumns.map((cell) => cell.text).filter((shown) => /^[1-5]$/.test(shown) && shown !== '5'),
    ).to.deep.equal([]);
  });

  it('says first how much of the picture is there', () => {
    expect(sectionOf(view, 'whatChanged', 'lead').paragraph).to.match(
      /^Everything expected arrived from two of three schools\./,
    );
  });
});
