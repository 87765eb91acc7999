// Keys that work on every page: / searches, j and k walk through a list, ? helps.
const search = document.getElementById('search');
const help = document.getElementById('help');

export function isTyping(event) {
  const target = event.target;
  return event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable
    || (target.matches && target.matches('input, textarea, select'));
}

function walk(step) {
  const links = [...document.querySelectorAll('[data-list] [data-open]')];
  if (links.length === 0) {
    return;
  }
  const now = links.indexOf(document.activeElement);
  const next = now < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, now + step));
  links[next].focus();
  links[next].closest('li, tr').scrollIntoView({ block: 'nearest' });
}

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && event.target === search) {
    search.blur();
    return;
  }
  if (isTyping(event) || (help && help.open)) {
    return;
  }
  if (event.key === '/' && search) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === '?' && help) {
    event.preventDefault();
    help.showModal();
  } else if (event.key === 'j') {
    walk(1);
  } else if (event.key === 'k') {
    walk(-1);
  }
});

document.querySelectorAll('[data-open-help]').forEach(button => button.addEventListener('click', () => help.showModal()));
