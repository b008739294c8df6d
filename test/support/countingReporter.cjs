const { reporters } = require('mocha');

/** Mocha's spec report, closed by a line that counts: `12 passed, 0 failed`. No test at all is a failure. */
module.exports = class CountingReporter extends reporters.Spec {
  done(failures, callback) {
    const { passes, pending } = this.stats;
    const skipped = pending > 0 ? `, ${pending} skipped` : '';
    process.stdout.write(`${passes} passed, ${failures} failed${skipped}\n`);
    callback(passes + failures === 0 ? 1 : failures);
  }
};
