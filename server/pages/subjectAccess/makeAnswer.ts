import { strToU8, zipSync } from 'fflate';
import {
  ANSWER_FORMAT,
  asText,
  buildAnswer,
  type Answer,
} from '../../../domain/subjectAccess/buildAnswer.ts';
import { RELATIONS } from '../../../domain/subjectAccess/request.ts';
import type { PupilRecord } from '../../../store/pupils.ts';
import { amendSubjectRequest } from '../../../store/subjectRequests.ts';
import { renderPdf } from '../../../templates/pdf/renderPdf.ts';
import { newPassphrase, seal } from '../../transfer/seal.ts';
import type { Visit } from '../page.ts';
import type { Workspace } from './workspace.ts';

/** The answer as it stands; undefined while an entry is not reviewed, or the clock stands still. */
export function answerOf(visit: Visit, pupil: PupilRecord, workspace: Workspace): Answer | undefined {
  const { request, entries, index, schoolName } = workspace;
  if (request.pauses.some(({ answeredOn }) => answeredOn === undefined)) return undefined;
  const decisions = new Map(entries.map(({ entry, decision }) => [entry.id, decision]));
  return buildAnswer({
    child: `${pupil.forename} ${pupil.surname}`,
    school: schoolName,
    requester: `${request.requester.name} (${RELATIONS[request.requester.relation].toLowerCase()})`,
    receivedOn: request.receivedOn,
    asked: request.asked,
    entries: entries.map(({ entry }) => entry),
    decisionOf: ({ id }) => decisions.get(id),
    index,
    by: { name: visit.viewer.name, role: visit.viewer.role },
    at: visit.now,
  });
}

/**
 * Makes the package of an answer and keeps it until it is recorded as given: a zip of letter, PDF and JSON inside age,
 * with a passphrase that is shown once.
 * @returns undefined where the answer may not be made, or somebody changed the request meanwhile
 */
export async function makeAnswer(
  visit: Visit,
  pupil: PupilRecord,
  workspace: Workspace,
): Promise<{ readonly answer: Answer; readonly passphrase: string } | undefined> {
  const answer = answerOf(visit, pupil, workspace);
  if (answer === undefined) return undefined;
  const { store, scope, viewer, now } = visit;
  const passphrase = newPassphrase();
  const { request, schoolName } = workspace;
  const { letter, entries, print, redactions, withheld, grounds } = answer;
  const text = asText(letter);
  const zip = zipSync({
    'letter.txt': strToU8(text),
    'answer.pdf': await renderPdf(print),
    'answer.json': strToU8(
      JSON.stringify(
        {
          format: ANSWER_FORMAT,
          preparedAt: now.toISOString(),
          school: { urn: request.schoolUrn, name: schoolName },
          child: `${pupil.forename} ${pupil.surname}`,
          receivedOn: request.receivedOn,
          letter: text,
          entries,
        },
        null,
        1,
      ),
    ),
  });
  const sealed = await seal(zip, { passphrase });
  if (sealed === undefined) return undefined;
  const kept = await amendSubjectRequest(store, scope, request, {
    prepared: {
      at: now,
      by: { personId: viewer.personId, name: viewer.name },
      ...{ included: entries.length, redactions, withheld, grounds },
      sealed: Buffer.from(sealed),
    },
  });
  return kept ? { answer, passphrase } : undefined;
}
