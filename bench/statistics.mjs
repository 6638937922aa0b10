// Contestants in turns, so that whatever else the machine does meets all of them alike; the middle of their rounds, and how far they lie apart.

/** @template T @param {number} rounds @param {Record<string, () => Promise<T>>} contestants @returns {Promise<Map<string, T[]>>} */
export async function inTurns(rounds, contestants) {
  /** @type {Map<string, T[]>} */
  const samples = new Map(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contestants)) {
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[Kround ${round + 1} of ${rounds}: ${name}`);
      samples.get(name)?.push(await run());
    }
  }
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  return samples;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** @param {number} value */
export function digits(value) {
  if (!Number.isFinite(value)) return '-';
  return value.toLocaleString('en', {maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2});
}

/** The middle and both ends. @param {readonly number[]} values @param {string} unit */
export const spread = (values, unit) => `${digits(median(values))} ${unit} (${digits(Math.min(...values))} to ${digits(Math.max(...values))})`;

/** A table as Markdown has it, its columns aligned. @param {readonly (readonly string[])[]} rows the first one is the head */
export function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (/** @type {readonly string[]} */ row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...rest] = rows;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rest.map(line)].join('\n');
}

/**
 * Everyone's times, and how many times as long as the first one's they are.
 * @param {string} title @param {Map<string, number[]>} samples
 */
export function compare(title, samples) {
  const [first = []] = samples.values();
  const rows = [...samples].map(([name, values]) => [name, spread(values, 'ms'), `${digits(median(values) / median(first))} x`]);
  console.log(`\n${title}\n\n${table([['what', 'middle (fastest to slowest)', 'of the first'], ...rows])}`);
}
