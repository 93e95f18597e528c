import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Guest } from './Guest.ts';

/** Names of what hosts press, as both languages have them. */
export const words = {
  en: {
    actionsFor: (name: string) => `Actions for ${name}`,
    people: 'People',
    more: 'More',
    settings: 'Meeting settings',
    leave: 'Leave meeting',
  },
  ko: {
    actionsFor: (name: string) => `${name} 님 메뉴`,
    people: '참가자',
    more: '더보기',
    settings: '회의 설정',
    leave: '회의 나가기',
  },
} as const;

export type Language = keyof typeof words;

/** A person in the call who looks at others in the people panel, and acts on them there. */
export class PeoplePanel {
  readonly #page: Page;
  readonly #language: Language;

  constructor(guest: Guest, language: Language) {
    this.#page = guest.page;
    this.#language = language;
  }

  get list(): Locator {
    return this.#page.getByRole('list', { name: words[this.#language].people, exact: true });
  }

  row(name: string): Locator {
    return this.list.locator('> li').filter({ hasText: name });
  }

  get card(): Locator {
    return this.#page.getByRole('dialog', { name: /^(Actions for .*|.* 님 메뉴)$/ });
  }

  async open(): Promise<void> {
    await this.#page.locator('h1').focus();
    if ((await this.list.count()) === 0) await this.#page.keyboard.press('p');
    await this.list.waitFor();
  }

  async close(): Promise<void> {
    await this.#page.locator('h1').focus();
    if ((await this.list.count()) > 0) await this.#page.keyboard.press('p');
    await this.list.waitFor({ state: 'detached' });
  }

  async openCard(name: string): Promise<void> {
    await this.open();
    await this.row(name)
      .getByRole('button', { name: words[this.#language].actionsFor(name) })
      .press('Enter');
    await hasFocus(this.card);
  }

  /** Opens somebody's card and does one thing, by keyboard. */
  async act(name: string, action: string): Promise<void> {
    await this.openCard(name);
    await this.card.getByRole('button', { name: action, exact: true }).press('Enter');
  }

  /** What somebody's card offers. */
  async offered(name: string): Promise<string[]> {
    await this.openCard(name);
    const texts = await this.card.getByRole('button').allInnerTexts();
    await this.#page.keyboard.press('Escape');
    await this.card.waitFor({ state: 'detached' });
    return texts;
  }
}

/** Cards and menus take the focus a frame after they are there: a key that is pressed before goes to somebody else. */
export async function hasFocus(opened: Locator): Promise<void> {
  await opened.locator(':focus').waitFor();
}

/** Chooses from the menu that has just been opened, by keyboard. */
export async function pressInMenu(guest: Guest, name: string): Promise<void> {
  await hasFocus(guest.page.getByRole('menu'));
  await guest.page.getByRole('menuitem', { name }).press('Enter');
}

/** Opens the settings of the room from the menu behind "more". */
export async function openRoomSettings(guest: Guest, language: Language): Promise<Locator> {
  const { more, settings } = words[language];
  await guest.page.getByRole('button', { name: more, exact: true }).press('Enter');
  await pressInMenu(guest, settings);
  const dialog = guest.page.getByRole('dialog', { name: settings });
  await dialog.waitFor();
  return dialog;
}

/** Counts the notes a page plays, from now on in every page of the profile. */
export async function countNotes(profile: BrowserContext): Promise<void> {
  await profile.addInitScript(() => {
    window.OscillatorNode = class extends OscillatorNode {
      override start(when?: number): void {
        window.notesPlayed = (window.notesPlayed ?? 0) + 1;
        super.start(when);
      }
    };
  });
}

export function notesPlayed(guest: Guest): Promise<number> {
  return guest.page.evaluate(() => window.notesPlayed ?? 0);
}

declare global {
  interface Window {
    notesPlayed?: number;
  }
}
