import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** Where a browser is, or undefined: then the tests that look at pages are skipped. */
export const CHROMIUM = process.env['CHROMIUM'] || undefined;

/** A narrow phone and a laptop's window. */
export const PHONE = { width: 360, height: 740 };
export const LAPTOP = { width: 1280, height: 900 };

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Promise<Browser> | undefined;

/**
 * A window of its own, with no cookies, in the one browser of the run. Close its context when done; call
 * `closeBrowser` in the last `after` of a file.
 * @param script false to see the page as somebody without JavaScript does
 */
export async function openWindow(
  baseUrl: string,
  options: { readonly viewport?: { width: number; height: number }; readonly script?: boolean } = {},
): Promise<{ context: BrowserContext; page: Page }> {
  if (CHROMIUM === undefined) throw new Error('CHROMIUM names no browser');
  browser ??= chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const context = await (
    await browser
  ).newContext({
    baseURL: baseUrl,
    viewport: options.viewport ?? LAPTOP,
    javaScriptEnabled: options.script ?? true,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { context, page };
}

/** Ends the browser; the next window starts another. */
export async function closeBrowser(): Promise<void> {
  const running = browser;
  browser = undefined;
  await (await running)?.close();
}

/** A violation of WCAG 2.2 A or AA that axe-core calls serious or critical. */
export interface Violation {
  readonly rule: string;
  readonly targets: readonly string[];
}

/** What axe-core finds wrong with the page as it stands, from serious upwards. */
export async function seriousViolations(page: Page): Promise<Violation[]> {
  // Page scripts may not come from elsewhere; the debugger's may.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; impact: string; nodes: { target: string[] }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({ rule: id, targets: nodes.map(({ target }) => target.join(' ')) }));
  });
}

/** True when the page must be scrolled sideways. */
export function overflowsSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}

/** Keeps a picture of the whole page in SCREENSHOTS, a folder, where that is given. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (!folder) return;
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
