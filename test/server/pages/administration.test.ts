import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { aThroughline, type TestThroughline } from '../../support/aThroughline.ts';
import {
  CHROMIUM,
  closeBrowser,
  keepScreenshot,
  openWindow,
  overflowsSideways,
  PHONE,
  seriousViolations,
} from '../../support/browser.ts';
import { aPerson, freshCode } from '../../support/signIn.ts';
import { SERVICES_TIMEOUT_MS } from '../../support/testServices.ts';

describe('administration in a browser', function () {
  this.timeout(90_000);
  let throughline: TestThroughline;
  before(async function () {
    if (CHROMIUM === undefined) this.skip();
    this.timeout(SERVICES_TIMEOUT_MS);
    throughline = await aThroughline(['server']);
  });
  after(async () => {
    await closeBrowser();
    await throughline?.drop();
  });

  async function signInBy(page: Page): Promise<void> {
    const admin = await aPerson(throughline, 'admin', { name: 'Winifred Oakshott' });
    await page.goto('/');
    await page.getByLabel('E-mail address').fill(admin.email);
    await page.getByLabel('Password').fill(admin.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByLabel('Code').fill(freshCode(admin));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Administration' }).waitFor();
  }

  it('invites a person, shows a secret once and tells it all in the audit log', async () => {
    const { context, page } = await openWindow(throughline.url);
    await page.goto('/sign-in');
    expect(await seriousViolations(page)).to.deep.equal([]);
    await keepScreenshot(page, 'sign-in');
    await signInBy(page);
    await keepScreenshot(page, 'administration');
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByText('There is a problem').waitFor();
    expect(await seriousViolations(page)).to.deep.equal([]);
    await page.getByLabel('E-mail address').fill('corwen@school.example');
    await page.getByLabel('Name').fill('Corwen Thistlewick');
    await page.getByLabel('Role').selectOption('dsl');
    await page.getByLabel(/Test School/).check();
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByText('Link for Corwen Thistlewick to begin with').waitFor();
    expect(await seriousViolations(page)).to.deep.equal([]);
    await keepScreenshot(page, 'person');
    await page.reload();
    expect(await page.getByText('Link for Corwen Thistlewick').count()).to.equal(0);
    await page.goto('/admin/sources');
    await page.getByLabel('School', { exact: true }).selectOption({ label: 'Test School' });
    await page.getByLabel('What the school calls it').fill('CPOMS');
    await page.getByRole('button', { name: 'Add source' }).click();
    await page.getByText('Shown this once').waitFor();
    expect(await page.locator('.app-secret').textContent()).to.match(/^whsec_/);
    await keepScreenshot(page, 'sources');
    await page.goto('/audit');
    await page.getByRole('cell', { name: /Changed a source or its secret/ }).waitFor();
    await keepScreenshot(page, 'audit');
    await context.close();
  });

  it('has no serious violation and no sideways scrolling on a phone, with or without script', async () => {
    const { context, page } = await openWindow(throughline.url, { viewport: PHONE });
    await signInBy(page);
    for (const path of [
      '/admin',
      '/admin/schools',
      '/admin/people',
      '/admin/sources',
      '/audit',
      '/account',
    ]) {
      await page.goto(path);
      expect(await seriousViolations(page), path).to.deep.equal([]);
      expect(await overflowsSideways(page), path).to.equal(false);
    }
    await keepScreenshot(page, 'account-phone');
    await context.close();
    const plain = await openWindow(throughline.url, { script: false });
    await signInBy(plain.page);
    await plain.context.close();
  });

  it('shows the queues to an administrator under a policy the board can work with', async () => {
    const { context, page } = await openWindow(throughline.url);
    const blocked: string[] = [];
    page.on('console', (message) => {
      // The board would fetch a typeface from Google: that stays blocked.
      if (/Content Security Policy/.test(message.text()) && !/fonts\.googleapis/.test(message.text()))
        blocked.push(message.text());
    });
    await signInBy(page);
    await page.goto('/admin/queues/');
    await page.getByText('ingest').first().waitFor();
    await keepScreenshot(page, 'queues');
    expect(blocked).to.deep.equal([]);
    await context.close();
  });
});
