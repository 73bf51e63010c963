/** Buttons that copy what a field holds, where scripts run. */

export function copyEvery() {
  const [button, said] = document.querySelector('template[data-copy]').content.children;
  for (const field of document.querySelectorAll('[data-module=copy]')) copyStart(field, button.cloneNode(true), said.cloneNode(true));
}

function copyStart(field, button, said) {
  button.querySelector('.hidden').textContent += field.querySelector('label').textContent;
  button.addEventListener('click', () => copyNow(field.querySelector('input, textarea'), said));
  field.append(button, said);
}

async function copyNow(text, said) {
  // What is said twice must be new to be heard twice.
  said.textContent = '';
  try {
    await navigator.clipboard.writeText(text.value);
    said.textContent = said.dataset.copied;
  } catch (error) {
    text.focus();
    text.select();
    said.textContent = said.dataset.select;
  }
}
