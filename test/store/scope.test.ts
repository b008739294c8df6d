import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import ts from 'typescript';
import { filePart } from '../../domain/access/fileOf.ts';
import type { Urn } from '../../domain/identifiers.ts';
import { addDays, localDate } from '../../domain/localDate.ts';
import { closeStore, openStore, type Store } from '../../store/openStore.ts';
import { filePartInScope, pupilsInScope, scopeOf, wholeFilesInScope } from '../../store/scope.ts';
import { aViewer, OTHER_SCHOOL, OWN_SCHOOL } from '../support/viewers.ts';
import { SERVICES_TIMEOUT_MS, testServices, type TestServices } from '../support/testServices.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const TODAY = localDate('2026-11-20');
const THIRD_SCHOOL = '990003' as Urn;

describe('the walls in a query', () => {
  let services: TestServices;
  let store: Store;
  before(async function () {
    this.timeout(SERVICES_TIMEOUT_MS);
    services = await testServices();
    store = await openStore(services.mongoUri);
  });
  after(async () => {
    await closeStore(store);
    await services.drop();
  });

  it('finds exactly the children whose file the rule gives to the school', async () => {
    const day = fc.integer({ min: -800, max: 60 }).map((days) => addDays(TODAY, days));
    const membership = fc.record(
      { schoolUrn: fc.constantFrom(OWN_SCHOOL, OTHER_SCHOOL, THIRD_SCHOOL), left: day },
      { requiredKeys: ['schoolUrn'] },
    );
    const histories = fc.sample(fc.array(membership, { minLength: 1, maxLength: 4 }), {
      numRuns: 200,
      seed: 7,
    });
    await store.pupils.collection.insertMany(
      histories.map((memberships, i) => ({ _id: `pup_${i}`, upns: [`U${i}`], memberships })) as never,
    );
    const scope = scopeOf(aViewer('safeguarding-lead', { schoolUrns: [OWN_SCHOOL, THIRD_SCHOOL] }), NOW);
    const ids = async (filter: object): Promise<string[]> =>
      (await store.pupils.find(filter, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id).sort();
    const expected = (parts: readonly string[]): string[] =>
      histories
        .flatMap((memberships, i) =>
          parts.includes(filePart(memberships, [OWN_SCHOOL, THIRD_SCHOOL], TODAY)) ? [`pup_${i}`] : [],
        )
        .sort();
    expect(await ids(wholeFilesInScope(scope, 'see-flags'))).to.deep.equal(expected(['whole']));
    expect(await ids(pupilsInScope(scope, 'see-children'))).to.deep.equal(expected(['whole', 'own-records']));
    const pastoral = scopeOf(aViewer('pastoral', { pupilIds: ['pup_0', 'pup_1', 'pup_2'] }), NOW);
    expect(await ids(pupilsInScope(pastoral, 'see-narratives'))).to.deep.equal(
      ['pup_0', 'pup_1', 'pup_2'].filter(
        (_id, i) => filePart(histories[i] ?? [], [OWN_SCHOOL], TODAY) !== 'none',
      ),
    );
    for (const role of ['admin', 'technician', 'governor'] as const) {
      expect(await ids(pupilsInScope(scopeOf(aViewer(role), NOW), 'see-children'))).to.deep.equal([]);
    }
  });

  it('shows a child named for pastoral staff, and no other', () => {
    const scope = scopeOf(aViewer('pastoral', { pupilIds: ['pup_named'] }), NOW);
    const memberships = [{ schoolUrn: OWN_SCHOOL }];
    expect(filePartInScope(scope, 'see-narratives', { _id: 'pup_named', memberships })).to.equal('whole');
    expect(filePartInScope(scope, 'see-narratives', { _id: 'pup_other', memberships })).to.equal('none');
  });
});

const ROOT = join(import.meta.dirname, '../..');

/**
 * Store functions that pages may call although they take no scope, with the reason: they concern the signed-in
 * person alone, or write what nobody reads through them.
 */
const NEED_NO_SCOPE: Readonly<Record<string, string>> = {
  recordAudit: 'writes the audit',
};

describe('pages and the store', () => {
  const pages = sourceFiles('server/pages').concat(sourceFiles('server/api'));

  it('take from the store only functions that ask for a scope', () => {
    const offences = pages.flatMap((file) =>
      importsFromStore(file).flatMap(({ from, name }) =>
        Object.hasOwn(NEED_NO_SCOPE, name) || takesScope(from, name) ? [] : [`${basename(file)}: ${name}`],
      ),
    );
    expect(offences).to.deep.equal([]);
  });

  it('touch no collection themselves, and forge no scope', () => {
    const offences = pages.filter((file) =>
      /\bstore\s*\.\s*[a-z]\w*|\bas\s+(unknown\s+as\s+)?Scope\b/.test(readFileSync(file, 'utf8')),
    );
    expect(offences.map((file) => basename(file))).to.deep.equal([]);
  });

  it('would notice a function without a scope', () => {
    expect(takesScope(join(ROOT, 'store/pupils.ts'), 'findPupil')).to.equal(false);
    expect(takesScope(join(ROOT, 'store/scope.ts'), 'pupilsInScope')).to.equal(true);
  });
});

function sourceFiles(folder: string): string[] {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(ROOT, folder, name));
  } catch {
    return [];
  }
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true);
}

/** Values (not types) that a file imports from `store/`. */
function importsFromStore(file: string): { from: string; name: string }[] {
  return parse(file)
    .statements.filter(ts.isImportDeclaration)
    .flatMap((statement) => {
      const path = ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : '';
      const from = join(file, '..', path);
      const bindings = statement.importClause?.namedBindings;
      if (!from.startsWith(join(ROOT, 'store/')) || statement.importClause?.isTypeOnly) return [];
      if (!bindings || !ts.isNamedImports(bindings)) return [{ from, name: '*' }];
      return bindings.elements
        .filter((element) => !element.isTypeOnly)
        .map((element) => ({ from, name: (element.propertyName ?? element.name).text }))
        .filter(({ name }) => asksTheStore(from, name));
    });
}

function declarationOf(file: string, name: string): ts.FunctionDeclaration | undefined {
  return parse(file)
    .statements.filter(ts.isFunctionDeclaration)
    .find((declaration) => declaration.name?.text === name);
}

/** Constants, and functions of what is in hand already, see nothing. */
function asksTheStore(file: string, name: string): boolean {
  const parameters = declarationOf(file, name)?.parameters ?? [];
  return name === '*' || parameters.some((parameter) => parameter.type?.getText() === 'Store');
}

/** True when the first or second parameter of a store function is a scope. */
function takesScope(file: string, name: string): boolean {
  const parameters = declarationOf(file, name)?.parameters ?? [];
  return parameters.slice(0, 2).some((parameter) => parameter.type?.getText() === 'Scope');
}
