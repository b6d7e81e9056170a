// @ts-check

/**
 * The sheet as comma-separated text: what is hidden says so and is no zero.
 * @param {any} sheet
 * @returns {string}
 */
export function csv(sheet) {
  const rows = [
    [sheet.title, sheet.period],
    [sheet.rowTitle, ...sheet.columns, 'Total of what is shown'],
    ...sheet.lines.map(({ label, values, total }) => [label, ...values.map(({ shown }) => shown ?? 'hidden'), total ?? 'hidden']),
    ['Total of what is shown', ...sheet.columnTotals.map((total) => total ?? 'hidden'), sheet.total ?? 'hidden']
  ];
  return rows.map((row) => row.map(quoted).join(',')).join('\r\n');
}

/** @param {string | number} value in quotes, and never a formula */
function quoted(value) {
  const text = String(value);
  return `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
