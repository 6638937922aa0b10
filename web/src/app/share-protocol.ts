// How a shared file gets from the service worker, which takes the POST, to the page that is opened for it.

/** The action of the manifest's share_target, relative to the service worker's scope. */
export const shareAction = 'share';
/** The form field of the manifest's share_target. */
export const shareField = 'files';
/** The page's query parameter; its value is the ticket under which the worker keeps the files. */
export const shareParameter = 'shared';

/** From the page, with a MessagePort on which the worker answers with `readonly File[]`. */
export interface SharedFilesRequest {
  readonly type: 'shared-files';
  readonly ticket: string;
}
