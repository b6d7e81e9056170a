/**
 * The statutory clock of the package once more, for the tool: takes values, gives dates, like StatutoryClock in Apex, and must
 * agree with it in every case (e2e/clock.test.ts). Its numbers and holidays come from the same records.
 */
export { Law, lawOfOrg, lawOfSource, type Query } from './law.ts';
export { KINDS, requestDeadlines, standing, type RequestDeadlines, type RequestFacts } from './request.ts';
export type { Pause } from './pauses.ts';
export { COMPLAINT_KINDS, complaintDeadlines, type ComplaintDeadlines, type ComplaintFacts } from './complaint.ts';
export { breachDeadlines, type BreachDeadlines, type BreachFacts } from './breach.ts';
export { safeguardingDeadlines, type SafeguardingDeadlines, type SafeguardingFacts } from './safeguarding.ts';
export { noticeDeadlines, type NoticeDeadlines, type NoticeFacts } from './notice.ts';
export { opinionDeadlines, type OpinionDeadlines, type OpinionFacts } from './opinion.ts';
