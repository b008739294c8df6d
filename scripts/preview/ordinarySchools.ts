import type { DigestDetail, SchoolWeekFacts, SeveralSchoolsFacts } from '../../domain/digest/digestFacts.ts';
import type { DigestRole } from '../../domain/digest/digestReader.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { aChild, aContribution, anAssessment, anEntry, digestFacts } from './digestPeople.ts';
import { ordinaryWeek } from './ordinaryWeek.ts';

/** The same week at two invented schools that share a family, for a reader of both. */
export function ordinarySchools(role: DigestRole, detail: DigestDetail): SeveralSchoolsFacts {
  const { week, weekStart, weekEnd, generatedAt } = ordinaryWeek();
  const schools = [ordinaryWeek(), aHighSchool()];
  const reader = { name: 'Wren Ashgrove', role };
  return { week, weekStart, weekEnd, generatedAt, about: '2 schools in Larkfield', schools, reader, detail };
}

function aHighSchool(): SchoolWeekFacts {
  const sister = { pupilId: 'p1', initials: 'MT', schoolName: 'Larkfield Primary School' };
  const jasper = aChild({
    pupilId: 's1',
    name: { forename: 'Jasper', surname: 'Testwick', initials: 'JT' },
    yearGroup: '8',
    now: anAssessment({
      pupilId: 's1',
      level: 'watch',
      contributions: [
        aContribution({
          id: 'theme:family-circumstances',
          what: 'Two entries about money at home.',
          points: 3,
        }),
      ],
    }),
    keyEntries: [
      anEntry({
        entryId: 'j1',
        day: '2026-11-10',
        title: 'No money for the bus',
        narrative: 'Walked in again, said the bus money had to go on the meter. Soaked through.',
        categories: ['housing-poverty'],
      }),
    ],
    siblings: [{ ...sister, atThisSchool: false, level: 'concern' }],
  });
  return digestFacts({
    school: { urn: '990002' as Urn, name: 'Hollin High School' },
    children: [jasper],
    roll: 904,
    arrivals: { incidents: 31, marks: 8990, deliveries: 12 },
  });
}
