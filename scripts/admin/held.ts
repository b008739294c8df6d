import type { Command } from 'commander';
import type { Viewer } from '../../domain/access/viewer.ts';
import { parseLocalDate } from '../../domain/localDate.ts';
import { recordAudit } from '../../store/audit.ts';
import { mergePupils, splitPupil } from '../../store/mergePupils.ts';
import { answerMissingRow, listMissingRows } from '../../store/missingRows.ts';
import { moveIncident } from '../../store/moveRecords.ts';
import type { Store } from '../../store/openStore.ts';
import { findPersonByEmail } from '../../store/people.ts';
import {
  changeMatchDecision,
  decideHeldRow,
  listHeldRows,
  listMatchDecisions,
  takeBackMatchDecision,
  type HeldVerdict,
} from '../../store/reviewMatches.ts';
import { scopeOf, type Scope } from '../../store/scope.ts';
import { BadUsage } from '../process/runScript.ts';

type WithStore = (act: (store: Store) => Promise<void>) => Promise<void>;
type Say = (line: string) => void;
interface Named {
  readonly as: string;
  readonly why: string;
}

const REFUSED = 'there is no such thing for this person to decide, or the child is not of that school';

/**
 * The review of matches from the command line, by a named person, within their role and schools, and audited as
 * it is on the page. What is decided is carried out by the workers within a minute.
 */
export function addHeldCommands(command: Command, withStore: WithStore, say: Say): void {
  const held = command.command('held').description('rows that wait for a person, and whom they are about');
  const act = (
    name: string,
    what: string,
    run: (
      store: Store,
      scope: Scope,
      options: Record<string, string> & Named,
      ids: string[],
    ) => Promise<boolean>,
  ) =>
    held
      .command(name)
      .description(what)
      .requiredOption('--as <email>', 'the person who decides, as they sign in')
      .action((...given: unknown[]) => {
        const command = given.at(-1) as Command;
        const options = command.opts<Record<string, string> & Named>();
        return withStore(async (store) => {
          const scope = await scopeFor(store, options.as);
          if (!(await run(store, scope, options, command.args))) throw new BadUsage(REFUSED);
          await audit(store, scope, name);
        });
      });
  const decided = () => say('It is kept, and carried out within a minute.');

  act('list', 'lists what waits, with whom each may be about', async (store, scope) => {
    for (const row of await listHeldRows(store, scope, { limit: 200 })) {
      const { forename = '', surname = '', dateOfBirth = '', upn = '' } = row.identity;
      say(
        `${row.heldRowId}  ${row.kind}  ${row.reason}  ${[forename, surname, dateOfBirth, upn].join(' ').trim()}`,
      );
      for (const { pupilId, score, why, ...child } of row.candidates) {
        say(
          `    ${score.toFixed(2)}  ${pupilId}  ${child.forename} ${child.surname} ${child.dateOfBirth ?? ''}  (${why.join('; ')})`,
        );
      }
      if (row.problem !== undefined) say(`    ${row.problem}`);
    }
    return true;
  });
  const verdict = (
    name: string,
    what: string,
    read: (options: Record<string, string>, ids: string[]) => HeldVerdict,
  ) =>
    act(name, what, async (store, scope, options, ids) => {
      const { why } = options;
      const decision = { heldRowId: ids[0] ?? '', verdict: read(options, ids), at: new Date() };
      const done = await decideHeldRow(store, scope, { ...decision, ...(why ? { why } : {}) });
      if (done) decided();
      return done;
    }).option('--why <words>');
  verdict('is', 'says which child a row is about', (_, ids) => ({ kind: 'is', pupilId: ids[1] ?? '' }))
    .argument('<heldRowId>')
    .argument('<pupilId>');
  verdict(
    'new',
    'puts a new child on roll, whom the row is about',
    ({ forename = '', surname = '', born }) => ({
      kind: 'new',
      forename,
      surname,
      ...bornOn(born),
    }),
  )
    .argument('<heldRowId>')
    .requiredOption('--forename <name>')
    .requiredOption('--surname <name>')
    .option('--born <date>', 'YYYY-MM-DD');
  verdict('nobody', 'leaves a row out, because it is about no child of the school', () => ({
    kind: 'nobody',
  })).argument('<heldRowId>');

  act('missing', 'lists incidents that a full export of their source did not have', async (store, scope) => {
    for (const { _id, externalId, askedAt } of await listMissingRows(store, scope, 200))
      say(`${_id}  ${externalId}  ${askedAt.toISOString()}`);
    return true;
  });
  for (const [name, answer, what] of [
    ['keep', 'keep', 'says that a missing incident stands'],
    ['withdrawn', 'withdrawn', 'says that a missing incident was withdrawn at the source'],
  ] as const) {
    act(name, what, (store, scope, _, [incidentId = '']) =>
      answerMissingRow(store, scope, { incidentId, answer, at: new Date() }),
    ).argument('<incidentId>');
  }

  act('decisions', 'lists what was decided', async (store, scope) => {
    for (const { _id, identity, pupilId, by, at } of await listMatchDecisions(store, scope, 200)) {
      const { forename = '', surname = '', upn = '' } = identity;
      say(`${_id}  ${forename} ${surname} ${upn}  →  ${pupilId}  ${by}  ${at.toISOString()}`);
    }
    return true;
  });
  const correct = (
    name: string,
    what: string,
    run: (store: Store, scope: Scope, at: { at: Date; why: string }, ids: string[]) => Promise<boolean>,
  ) =>
    act(name, what, async (store, scope, { why }, ids) => {
      const done = await run(store, scope, { at: new Date(), why }, ids);
      if (done) decided();
      return done;
    }).requiredOption('--why <words>', 'in a sentence, for the record');
  correct(
    'change',
    'moves all that a decision filed to another child',
    (store, scope, said, [decisionId = '', toPupilId = '']) =>
      changeMatchDecision(store, scope, { decisionId, toPupilId, ...said }),
  )
    .argument('<decisionId>')
    .argument('<pupilId>');
  correct(
    'take-back',
    'takes a decision back; its rows wait again',
    (store, scope, said, [decisionId = '']) => takeBackMatchDecision(store, scope, { decisionId, ...said }),
  ).argument('<decisionId>');
  correct(
    'move',
    'puts one incident on another child',
    async (store, scope, said, [incidentId = '', toPupilId = '']) => {
      const moved = await moveIncident(store, scope, { incidentId, toPupilId, ...said });
      return moved !== undefined;
    },
  )
    .argument('<incidentId>')
    .argument('<pupilId>');
  correct('merge', 'says that two records are one child', (store, scope, said, [keepId = '', goneId = '']) =>
    mergePupils(store, scope, { keepId, goneId, ...said }),
  )
    .argument('<pupilId>', 'the record that stays')
    .argument('<otherId>', 'the record that vanishes into it');
  correct(
    'split',
    'says that a merged record is another child after all',
    (store, scope, { at }, [goneId = '']) => splitPupil(store, scope, { goneId, at }),
  ).argument('<pupilId>', 'the record that had vanished');
}

function bornOn(text: string | undefined): Pick<Extract<HeldVerdict, { kind: 'new' }>, 'dateOfBirth'> {
  if (text === undefined) return {};
  const dateOfBirth = parseLocalDate(text);
  if (dateOfBirth === undefined) throw new BadUsage('--born: expected a date such as 2015-03-09');
  return { dateOfBirth };
}

async function scopeFor(store: Store, email: string): Promise<Scope> {
  const person = await findPersonByEmail(store, email);
  if (!person) throw new BadUsage('--as: expected the address of somebody who signs in here');
  const viewer: Viewer = {
    personId: person._id,
    name: person.name,
    role: person.role,
    schoolUrns: person.schoolUrns,
    narrativeUrns: [],
    pupilIds: [],
  };
  return scopeOf(viewer, new Date());
}

async function audit(store: Store, { viewer }: Scope, what: string): Promise<void> {
  const { personId, name, role, schoolUrns } = viewer;
  await recordAudit(store, {
    at: new Date(),
    action: 'reviewed-match',
    actor: { personId, name, role, schoolUrns },
    about: { schoolUrns, what },
    route: `npm run admin -- held ${what}`,
  });
}
