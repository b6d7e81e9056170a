// @ts-check
import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import due from '@salesforce/apex/HomeController.due';
import { countdown } from 'c/countdown';
import { sentence } from 'c/errors';
import { familyPage } from 'c/pages';
import { stepName } from 'c/requestForms';

const HOLDS = 'holds until';

/** @type {Record<string, { title: string, hint: string, dayWord: string }>} */
const WORDS = {
  newReferrals: { title: 'New referrals', hint: 'Waiting for your decision.', dayWord: '' },
  tellHer: { title: 'Tell her that she was referred', hint: 'She may not know that we have her details.', dayWord: 'by' },
  notices: { title: 'Privacy notices to give', hint: 'For families that are with you.', dayWord: 'by' },
  myNotices: { title: 'Privacy notices to give', hint: 'For families you support. Give it at the first talk.', dayWord: 'by' },
  preferences: { title: 'Ask again how to contact her', hint: 'An old answer counts as no.', dayWord: 'by' },
  silences: { title: 'No contact for weeks', hint: 'Is she still well? Try a safe way to reach her.', dayWord: 'last contact' },
  mySupervision: { title: 'Your own supervision', hint: 'Agree a day with your supervisor.', dayWord: 'by' },
  supervision: { title: 'Supervision overdue', hint: 'In your team.', dayWord: 'was due' },
  training: {
    title: 'Training or agreement that ends soon',
    hint: 'In your team. Without both, her families close to her.',
    dayWord: HOLDS
  },
  myTraining: {
    title: 'Your training ends soon',
    hint: 'Please renew it. Without it, your families close to you.',
    dayWord: HOLDS
  },
  myAgreement: {
    title: 'Your confidentiality agreement ends soon',
    hint: 'Please sign it again. Without it, your families close to you.',
    dayWord: HOLDS
  },
  leadAgreement: {
    title: 'A safeguarding lead needs to sign her agreement',
    hint: 'She can still protect families. Please see that it is signed again.',
    dayWord: HOLDS
  },
  leadTraining: {
    title: 'A safeguarding lead needs training',
    hint: 'She can still protect families. Please see that it is renewed.',
    dayWord: HOLDS
  },
  returns: { title: 'Things to get back', hint: 'From who has left. Tick them off under Hand over.', dayWord: 'by' },
  links: { title: 'Could be the same person', hint: 'Two files to look at. Nobody else sees this.', dayWord: '' },
  someoneElse: {
    title: 'Find another supporter',
    hint: 'Please hand this family over. A safeguarding lead can tell you more.',
    dayWord: ''
  },
  urgentAccess: { title: 'Urgent access to review', hint: 'Somebody else than the one who used it decides.', dayWord: 'by' },
  concerns: { title: 'Concerns to decide', hint: 'Open them under Concerns.', dayWord: 'by' },
  concernSteps: { title: 'Concerns: a step is due', hint: 'Open them under Concerns.', dayWord: 'by' },
  concernReviews: { title: 'Concerns to look at again', hint: 'Two people, once a year.', dayWord: 'by' },
  losses: { title: 'Data lost or sent wrongly', hint: 'The hours run. Open it under Data lost.', dayWord: 'report by' },
  complaints: { title: 'Complaints', hint: 'Open them under Complaints.', dayWord: 'next step by' },
  fewLeads: {
    title: 'Too few safeguarding leads',
    hint: 'There should be at least two who can act. Please name another.',
    dayWord: ''
  },
  requests: { title: 'Requests about her data', hint: 'Open them under Requests.', dayWord: 'by' },
  copies: { title: 'Copies to look at', hint: 'Every copy needs a look from a lead. Open them under Copies to look at.', dayWord: '' },
  calendar: { title: 'Bank holidays', hint: 'Without them the days of requests can be wrong.', dayWord: '' },
  sharingToDecide: { title: 'Sharing to decide', hint: 'Without her consent. Open Information shared outside.', dayWord: '' },
  sharingToReview: { title: 'Emergency sharing to look at', hint: 'Somebody else than who wrote it looks at it.', dayWord: 'by' },
  sharingToWeigh: {
    title: 'Emergency sharing with something to weigh',
    hint: 'Look at these first, today. What it is stands with each.',
    dayWord: 'by'
  },
  sharingMarked: {
    title: 'Emergency sharing with something to weigh',
    hint: 'A lead looks at it. Check the agreement, the purpose or her objection in Information shared outside.',
    dayWord: 'by'
  },
  sharingToTell: { title: 'Can she be told now?', hint: 'Something was shared without telling her.', dayWord: 'look again on' },
  sharingRecipients: { title: 'Tell who received it', hint: 'She took something back. Open Information shared outside.', dayWord: 'by' },
  concernSharing: { title: 'Sharing because of a concern', hint: 'Open the concern under Concerns.', dayWord: 'second look by' },
  agreements: { title: 'Agreements to look at', hint: 'With those who handle data for us. Open Registers.', dayWord: 'by' },
  policies: { title: 'Policy documents to look at', hint: 'What rests on them stops when they are out of date.', dayWord: 'by' },
  proposals: { title: 'Proposed for the registers', hint: 'Open Proposals for the registers.', dayWord: 'since' },
  disposalsToDecide: {
    title: 'Files whose time is up',
    hint: 'Open Delete for good. You decide, another person agrees.',
    dayWord: 'kept until'
  },
  disposalsToAgree: { title: 'Delete for good: agree or stop', hint: 'Somebody has decided. A second person is needed.', dayWord: '' },
  holdsToLookAt: {
    title: 'Claims and inquiries to look at',
    hint: 'Every six months. Open Delete for good, Claims and inquiries.',
    dayWord: ''
  },
  filesToReview: {
    title: 'Files held for safety: the yearly review',
    hint: 'Two people. Open Delete for good, Reviews by two people.',
    dayWord: ''
  },
  reviewsToSign: { title: 'A review that needs a second person', hint: 'Open Delete for good, Reviews by two people.', dayWord: '' },
  oldNotes: { title: 'Old notes to look through', hint: 'Their day is near. Open Delete for good, Old notes.', dayWord: '' },
  registersToDecide: { title: 'Old entries of registers', hint: 'Open Delete for good. You decide, another person agrees.', dayWord: '' },
  registersToAgree: { title: 'Old entries: agree or stop', hint: 'Somebody has decided. A second person is needed.', dayWord: '' },
  disposalsStuck: {
    title: 'Delete for good: it does not come to an end',
    hint: 'It was tried several nights. Please ask the database manager.',
    dayWord: ''
  },
  disposalsLeft: { title: 'Delete for good: look at what is left', hint: 'Open Delete for good.', dayWord: '' },
  paperWitness: { title: 'Did you see paper being shredded?', hint: 'Open it under Paper and say so.', dayWord: 'on' },
  paperOut: { title: 'Paper to bring back', hint: 'Open it under Paper.', dayWord: 'by' },
  paperMissing: { title: 'Paper that was not found', hint: 'Go on looking. Open it under Paper.', dayWord: 'since' },
  paperOpen: { title: 'Paper to lock away', hint: 'Lock it away, then say so under Paper.', dayWord: '' },
  paperToShred: { title: 'Paper to shred', hint: 'A deletion waits for it. Open it under Paper.', dayWord: '' },
  paperCount: { title: 'Cabinets to count', hint: 'Every three months. Open Paper.', dayWord: 'by' },
  unusual: { title: 'Looks to ask about', hint: 'The Access log shows more.', dayWord: 'on' }
};

/** What is due for the person at the screen: by code, her own work only. */
export default class HomeDue extends NavigationMixin(LightningElement) {
  /** @type {any[]} */
  parts = [];
  /** @type {any[] | undefined} */
  sections;
  message = '';

  async connectedCallback() {
    try {
      this.sections = await due();
      await this.show();
    } catch (error) {
      this.message = sentence(error);
    }
  }

  async show() {
    const full = (this.sections ?? []).filter(({ items }) => items.length > 0);
    this.parts = await Promise.all(
      full.map(async (section) => ({
        ...(WORDS[section.key] ?? { title: section.key, hint: '', dayWord: '' }),
        key: section.key,
        count: section.items.length,
        items: await Promise.all(section.items.map((item) => this.present(section.key, item)))
      }))
    );
  }

  /**
   * @param {string} key
   * @param {any} item
   */
  async present(key, item) {
    const url = item.clientId ? await this[NavigationMixin.GenerateUrl](familyPage(item.clientId)) : '';
    const words = WORDS[key]?.dayWord ?? '';
    const dayWord = item.late && words === HOLDS ? 'held until' : words;
    const left = item.next ? countdown({ ...item, open: true }) : null;
    const next = item.next ? `Next: ${stepName(item.next)}` : '';
    return { ...item, url, dayWord, next, left, isLate: item.late && key !== 'silences' && !left };
  }

  /** @param {any} event */
  open(event) {
    event.preventDefault();
    this[NavigationMixin.Navigate](familyPage(event.currentTarget.dataset.id));
  }

  get loading() {
    return !this.sections && !this.message;
  }

  get nothing() {
    return this.sections?.every(({ items }) => items.length === 0) ?? false;
  }

  /** The parts that are empty, named so that she knows they were looked at. */
  get done() {
    const empty = (this.sections ?? []).filter(({ items }) => items.length === 0).map(({ key }) => WORDS[key]?.title.toLowerCase());
    return this.nothing ? '' : empty.join(', ');
  }
}
