import { expect } from 'chai';
import iconv from 'iconv-lite';
import { outcomes, problems, refusal, UPN, OTHER_UPN, values } from './readings.ts';

const XML = { contentType: 'application/xml' };

function transferFile(...pupils: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<CTfile><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion>
<SourceSchool><LEA>999</LEA><Estab>1111</Estab></SourceSchool><DestSchool><LEA>999</LEA><Estab>2222</Estab></DestSchool>
</Header><CTFpupilData>${pupils.join('\n')}</CTFpupilData></CTfile>`;
}

const FULL = `<Pupil><UPN>${UPN}</UPN><Surname>THISTLEWICK</Surname><Forename>Ottoline</Forename><DOB>2015-03-09</DOB><Sex>F</Sex>
<BasicDetails><FormerUPN>${OTHER_UPN}</FormerUPN><PreferredForename>Otti</PreferredForename><FormerSurname>Penwhistle</FormerSurname><NCyearActual>6</NCyearActual></BasicDetails>
<FSMhistory><FSMinstance><FSMstartDate>2024-09-01</FSMstartDate><UKcountry>ENG</UKcountry></FSMinstance></FSMhistory>
<LookedAfter><InCare>true</InCare></LookedAfter>
<SENhistory><SEN><StartDate>2025-01-10</StartDate><SENprovision>E</SENprovision></SEN><SEN><StartDate>2023-01-10</StartDate><SENprovision>K</SENprovision></SEN></SENhistory>
<Address><BS7666Address><PAON>12</PAON><Street>Nowhere Lane</Street></BS7666Address><PostCode>ZZ99 9ZZ</PostCode></Address>
<Contacts><Contact><Order>2</Order><Title>Mr</Title><Surname>Thistlewick</Surname><Relationship>PAF</Relationship><Responsibility>false</Responsibility><Phones><Phone><TelephoneType>H</TelephoneType><PhoneNo>01632 960001</PhoneNo></Phone></Phones></Contact>
<Contact><Order>1</Order><Title>Ms</Title><Surname>Penwhistle</Surname><Forename>Rosalind</Forename><Relationship>PAM</Relationship><Responsibility>true</Responsibility><AddressAsPupil/></Contact></Contacts>
<Attendance><YearData><Year>2026</Year><LEA>999</LEA><Estab>1111</Estab><SessionsPossible>380</SessionsPossible><SessionsAuthorised>20</SessionsAuthorised><SessionsAttended>350</SessionsAttended><SessionsUnauthorised>10</SessionsUnauthorised></YearData></Attendance>
<SchoolHistory><School><LEA>999</LEA><Estab>1111</Estab><SchoolName>Old School</SchoolName><EntryDate>2019-09-03</EntryDate><LeavingDate>2026-09-11</LeavingDate></School>
<School><LEA>999</LEA><Estab>2222</Estab><EntryDate>2026-09-14</EntryDate></School></SchoolHistory></Pupil>`;

describe('a Common Transfer File', () => {
  it('tells of a pupil all that a new school needs', () => {
    const [pupil] = values('pupils', transferFile(FULL), XML);
    expect(pupil).to.deep.include({
      upn: UPN,
      formerUpn: OTHER_UPN,
      forename: 'Ottoline',
      surname: 'THISTLEWICK',
      preferredName: 'Otti',
      formerSurname: 'Penwhistle',
      dateOfBirth: '2015-03-09',
      yearGroup: '6',
      dateJoined: '2026-09-14',
      characteristics: { ehcp: true, senSupport: false, fsm: true, lookedAfter: true },
    });
  });

  it('keeps the schools before, and attendance there as totals', () => {
    const [pupil] = values('pupils', transferFile(FULL), XML);
    expect(pupil?.earlierSchools).to.deep.equal([
      { name: 'Old School', laEstab: '9991111', joined: '2019-09-03', left: '2026-09-11' },
    ]);
    expect(pupil?.earlierAttendance).to.deep.equal([
      { year: '2026', laEstab: '9991111', possible: 380, attended: 350, authorised: 20, unauthorised: 10 },
    ]);
  });

  it('names those who care for the child in the school’s order, without their numbers', () => {
    const [pupil] = values('pupils', transferFile(FULL), XML);
    expect(pupil?.carers).to.deep.equal([
      { name: 'Rosalind Penwhistle', relationship: 'PAM', parentalResponsibility: true },
      { name: 'Mr Thistlewick', relationship: 'PAF', parentalResponsibility: false },
    ]);
    expect(JSON.stringify(pupil)).not.to.contain('960001');
  });

  it('takes the pupil whose contact cannot be read, and says so without repeating it', () => {
    const contact = (inside: string) => `<Contact><Surname>Quillsby</Surname>${inside}</Contact>`;
    const inside = [contact('<Responsibility>perhaps</Responsibility>'), '<Contact/>', contact('')].join('');
    const read = outcomes(
      'pupils',
      transferFile(
        `<Pupil><UPN>${UPN}</UPN><Surname>A</Surname><Forename>B</Forename><Contacts>${inside}</Contacts></Pupil>`,
      ),
      XML,
    );
    expect(read[0]?.ok && read[0].value).to.deep.include({
      carers: [{ name: 'Quillsby' }, { name: 'Quillsby' }],
    });
    expect(read[0]?.ok && read[0].warnings.map(({ field }) => field)).to.deep.equal([
      'contact.responsibility',
    ]);
    expect(JSON.stringify(read[0]?.ok && read[0].warnings)).not.to.contain('perhaps');
  });

  it('gives children of one address one key, which is not the address', () => {
    const lines = `<Pupil><UPN>${OTHER_UPN}</UPN><Surname>A</Surname><Forename>B</Forename><Address><AddressLines><AddressLine1>12</AddressLine1></AddressLines><PostCode>zz999zz</PostCode></Address></Pupil>`;
    const [one, other] = values('pupils', transferFile(FULL, lines), XML);
    expect(one?.addressKey)
      .to.equal(other?.addressKey)
      .and.to.match(/^[0-9a-f]{24}$/);
  });

  it('reads older files, with Gender, names in capitals, empty elements and a lower-case root', () => {
    const old = `<ctfile><HEADER><CTFversion>15.0</CTFversion></HEADER><ctfpupildata><PUPIL><upn>${UPN}</upn><SURNAME>Quillsby</SURNAME><FORENAME>Leofric</FORENAME><DOB>2012-01-31</DOB><Gender>M</Gender><BasicDetails/><SENhistory></SENhistory></PUPIL></ctfpupildata></ctfile>`;
    expect(values('pupils', old, XML)[0]).to.include({ surname: 'Quillsby', dateOfBirth: '2012-01-31' });
  });

  it('reads UTF-16 and Windows-1252', () => {
    const named = transferFile(
      `<Pupil><UPN>${UPN}</UPN><Surname>Brontë</Surname><Forename>Zoë</Forename></Pupil>`,
    );
    for (const encoding of ['utf16le', 'win1252']) {
      expect(values('pupils', iconv.encode(named, encoding), XML)[0]?.surname, encoding).to.equal('Brontë');
    }
  });

  it('refuses one pupil and takes the next', () => {
    const bad = `<Pupil><UPN>nonsense</UPN><Surname>A</Surname><Forename>B</Forename></Pupil>`;
    expect(outcomes('pupils', transferFile(bad, FULL), XML).map(({ ok }) => ok)).to.deep.equal([false, true]);
  });

  it('expands no entity and reads no document type', () => {
    const bomb = `<!DOCTYPE CTfile [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${transferFile(FULL.replace('Ottoline', '&b;')).slice(39)}`;
    const read = outcomes('pupils', bomb, XML);
    expect(read).to.have.length(1);
    expect(problems(read)[0]?.message).to.contain('document type');
  });

  it('gives the pupils before the place where a file was cut off, and says that it was', () => {
    const read = outcomes('pupils', transferFile(FULL, FULL).slice(0, -400), XML);
    expect(read.map(({ ok }) => ok)).to.deep.equal([true, false]);
  });

  it('is the only XML that is read', () => {
    expect(refusal('incidents', transferFile(FULL), XML)).to.contain('Common Transfer File');
    expect(refusal('pupils', '<html></html>', XML)).to.contain('Common Transfer File');
  });
});
