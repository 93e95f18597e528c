/* global document, localStorage */
// Runs before the first paint, so that a stored theme never flashes the other one. A file of its own, because the
// page's security policy allows no inline scripts. The app's theme switch writes the key: src/ui/theme.ts.
try {
  const theme = localStorage.getItem('parley.theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the system's theme it is.
}
