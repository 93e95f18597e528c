/* global addEventListener, document, localStorage, location */
// What happens before the app, or without it. A file of its own, because the page's security policy allows no inline
// scripts.

// Before the first paint, so that a stored theme never flashes the other one. The app's switch writes the key:
// src/ui/theme.ts.
try {
  const theme = localStorage.getItem('parley.theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the system's theme it is.
}

// The way on of a page that has not started (build/notStarted.ts). The link alone would lose what stands behind the
// address's `#`: a host's key or an invitation.
addEventListener('click', (event) => {
  if (!event.target.matches('.not-started a')) return;
  event.preventDefault();
  location.reload();
});
