import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { buildDigest } from '../../domain/digest/buildDigest.ts';
import type { DigestDetail } from '../../domain/digest/digestFacts.ts';
import { ordinaryWeek } from '../../scripts/preview/ordinaryWeek.ts';
import { renderDigest } from '../../templates/renderDigest.ts';
import {
  CHROMIUM,
  closeBrowser,
  keepScreenshot,
  LAPTOP,
  openWindow,
  overflowsSideways,
  PHONE,
  seriousViolations,
} from '../support/browser.ts';

const SCREENS_READ = 2;

/** Windows of a mail program, for an ordinary week with somebody in every part. */
const WINDOWS = [
  { detail: 'full', name: 'a laptop', viewport: LAPTOP },
  { detail: 'initials', name: 'a laptop', viewport: LAPTOP },
  { detail: 'initials', name: 'a phone', viewport: PHONE },
] as const;

function mail(detail: DigestDetail): string {
  return renderDigest(buildDigest(ordinaryWeek({ detail }))).html;
}

describe('the digest in a mail window', function () {
  this.timeout(60_000);

  before(function () {
    if (CHROMIUM === undefined) this.skip();
  });

  after(closeBrowser);

  async function look<T>(
    options: { detail: DigestDetail; viewport: typeof LAPTOP; dark?: boolean },
    what: (page: Page) => Promise<T>,
  ): Promise<T> {
    const { context, page } = await openWindow('http://localhost', { viewport: options.viewport });
    if (options.dark) await page.emulateMedia({ colorScheme: 'dark' });
    await page.setContent(mail(options.detail));
    await keepScreenshot(
      page,
      `mail-${options.detail}-${options.viewport.width}${options.dark ? '-dark' : ''}`,
    );
    const seen = await what(page);
    await context.close();
    return seen;
  }

  for (const { detail, name, viewport } of WINDOWS) {
    it(`takes two screens of ${name} at most for an ordinary week (${detail})`, async () => {
      const height = await look({ detail, viewport }, (page) =>
        page.evaluate<number>('document.documentElement.scrollHeight'),
      );
      expect(height).to.be.at.most(SCREENS_READ * viewport.height);
    });
  }

  for (const dark of [false, true]) {
    it(`has no serious fault of access and nothing to scroll sideways to on a phone (${dark ? 'dark' : 'light'})`, async () => {
      await look({ detail: 'full', viewport: PHONE, dark }, async (page) => {
        expect(await seriousViolations(page)).to.deep.equal([]);
        expect(await overflowsSideways(page)).to.equal(false);
      });
    });
  }
});
