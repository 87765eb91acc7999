// The review queue from the keyboard alone: digits choose a type, Enter confirms, s skips, u undoes; and the claim of what is shown.
import { isTyping } from './keys.js';

const RENEW_MILLISECONDS = 3 * 60 * 1000;

const viewer = document.querySelector('.reviewing');
const decide = document.querySelector('[data-decide]');
const skip = document.querySelector('[data-skip]');
const undo = document.querySelector('[data-undo]');
const begin = document.querySelector('[data-begin]');
const claimed = document.querySelector('[data-claimed]');
const claim = viewer?.dataset.claim;

// Whoever goes on within the queue keeps the claim, or the service has given it back already.
let staying = false;

function send(form) {
  staying = true;
  form.requestSubmit();
}

function choose(number) {
  const radio = decide?.querySelector(`[data-number="${number}"]`);
  if (radio) {
    radio.checked = true;
    radio.dispatchEvent(new Event('change', { bubbles: true }));
    radio.scrollIntoView({ block: 'nearest' });
  }
}

function page(selector) {
  const link = document.querySelector(selector);
  if (link) {
    staying = true;
    location.assign(link.href);
  }
}

function confirm() {
  if (decide) {
    send(decide);
  } else if (skip) {
    send(skip);
  } else if (begin) {
    send(begin.form);
  }
}

const keys = {
  'Enter': confirm,
  's': () => decide && send(skip),
  'u': () => undo && send(undo),
  'ArrowLeft': () => viewer && page('[data-previous-page]'),
  'ArrowRight': () => viewer && page('[data-next-page]'),
  '[': () => viewer && page('[data-previous-page]'),
  ']': () => viewer && page('[data-next-page]'),
};

document.addEventListener('keydown', event => {
  const target = event.target;
  if (event.key === 'Escape' && target.closest?.('[data-decide]')) {
    target.blur();
    return;
  }
  const radio = target.matches?.('input[type="radio"]');
  const held = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
  if (held || (isTyping(event) && !radio) || document.querySelector('dialog[open]')) {
    return;
  }
  if (/^[1-9]$/.test(event.key)) {
    choose(event.key);
  } else if (keys[event.key]) {
    // A link or button in focus does what it says; the arrows walk through the types once one of them is in focus.
    const own = event.key === 'Enter' ? 'a, button, summary, input' : 'input';
    const arrows = event.key.startsWith('Arrow');
    if (target.matches?.(own) && (arrows || event.key === 'Enter')) {
      return;
    }
    event.preventDefault();
    keys[event.key]();
  }
});

document.querySelectorAll('form').forEach(form => form.addEventListener('submit', () => { staying = true; }));
document.querySelectorAll('[data-stay]').forEach(link => link.addEventListener('click', () => { staying = true; }));

document.querySelectorAll('[data-case]').forEach(button => button.addEventListener('click', () => {
  const input = decide.querySelector('[name="field.caseReference"]');
  input.value = button.dataset.case;
  input.focus();
}));

async function keep() {
  try {
    const answer = await fetch(claim, { method: 'PUT', headers: { Accept: 'application/json' } });
    claimed.hidden = answer.status !== 409;
    if (answer.status === 409) {
      const problem = await answer.json();
      const until = new Date(problem.until).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
      claimed.textContent = viewer.dataset.textClaimed.replace('%by', () => problem.by).replace('%until', () => until);
    }
  } catch {
    // Without a claim the work goes on: the decision itself says on which state it was made.
  }
}

if (claim) {
  keep();
  setInterval(keep, RENEW_MILLISECONDS);
  window.addEventListener('pagehide', () => {
    if (!staying) {
      fetch(claim, { method: 'DELETE', keepalive: true });
    }
  });
  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      staying = false;
      keep();
    }
  });
}
