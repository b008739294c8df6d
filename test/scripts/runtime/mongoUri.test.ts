import { expect } from 'chai';
import { databaseNameIn, withDatabaseName } from '../../../scripts/runtime/mongoUri.ts';

describe('the database name in a MongoDB address', () => {
  for (const [uri, named, expected] of [
    ['mongodb://h', undefined, 'mongodb://h/n'],
    ['mongodb://h/', undefined, 'mongodb://h/n'],
    ['mongodb://h:1,i:2/old?replicaSet=r', 'old', 'mongodb://h:1,i:2/n?replicaSet=r'],
    ['mongodb://h?w=1', undefined, 'mongodb://h/n?w=1'],
    ['mongodb+srv://u:p@h/old', 'old', 'mongodb+srv://u:p@h/n?authSource=old'],
    ['mongodb://u:p@h/?tls=true', undefined, 'mongodb://u:p@h/n?tls=true&authSource=admin'],
    ['mongodb://u:p@h/old?authSource=x', 'old', 'mongodb://u:p@h/n?authSource=x'],
  ] as const) {
    it(`is read from and changed in ${uri}`, () => {
      expect(databaseNameIn(uri)).to.equal(named);
      expect(withDatabaseName(uri, 'n')).to.equal(expected);
    });
  }

  it('is refused for an address of something else, without quoting it', () => {
    expect(() => withDatabaseName('redis://:secret@h', 'n')).to.throw(RangeError, /^not a MongoDB address$/);
  });
});
