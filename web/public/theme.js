// Before the first paint: the theme that was chosen (src/app/theme.ts keeps it), so that no light page flashes up in a dark room. Not a
// module, since those wait until the page has been read.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Private windows and sandboxed frames refuse.
}
