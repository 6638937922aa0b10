// Every sentence the page itself says from a script. The element has its own (../element/strings.ts), the HTML the rest.

export const strings = {
  theme: {auto: 'Auto', light: 'Light', dark: 'Dark'},
  copy: {copy: 'Copy', copied: 'Copied', failed: 'Select and copy by hand'},
  exampleFailed: 'This example could not be loaded',
  update: {
    ready: 'A newer version of this page is ready.',
    elsewhere: 'This page was renewed in another tab.',
    cost: 'The page loads anew; the files on it have to be given again.',
    accept: 'Use it now',
    later: 'Later',
  },
  offline: {
    stored: 'stored on this computer: works without a network',
    install: 'Install as an app',
    installOpensFiles: 'Install as an app that opens .h5 and .keras files',
  },
  launch: {
    unreadable: 'The file could not be opened. It may have been moved, or permission was not given. Drop it here instead.',
    lost: 'The shared file did not arrive. Share it once more, or choose it here.',
    close: 'Close',
  },
};
