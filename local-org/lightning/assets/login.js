/* eslint-disable @lwc/lwc/no-document-query -- no component: the page stands without the engine */
// The page where one chooses a persona.
const problem = document.getElementById('problem');
for (const card of document.querySelectorAll('[data-username]')) {
  card.addEventListener('click', async () => {
    problem.textContent = '';
    try {
      const response = await fetch('/lightning/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-lightning-call': '1' },
        body: JSON.stringify({ username: card.dataset.username })
      });
      const answer = await response.json();
      if (answer.ok) window.location.assign('/lightning/page/home');
      else problem.textContent = answer.body?.[0]?.message ?? answer.body?.message ?? 'That did not work. Try again.';
    } catch {
      problem.textContent = 'The local org does not answer. Is it still running?';
    }
  });
}
