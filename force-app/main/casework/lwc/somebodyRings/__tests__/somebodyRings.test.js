import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createElement } from 'lwc';
import SomebodyRings from 'c/somebodyRings';
import { SCRIPTS } from '../scripts';

const settle = () => new Promise((resolve) => setTimeout(resolve));

async function shown(situation) {
  const element = createElement('c-somebody-rings', { is: SomebodyRings });
  document.body.appendChild(element);
  await settle();
  if (situation) {
    const group = element.shadowRoot.querySelector('lightning-radio-group');
    group.dispatchEvent(new CustomEvent('change', { detail: { value: situation } }));
    await settle();
  }
  return element;
}
const text = (element) => element.shadowRoot.textContent;

describe('c-somebody-rings', () => {
  afterEach(() => document.body.replaceChildren());

  it('says nothing before it knows what is happening', async () => {
    const element = await shown();
    expect(text(element)).not.toContain('999');
    await expect(element).toBeAccessible();
  });

  it.each(['partner', 'unknown', 'pressed'])('neither confirms nor denies: %s', async (situation) => {
    const element = await shown(situation);
    expect(text(element)).toContain('I cannot say whether we know anybody of that name.');
    expect(text(element)).toContain('ring 999 first');
    await expect(element).toBeAccessible();
  });

  it('ACC-08: answers everybody from words that stand here, and asks the org nothing about anybody', () => {
    const everything = Object.values(SCRIPTS);
    expect(everything).toHaveLength(4);
    for (const { say, never } of everything) {
      expect(say.join(' ')).not.toMatch(/\b(?:yes|no), (?:we|she)\b|she is (?:not )?(?:with us|here|known)|never heard/i);
      expect(never.length).toBeGreaterThan(0);
    }
    const source = readFileSync(path.join(__dirname, '..', 'somebodyRings.js'), 'utf8');
    expect(source).not.toContain('@salesforce/apex');
  });

  it('tells a professional nothing on the spot, and rings back through the team', async () => {
    const element = await shown('professional');
    expect(text(element)).toContain('through the number of your team');
    expect(text(element)).toContain('Say whether she came, or whether we know her.');
  });

  it('says that next of kin is no permission', async () => {
    const element = await shown('partner');
    expect(text(element)).toContain('Next of kin is no permission.');
  });

  it('forgets the situation when it is over', async () => {
    const element = await shown('partner');
    [...element.shadowRoot.querySelectorAll('lightning-button')].find(({ label }) => label === 'Done').click();
    await settle();
    expect(text(element)).not.toContain('I cannot say');
  });
});
