/* global addEventListener, document, localStorage, location, navigator */
// Shown by the service worker at whatever address was opened. The keys are those of src/i18n/useText.ts.
let chosen = null;
try {
  chosen = localStorage.getItem('parley.language');
} catch {
  // Storage is forbidden here: the browser's languages it is.
}
const wanted = [chosen, ...navigator.languages].map((tag) => (tag ?? '').toLowerCase().split('-')[0]);
document.documentElement.lang = wanted.find((language) => language === 'ko' || language === 'en') ?? 'en';
for (const button of document.querySelectorAll('button')) {
  button.addEventListener('click', () => location.reload());
}
addEventListener('online', () => location.reload());
