import { leniently, type Findings } from './fields/findings.ts';
import { readYesNo } from './fields/readChoice.ts';
import { readText, type RowInput } from './fields/readText.ts';
import type { Carer } from './rows.ts';
import { childOf, textOf, type XmlElement } from './text/readXml.ts';

/** More than any child has; a file with more is not read further. */
const MOST_CARERS = 20;

/** The contacts of a transfer file's pupil by `Order`, each with a name; one that cannot be read is passed over and told. */
export function carersOf(pupil: XmlElement, findings: Findings): Carer[] {
  const contacts = (childOf(pupil, 'Contacts')?.children ?? []).filter(({ name }) => name === 'CONTACT');
  return contacts
    .map((contact) => ({ order: orderOf(contact), carer: carerOf(contact, leniently(findings)) }))
    .sort((a, b) => a.order - b.order)
    .flatMap(({ carer }) => carer ?? [])
    .slice(0, MOST_CARERS);
}

/** Those without a number come last, as the file has them. */
function orderOf(contact: XmlElement): number {
  const text = textOf(childOf(contact, 'Order'));
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER;
}

const CELLS: Readonly<Record<string, string>> = {
  'contact.title': 'Title',
  'contact.forename': 'Forename',
  'contact.surname': 'Surname',
  'contact.relationship': 'Relationship',
  'contact.responsibility': 'Responsibility',
};

function carerOf(contact: XmlElement, findings: Findings): Carer | undefined {
  const row: RowInput = { cells: (field) => textOf(childOf(contact, CELLS[field] ?? '')), findings };
  const [title, forename, surname, relationship] = ['title', 'forename', 'surname', 'relationship'].map(
    (part) => readText(row, `contact.${part}`),
  );
  const parentalResponsibility = readYesNo(row, 'contact.responsibility');
  if (surname === undefined && forename === undefined) return undefined;
  const name = [...(forename === undefined ? [title] : []), forename, surname];
  return {
    name: name.filter((part) => part !== undefined).join(' '),
    ...(relationship !== undefined && { relationship }),
    ...(parentalResponsibility !== undefined && { parentalResponsibility }),
  };
}
