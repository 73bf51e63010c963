/** How clear the page is: fills in the letter that its link opens, or sends the form and tells what came of it. */

export function ratingStart() {
  const fields = document.querySelector('.rating-rate');
  if (!fields) return;
  const letter = fields.querySelector('a');
  const empty = letter && letter.href;
  const follow = () => {
    // An answer to the question of another grade.
    for (const one of fields.querySelectorAll(':checked')) one.checked = Boolean(one.offsetParent);
    if (letter) letter.href = empty + encodeURIComponent(ratingText(fields));
  };
  fields.addEventListener('input', follow);
  // Browsers put back what was chosen before a page is read again.
  follow();
  if (letter) return;
  fields.form.addEventListener('submit', (event) => {
    event.preventDefault();
    ratingSend(fields);
  });
}

/** The grade, on the last line of the letter; then what else was said. */
function ratingText(fields) {
  const values = ['rate', 'answer'].map((name) => fields.querySelector('[name=' + name + ']:checked'));
  return [...values, fields.querySelector('textarea')].map((one) => (one ? one.value : '')).join('\r\n').trim();
}

async function ratingSend(fields) {
  const { form } = fields;
  const said = form.querySelector('[role=status]');
  if (form.hasAttribute('aria-busy')) return;
  form.setAttribute('aria-busy', 'true');
  // What is said twice must be new to be heard twice.
  said.textContent = '';
  const isSent = await ratingPost(form);
  form.removeAttribute('aria-busy');
  said.textContent = isSent ? said.dataset.sent : said.dataset.fault;
  if (!isSent) return;
  fields.remove();
  said.focus();
}

/** Sends what the form holds and nothing else. @param {HTMLFormElement} form @returns {Promise<boolean>} */
async function ratingPost(form) {
  const body = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(form.action, { method: 'POST', body, credentials: 'omit', referrerPolicy: 'no-referrer' });
    return answer.ok;
  } catch (error) {
    return false;
  }
}
