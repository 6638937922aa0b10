// Text of a report inside Markdown. Names come from a file that may mean harm: nothing in them may turn into a link, a mention,
// a picture or markup. Pure.

/** One line, without control characters and without those that turn the direction of text around. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, ' ').trim();
}

export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** As `code`: more backticks around than are within. */
export function code(text: string, most = 200): string {
  const line = shortened(oneLine(text), most);
  if (line === '') return '';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

/** A cell of a table: there a bar ends the cell even within code. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** Words of the report, whose `code` stays code; everything else is words and nothing more. */
export function words(text: string): string {
  return shortened(oneLine(text), 2000)
    .split('`')
    .map((piece, place) => (place % 2 === 1 ? code(piece) : plain(piece)))
    .join('');
}

/** @, # and addresses get an invisible joint, so that nobody is called and nothing is linked. */
function plain(text: string): string {
  return text
    .replace(/[\\*_[\]<>|~]/g, (sign) => `\\${sign}`)
    .replace(/([@#])(?=\w)/g, '$1\u2060')
    .replace(/(https?|ftp|mailto|www)(?=[:.])/gi, '$1\u2060');
}

/** A block of code; a longer fence where the text has one. */
export function block(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trimEnd()}\n${fence}`;
}
