// A page that changes its view without loading, and talks to the widget through its API.
const VIEWS = { home: 'Home', prices: 'Prices', account: 'Your account' };

// Calls before the widget has loaded are kept in this array and run in their order.
window.Counterbell = window.Counterbell || [];
Counterbell.push(['identify', { name: 'Demo Customer', email: 'customer@example.org' }]);
Counterbell.push([
  'on',
  'message:received',
  ({ text }) => {
    document.querySelector('#answer').textContent = text;
  },
]);

function show() {
  const view = new URLSearchParams(location.search).get('view') ?? 'home';
  const title = VIEWS[view] ?? VIEWS.home;
  document.title = `${title}: a single-page app`;
  document.querySelector('main').textContent = title;
}

document.querySelector('nav').addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link) return;
  event.preventDefault();
  // The widget follows the address by itself: the operator sees the new page.
  history.pushState(null, '', link.href);
  show();
});
window.addEventListener('popstate', show);

document.querySelector('#ask').addEventListener('click', () => {
  Counterbell.push(['open']);
});
document.querySelector('#log-out').addEventListener('click', () => {
  // The next person at this browser must not see this one's chat.
  Counterbell.push(['reset']);
});
show();
