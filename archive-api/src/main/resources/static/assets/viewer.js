// The page image: zoom, turning, walking from hit to hit, and the places of fields.
import { isTyping } from './keys.js';

const ZOOM_MIN = 0.2;
const ZOOM_MAX = 6;
const ZOOM_STEP = 1.25;

const viewer = document.querySelector('.viewer');
const canvas = document.querySelector('[data-canvas]');
const sheet = document.querySelector('[data-sheet]');
const turned = document.querySelector('[data-turned]');
const zoomValue = document.querySelector('[data-zoom-value]');
const hitNumber = document.querySelector('[data-hit-number]');
const hits = [...document.querySelectorAll('[data-hit]')];

let scale = 1;
let quarterTurns = 0;
let current = -1;

// Sizes are set through the style object, which a strict content policy allows; boxes are part of the drawing and scale along.
function draw() {
  const width = Number(sheet.dataset.width) * scale;
  const height = Number(sheet.dataset.height) * scale;
  const lying = quarterTurns % 2 === 1;
  sheet.style.maxWidth = 'none';
  sheet.style.width = `${lying ? height : width}px`;
  sheet.style.height = `${lying ? width : height}px`;
  turned.style.width = `${width}px`;
  turned.style.transform = [
    '',
    `translateX(${height}px) rotate(90deg)`,
    `translate(${width}px, ${height}px) rotate(180deg)`,
    `translateY(${width}px) rotate(270deg)`,
  ][quarterTurns];
  zoomValue.textContent = `${Math.round(scale * 100)} %`;
}

function fit(whole) {
  const lying = quarterTurns % 2 === 1;
  const width = Number(lying ? sheet.dataset.height : sheet.dataset.width);
  const height = Number(lying ? sheet.dataset.width : sheet.dataset.height);
  const style = getComputedStyle(canvas);
  const room = canvas.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const tall = canvas.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  scale = whole ? Math.min(room / width, tall / height) : Math.min(room, 1000) / width;
  draw();
}

function zoom(factor) {
  const middleX = (canvas.scrollLeft + canvas.clientWidth / 2) / canvas.scrollWidth;
  const middleY = (canvas.scrollTop + canvas.clientHeight / 2) / canvas.scrollHeight;
  scale = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, scale * factor));
  draw();
  canvas.scrollTo({
    left: middleX * canvas.scrollWidth - canvas.clientWidth / 2,
    top: middleY * canvas.scrollHeight - canvas.clientHeight / 2,
    behavior: 'instant',
  });
}

function turn() {
  quarterTurns = (quarterTurns + 1) % 4;
  fit(false);
}

function show(index, behavior) {
  if (current >= 0) {
    hits[current].classList.remove('current');
  }
  current = index;
  const hit = hits[current];
  hit.classList.add('current');
  if (hitNumber) {
    hitNumber.textContent = Number(hitNumber.dataset.before) + current + 1;
  }
  const box = hit.getBoundingClientRect();
  const frame = canvas.getBoundingClientRect();
  canvas.scrollTo({
    left: canvas.scrollLeft + box.left - frame.left - (canvas.clientWidth - box.width) / 2,
    top: canvas.scrollTop + box.top - frame.top - canvas.clientHeight / 3,
    behavior,
  });
}

function toPage(number, last) {
  const address = new URL(location.href);
  address.searchParams.set('page', number);
  address.hash = last ? 'last-hit' : '';
  location.assign(address);
}

function step(forward) {
  const next = current + (forward ? 1 : -1);
  if (next >= 0 && next < hits.length) {
    show(next, 'auto');
    return;
  }
  const page = Number(forward ? viewer.dataset.nextHitPage : viewer.dataset.previousHitPage);
  if (page > 0) {
    toPage(page, !forward);
  }
}

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) {
    location.assign(link.href);
  }
}

const keys = {
  'n': () => step(true),
  'p': () => step(false),
  ']': () => follow('[data-next-page]'),
  '[': () => follow('[data-previous-page]'),
  '+': () => sheet && zoom(ZOOM_STEP),
  '=': () => sheet && zoom(ZOOM_STEP),
  '-': () => sheet && zoom(1 / ZOOM_STEP),
  'r': () => sheet && turn(),
};

document.addEventListener('keydown', event => {
  if (!isTyping(event) && keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});

document.querySelector('[data-next-hit]')?.addEventListener('click', () => step(true));
document.querySelector('[data-previous-hit]')?.addEventListener('click', () => step(false));

if (sheet) {
  const zooms = {
    in: () => zoom(ZOOM_STEP),
    out: () => zoom(1 / ZOOM_STEP),
    width: () => fit(false),
    page: () => fit(true),
  };
  document.querySelectorAll('[data-zoom]').forEach(button => button.addEventListener('click', zooms[button.dataset.zoom]));
  document.querySelector('[data-turn]').addEventListener('click', turn);
  canvas.addEventListener('wheel', event => {
    if (event.ctrlKey) {
      event.preventDefault();
      zoom(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
    }
  }, { passive: false });
  fit(false);
}

// A field shows its place on the page while the pointer or the focus is on it.
document.querySelectorAll('.fields [data-field]').forEach(row => {
  const marks = document.querySelectorAll(`.field-mark[data-field="${row.dataset.field}"]`);
  const set = on => marks.forEach(mark => mark.classList.toggle('current', on));
  row.addEventListener('pointerenter', () => set(true));
  row.addEventListener('pointerleave', () => set(false));
  row.addEventListener('focusin', () => set(true));
  row.addEventListener('focusout', () => set(false));
});

// Whoever came from a list of hits goes back to that list, with its filters and its page.
const back = document.querySelector('.back');
if (back && document.referrer && new URL(document.referrer).pathname === '/') {
  back.href = document.referrer;
}

if (hits.length > 0) {
  show(location.hash === '#last-hit' ? hits.length - 1 : 0, 'instant');
}
document.querySelector('.strip [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
