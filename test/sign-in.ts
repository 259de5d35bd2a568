import type { Page } from 'playwright-core';

interface SignInWords {
  readonly signIn: string;
  readonly userName: string;
  readonly password: string;
}

/** As a person does it, from the page they are on. */
export async function signIn(page: Page, words: SignInWords, who: { name: string; password: string }): Promise<void> {
  const field = page.getByLabel(words.userName);
  if ((await field.count()) === 0) await page.getByRole('button', { name: words.signIn, exact: true }).click();
  await field.fill(who.name);
  await page.getByLabel(words.password).fill(who.password);
  await page.getByRole('main').getByRole('button', { name: words.signIn, exact: true }).click();
}
