// The intake: dropping files, following them until they are archived, and keeping the lists fresh.
const REFRESH_MILLIS = 10_000;
const FOLLOW_MILLIS = 1_500;
const FOLLOW_MAX = 400;
const AT_ONCE = 2;

const main = document.querySelector('main.intake');
const form = document.querySelector('[data-upload]');
const waiting = [];
let sending = 0;

async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) {
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-live]');
  const old = document.querySelector('[data-live]');
  // A list that somebody walks through by keyboard is left alone.
  if (fresh && !old.contains(document.activeElement)) {
    old.replaceWith(fresh);
  }
}

function row(file) {
  const item = document.createElement('li');
  const name = document.createElement('span');
  name.className = 'file';
  name.textContent = file.name;
  const progress = document.createElement('progress');
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute('aria-label', form.dataset.textUploading);
  const state = document.createElement('span');
  state.className = 'faint';
  item.append(name, progress, state);
  document.querySelector('[data-uploads]').append(item);
  return { item, name, progress, state };
}

function finish(line, text, isBad) {
  line.progress.remove();
  line.state.textContent = text;
  line.state.className = isBad ? 'badge warn' : 'faint';
}

function link(line, documentId) {
  const anchor = document.createElement('a');
  anchor.href = `/documents/${encodeURIComponent(documentId)}`;
  anchor.textContent = line.name.textContent;
  anchor.className = 'file';
  line.name.replaceWith(anchor);
}

async function follow(line, batch) {
  for (let tries = 0; tries < FOLLOW_MAX && batch.state === 'waiting'; tries++) {
    await new Promise(resolve => setTimeout(resolve, FOLLOW_MILLIS));
    const answer = await fetch(batch.links.self);
    if (answer.ok) {
      batch = await answer.json();
    }
  }
  if (batch.state === 'archived') {
    finish(line, form.dataset.textDone, false);
    if (batch.documents.length > 0) {
      link(line, batch.documents[0].document);
    }
  } else if (batch.state === 'duplicate') {
    finish(line, form.dataset.textDuplicate, false);
  } else if (batch.state === 'quarantined') {
    finish(line, `${form.dataset.textRefused}: ${batch.reason ? batch.reason.sentence : ''}`, true);
  }
  refresh();
}

function answered(line, request) {
  if (request.status === 200 || request.status === 201) {
    finish(line, form.dataset.textReading, false);
    follow(line, JSON.parse(request.responseText)).catch(() => finish(line, form.dataset.textOffline, true));
    return;
  }
  let detail = '';
  try {
    detail = JSON.parse(request.responseText).detail;
  } catch {
    detail = String(request.status);
  }
  finish(line, `${form.dataset.textFailed}: ${detail}`, true);
}

function send({ file, line }) {
  sending++;
  const data = new FormData();
  for (const field of ['language', 'type', 'case']) {
    data.set(field, form.elements[field].value);
  }
  data.set('file', file, file.name);
  const request = new XMLHttpRequest();
  request.open('POST', '/api/v1/batches');
  request.upload.addEventListener('progress', event => {
    if (event.lengthComputable) {
      line.progress.value = event.loaded / event.total;
    }
  });
  request.addEventListener('load', () => answered(line, request));
  request.addEventListener('error', () => finish(line, form.dataset.textOffline, true));
  request.addEventListener('loadend', () => {
    sending--;
    sendNext();
  });
  request.send(data);
}

function sendNext() {
  while (sending < AT_ONCE && waiting.length > 0) {
    send(waiting.shift());
  }
}

function take(files) {
  for (const file of files) {
    const line = row(file);
    if (file.size > Number(form.dataset.sizeMax)) {
      finish(line, form.dataset.textTooLarge, true);
    } else {
      waiting.push({ file, line });
    }
  }
  sendNext();
}

if (form) {
  const zone = form.querySelector('[data-drop-zone]');
  const chooser = form.elements.file;
  // The whole page takes files, so that a drop beside the field does not open the file instead.
  document.addEventListener('dragover', event => {
    event.preventDefault();
    zone.classList.add('over');
  });
  document.addEventListener('dragleave', event => {
    if (!event.relatedTarget) {
      zone.classList.remove('over');
    }
  });
  document.addEventListener('drop', event => {
    event.preventDefault();
    zone.classList.remove('over');
    take(event.dataTransfer.files);
  });
  chooser.addEventListener('change', () => {
    take(chooser.files);
    chooser.value = '';
  });
  form.addEventListener('submit', event => event.preventDefault());
}

if (main.dataset.refresh === 'true') {
  setInterval(() => {
    if (!document.hidden) {
      refresh().catch(() => undefined);
    }
  }, REFRESH_MILLIS);
}
