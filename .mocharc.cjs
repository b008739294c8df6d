/** All tests, or only the files named on the command line: mocha itself would run those on top of all. */
const named = process.argv.slice(2).some((argument) => argument.endsWith('.test.ts'));

module.exports = {
  spec: named ? [] : ['test/**/*.test.ts', 'embedded/test/**/*.test.ts'],
  timeout: 30000,
  exit: true,
  'forbid-only': true,
};
