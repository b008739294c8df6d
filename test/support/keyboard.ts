import type { Page } from 'playwright-core';

/** What has the focus, as somebody at a keyboard meets it. */
interface Focus {
  readonly text: string;
  readonly isShown: boolean;
  readonly isInView: boolean;
  /** False where it stands before what had the focus last. */
  readonly isOnward: boolean;
}

/** The text of the focused thing, whether its focus can be seen, and whether it comes after the one before. */
const READ_FOCUS = `(() => {
  const it = document.activeElement;
  if (it === null || it === document.body) return null;
  const label = it.labels && it.labels[0];
  const isRing = (style) =>
    style.boxShadow !== 'none' ||
    style.backgroundColor === 'rgb(255, 221, 0)' ||
    (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && !/, 0\\)$/.test(style.outlineColor));
  const box = (label && it.matches('[type=radio], [type=checkbox]') ? label : it).getBoundingClientRect();
  const before = window.focusedBefore;
  window.focusedBefore = it;
  // A date has parts of its own, each with the browser's own mark.
  const isWithin = before === it;
  // After the last comes the first.
  const isFirst = it.matches('.govuk-skip-link');
  return {
    text: ((label ? label.innerText : it.innerText || it.getAttribute('aria-label') || it.value) || '').trim(),
    isShown: isWithin || isRing(getComputedStyle(it)) || Boolean(label && isRing(getComputedStyle(label, '::before'))),
    isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isOnward: isWithin || isFirst || !before || !before.isConnected || (before.compareDocumentPosition(it) & 4) !== 0,
  };
})()`;

/** More presses of a key than any page should ask for. */
const MOST_PRESSES = 300;

/** A keyboard and nothing else, that notes where it could not be followed by eye. */
export interface Keyboard {
  /** Presses Tab until something of this name has the focus. @throws when there is no way to it */
  tabTo(name: string | RegExp): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Presses Enter and waits for the page that follows. */
  follow(): Promise<void>;
  /** What had the focus without showing it, out of view, or out of order. */
  readonly faults: readonly string[];
}

/** The keyboard of a page. */
export function aKeyboard(page: Page): Keyboard {
  const faults: string[] = [];
  const note = ({ text, isShown, isInView, isOnward }: Focus): void => {
    const where = `${new URL(page.url()).pathname.replace(/[0-9a-f]{8,}/g, '…')}: ${text}`;
    if (!isShown) faults.push(`${where}: the focus cannot be seen`);
    if (!isInView) faults.push(`${where}: out of view`);
    if (!isOnward) faults.push(`${where}: out of order`);
  };
  return {
    faults,
    tabTo: async (name) => {
      for (let i = 0; i < MOST_PRESSES; i += 1) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluate<Focus | null>(READ_FOCUS);
        if (focus === null) continue;
        note(focus);
        if (typeof name === 'string' ? focus.text.includes(name) : name.test(focus.text)) return;
      }
      throw new Error(`no way by keyboard to ${String(name)} on ${page.url()}`);
    },
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.type(text),
    follow: async () => {
      const loaded = page.waitForEvent('load');
      await page.keyboard.press('Enter');
      await loaded;
    },
  };
}
