// The content security policy. Each page carries its own in a meta tag, for hosts that send no headers; _headers repeats it for those that do.

import {readFileSync} from 'node:fs';

/** The policy in a page's meta tag. */
export function policyIn(html: string): string {
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1];
  if (policy === undefined) throw new Error('a page without a policy');
  return policy;
}

export const policyOfFile = (path: string): string => policyIn(readFileSync(path, 'utf8'));
