// Parts of a page that change by themselves: <div id="mails" data-watch="/dev/mail/news" data-news="17">. While the page is
// looked at, the address is asked; once it answers something else, the part is replaced by what the page holds by then; a page without it is loaded.
// While nothing changes, it is asked more and more rarely, unless a part has data-steady; whoever comes back to the page is told at once.
// What the new part says in data-said is read out by the element with the id in data-says.
(() => {
  const PAUSE = 1500, LONGEST = 60000, GROWTH = 1.5;
  const text = async url => {
    const answer = await fetch(url, { cache: 'no-store' });
    if (!answer.ok) throw new Error(answer.status);
    return answer.text();
  };
  const busy = part => part.querySelector('[aria-busy="true"]') || [...part.querySelectorAll('input:not([type=hidden]), textarea')].some(field => field.value !== field.defaultValue);

  async function replace(part) {
    const page = new DOMParser().parseFromString(await text(location.href), 'text/html');
    const fresh = page.getElementById(part.id);
    if (!part.isConnected || busy(part)) return;
    if (!fresh) return location.reload();
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    document.adoptNode(fresh);
    part.replaceWith(fresh);
    const same = focused && [...fresh.querySelectorAll('a[href], button')].find(other => focused.id ? other.id === focused.id : other.getAttribute('href') === focused.getAttribute('href'));
    same?.focus({ preventScroll: true });
    const says = document.getElementById(fresh.dataset.says);
    if (says) says.textContent = fresh.dataset.said ?? '';
    fresh.dispatchEvent(new Event('carafe:updated', { bubbles: true }));
  }

  let pause = PAUSE, next = 0, looking = false;
  async function look() {
    if (looking || document.hidden) return;
    looking = true;
    let changed = document.querySelector('[data-watch][data-steady]') !== null;
    try {
      for (const part of document.querySelectorAll('[data-watch]')) {
        if (await text(part.dataset.watch) === part.dataset.news) continue;
        await replace(part);
        changed = true;
      }
    } catch {
      changed = false;
    }
    looking = false;
    again(changed ? PAUSE : Math.min(pause * GROWTH, LONGEST));
  }
  function again(after, soon = after) {
    pause = after;
    clearTimeout(next);
    if (document.querySelector('[data-watch]')) next = setTimeout(look, soon);
  }
  again(PAUSE);
  document.addEventListener('carafe:updated', () => again(PAUSE));
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) again(PAUSE, 0);
  });
})();
