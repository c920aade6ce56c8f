// What script adds to pages that work without it. No inline handlers, no style attributes: state is attributes and classes.
(() => {
  const on = (type, selector, run) =>
    document.addEventListener(type, event => {
      const target = event.target.closest?.(selector);
      if (target) run(target, event);
    });

  // Controls that do nothing without script arrive hidden; fields that only script can fill arrive empty.
  const enhance = part => {
    for (const control of part.querySelectorAll('[data-reveal], [data-dismiss]')) control.hidden = false;
    for (const field of part.querySelectorAll('[data-zone]')) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
  };
  enhance(document);

  // A live region is read out when it changes; what was in the page from the start is put in again.
  setTimeout(() => {
    for (const flash of document.querySelectorAll('.c-flashes > *')) flash.replaceWith(flash.cloneNode(true));
  }, 150);

  on('click', '[data-dismiss]', button => button.closest('.alert').remove());

  on('click', '[data-reveal]', button => {
    const input = document.getElementById(button.dataset.reveal);
    const show = input.type === 'password';
    input.type = show ? 'text' : 'password';
    button.setAttribute('aria-pressed', show);
    input.focus();
  });

  // The server keeps the theme; script only spares the reload.
  on('submit', '[data-theme-form]', (form, event) => {
    const button = event.submitter;
    if (!button || event.defaultPrevented) return;
    event.preventDefault();
    const root = document.documentElement;
    if (button.value === 'auto') root.removeAttribute('data-bs-theme');
    else root.setAttribute('data-bs-theme', button.value);
    for (const other of form.querySelectorAll('button')) other.setAttribute('aria-pressed', other === button);
    dispatchEvent(new Event('carafe:theme'));
    fetch(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(new FormData(form, button)), redirect: 'manual', keepalive: true }).catch(() => {});
  });

  // Length first (NIST SP 800-63B); the server has the last word, and says in minlength what it takes at least.
  on('input', '[data-strength]', input => {
    const meter = document.getElementById(input.dataset.strength);
    const words = document.getElementById(input.dataset.strength + '-text');
    const typed = input.value;
    const different = new Set(typed).size;
    const least = Math.max(input.minLength, 12);
    const score = !typed ? 0
      : typed.length < 8 || different < 5 || /password|passwort|carafe|qwert|12345/i.test(typed) ? 1
      : typed.length < least ? 2
      : typed.length < least + 3 || different < 8 ? 3 : 4;
    meter.dataset.score = score;
    words.textContent = words.dataset.words.split('|')[score];
  });

  // What the server said of a field holds for what was typed then: it goes once the field is valid, comes back with the
  // refused value, and so does what screen readers are told of it. The server has the last word.
  const refusals = new WeakMap();
  on('input', '.form-control, .form-select, .form-check-input', field => {
    if (!refusals.has(field)) {
      if (field.getAttribute('aria-invalid') !== 'true') return;
      const chosen = field.options && [...field.options].find(option => option.defaultSelected);
      refusals.set(field, {
        value: field.options ? chosen?.value : field.defaultValue,
        described: field.getAttribute('aria-describedby') ?? '',
      });
    }
    const { value, described } = refusals.get(field);
    const refused = field.type !== 'checkbox' && field.value === value;
    const wrong = refused || (field.classList.contains('is-invalid') && !field.validity.valid);
    const error = document.getElementById(field.id + '-error');
    const others = described.split(' ').filter(id => id !== error?.id && id !== 'failure').join(' ');
    field.classList.toggle('is-invalid', wrong);
    if (error) error.hidden = !wrong;
    for (const [name, now] of [['aria-invalid', wrong && 'true'], ['aria-describedby', wrong ? described : others]]) {
      if (now) field.setAttribute(name, now);
      else field.removeAttribute(name);
    }
  });

  // A pressed button says what goes on, and is pressed once.
  const quiet = new WeakMap();
  const busy = button => {
    quiet.set(button, [...button.childNodes]);
    button.setAttribute('aria-busy', 'true');
    if (button.dataset.busy) button.replaceChildren(button.dataset.busy);
  };
  const idle = button => {
    if (!quiet.has(button)) return;
    button.removeAttribute('aria-busy');
    button.replaceChildren(...quiet.get(button));
    quiet.delete(button);
  };
  addEventListener('pageshow', event => {
    if (event.persisted) document.querySelectorAll('[aria-busy]').forEach(idle);
  });

  // Forms in place: sent by fetch, and the part of the page that they name is replaced by the same part of the answer.
  on('submit', 'form', (form, event) => {
    if (event.defaultPrevented) return;
    const button = event.submitter;
    if (form.getAttribute('aria-busy') || button?.getAttribute('aria-busy')) return event.preventDefault();
    const part = form.closest('[data-live]')?.dataset.live;
    if (!part || form.getAttribute('method') !== 'post' || !document.getElementById(part)) {
      // After the browser has read the form: it must not miss the button.
      if (button) setTimeout(() => busy(button));
      return;
    }
    event.preventDefault();
    update(form, button, part);
  });

  async function update(form, button, part) {
    const fields = new FormData(form, button);
    const body = form.getAttribute('enctype') === 'multipart/form-data' ? fields : new URLSearchParams(fields);
    const rest = () => {
      form.removeAttribute('aria-busy');
      if (button) idle(button);
    };
    form.setAttribute('aria-busy', 'true');
    if (button) busy(button);
    let answer, text;
    try {
      answer = await fetch(form.getAttribute('action'), { method: 'POST', body, headers: { 'X-Carafe-Partial': part } });
      text = await answer.text();
    } catch {
      // The server may have done it already: ask what came of it, and not for it again.
      return location.assign(answer?.url ?? location.pathname + location.search);
    }
    const page = new DOMParser().parseFromString(text, 'text/html');
    const fresh = page.getElementById(part);
    if (!fresh || !(answer.ok || answer.status === 422)) return show(answer, text);
    replace(document.getElementById(part), document.adoptNode(fresh), button);
    const flashes = page.querySelector('.c-flashes');
    if (flashes) document.querySelector('.c-flashes')?.replaceChildren(...flashes.childNodes);
    enhance(document);
    rest();
  }

  // Another page, or an error: show what the server answered rather than ask it twice.
  function show(answer, text) {
    if (answer.redirected) history.pushState(null, '', answer.url);
    document.open();
    document.write(text);
    document.close();
  }

  function replace(old, fresh, button) {
    const active = document.activeElement === document.body ? button : document.activeElement;
    const focused = old.contains(active) ? active : null;
    for (const field of fresh.querySelectorAll('[autofocus]')) field.removeAttribute('autofocus');
    old.replaceWith(fresh);
    fresh.dispatchEvent(new Event('carafe:updated', { bubbles: true }));
    if (!focused) return;
    const again = fresh.querySelector('[aria-invalid="true"]')
      ?? (focused.id && fresh.querySelector('#' + CSS.escape(focused.id)))
      ?? (focused.name && fresh.querySelector(`[name="${CSS.escape(focused.name)}"][value="${CSS.escape(focused.value)}"]`));
    const next = again && !again.disabled ? again : fresh;
    if (next === fresh) fresh.tabIndex = -1;
    next.focus({ preventScroll: next === fresh });
  }
})();
