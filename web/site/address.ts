// Where the site will stand. The folder itself works from any address; only what search engines want as a whole address needs it.

/** WEIGHBRIDGE_SITE_URL, such as https://example.org/weighbridge/, with a slash at its end; null when it was not given. */
export function siteAddress(): string | null {
  const given = process.env['WEIGHBRIDGE_SITE_URL'];
  if (given === undefined || given === '') return null;
  const {protocol, href, search, hash} = new URL(given);
  if (!/^https?:$/.test(protocol) || search !== '' || hash !== '') throw new Error(`WEIGHBRIDGE_SITE_URL is no address of a folder: ${given}`);
  return href.endsWith('/') ? href : `${href}/`;
}
