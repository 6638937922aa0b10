// Where the site will stand. The folder itself works from any address; only what search engines want as a whole address needs it.

import {readFileSync} from 'node:fs';

/**
 * With a slash at its end, such as https://example.org/weighbridge/: WEIGHBRIDGE_SITE_URL where that is set, for one build; else
 * "homepage" of project.json, for all. null where nobody said it.
 */
export function siteAddress(): string | null {
  const {homepage} = JSON.parse(readFileSync(new URL('../../project.json', import.meta.url), 'utf8')) as {homepage: string};
  const given = process.env['WEIGHBRIDGE_SITE_URL'] ?? homepage;
  if (given === '') return null;
  const {protocol, href, search, hash} = new URL(given);
  if (!/^https?:$/.test(protocol) || search !== '' || hash !== '') throw new Error(`WEIGHBRIDGE_SITE_URL is no address of a folder: ${given}`);
  return href.endsWith('/') ? href : `${href}/`;
}
