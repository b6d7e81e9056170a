// @ts-check

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 * @returns {string} such as "1 hour" or "3 hours"
 */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * @param {number} minutes until then; negative when it has passed
 * @returns {string} hours in words: evenings and weekends count, so nobody has to think in days
 */
export function hoursLeft(minutes) {
  const all = Math.abs(minutes);
  const hours = Math.floor(all / 60);
  const rest = all % 60;
  const parts = [...(hours > 0 ? [counted(hours, 'hour')] : []), ...(rest > 0 || hours === 0 ? [counted(rest, 'minute')] : [])];
  return minutes < 0 ? `Late by ${parts.join(' ')}` : `${parts.join(' ')} left`;
}

/**
 * @param {number} days until then; negative when it has passed
 * @returns {string}
 */
export function daysLeft(days) {
  if (days === 0) return 'Today';
  return days < 0 ? `Late by ${counted(-days, 'day')}` : `${counted(days, 'day')} left`;
}
