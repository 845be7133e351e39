// The keyboard walk's part inside the page: who receives focus, what it looks like, and what no key reaches.
const PARTS = ['', '::before', '::after'];
const PROPERTIES = ['color', 'background-color', 'background-image', 'background-position', 'box-shadow', 'opacity',
  'text-decoration-line', 'text-decoration-color', 'text-decoration-style', 'font-weight', 'font-size', 'transform', 'filter',
  'visibility', 'display', 'width', 'height', 'left', 'top', 'clip', 'clip-path', 'stroke', 'fill', 'content',
  ...['top', 'right', 'bottom', 'left'].flatMap(side => ['color', 'width', 'style'].map(what => `border-${side}-${what}`))];
const LEFT_OPEN = 'iframe,object,embed,audio,video,area';
const TEXT = 'textarea,input:not([type]),[contenteditable=""],[contenteditable="true"],' + ['text', 'search', 'password', 'email',
  'url', 'tel', 'number', 'date', 'time', 'month', 'week', 'datetime-local'].map(type => `input[type=${type}]`).join();
// Most characters of what can be one control.
const MOST_WORDS = 80;
// Handlers that do nothing a visitor would miss.
const IDLE = /^\s*(?:(?:return\s+)?(?:false|true|void\(0\)|event\.\w+\(\))\s*;?\s*)*$/;
const COUNTERS = /_hmt|_czc|gtag\(|_gaq|\bga\(|dataLayer|tracker?\b|log\w*\(/i;

const quiet = new CSSStyleSheet();
quiet.replaceSync('*,*::before,*::after{transition:none!important;scroll-behavior:auto!important}');
document.adoptedStyleSheets = [...document.adoptedStyleSheets, quiet];

const clear = color => color === 'transparent' || /^rgba\(.*,\s*0\)$/.test(color);
const outlineOf = el => {
  const style = getComputedStyle(el);
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0 || clear(style.outlineColor)) return 'none';
  return `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
};
const lookOf = el => PARTS.map(part => {
  const style = getComputedStyle(el, part);
  return PROPERTIES.map(name => style.getPropertyValue(name)).join();
}).join('|') + outlineOf(el);
const around = el => [el, ...(el.labels || []), el.parentElement, el.parentElement?.parentElement, el.nextElementSibling,
  el.previousElementSibling, ...[...el.children].slice(0, 3)].filter(isElement);
const looksOf = el => around(el).map(lookOf).join('\n');

const ids = new Map(), elements = [], order = [];
const idOf = el => {
  if (!ids.has(el)) { ids.set(el, elements.length); elements.push(el); }
  return ids.get(el);
};
const touched = new Set(), moves = [], blurred = new Map(), pulled = new Set();
let focusing = null, keyed = false, staging = false, choosing = null, led = '', sent = 0;
const left = new Set(), tested = new Set();
const put = (el, options = {}) => {
  staging = true;
  el.focus({focusVisible: true, ...options});
  staging = false;
};
addEventListener('focus', event => {
  if (!isElement(event.target)) return;
  focusing = event.target;
  touched.add(event.target);
  // A key moves the focus once, before it is let go; whatever moves it besides is a script.
  if (!keyed && !staging) pulled.add(event.target);
  keyed = false;
}, true);
addEventListener('focusin', () => { focusing = null; });
addEventListener('blur', event => { left.add(event.target); }, true);
addEventListener('keydown', () => { focusing = null; keyed = true; }, true);
addEventListener('keyup', () => { keyed = false; }, true);
// Neither a key nor a script leads away from the page, and nothing is sent: what tries to is noted.
if (window.navigation) navigation.addEventListener('navigate', event => {
  const there = new URL(event.destination.url), stays = event.hashChange;
  // An address that a script rewrites, with the same document, leads nobody away.
  const leaves = !stays && !event.destination.sameDocument;
  if (focusing && leaves) moves.push({id: idOf(focusing), to: there.href.slice(0, 500)});
  if (choosing && leaves) led = event.formData ? 'sent' : 'moved';
  if (!stays && event.cancelable) event.preventDefault();
});
addEventListener('submit', event => { event.preventDefault(); tried.times++; }, true);

const deepActive = () => {
  let el = document.activeElement;
  while (el?.shadowRoot?.activeElement) el = el.shadowRoot.activeElement;
  return el && el !== document.body && el !== document.documentElement ? el : null;
};

const SKIPS = /跳(?:过|至|到|转到).{0,8}(?:导航|内容|正文|主体|主要|区)|直达.{0,4}(?:内容|正文|主体)|^(?:主要内容|正文内容)$|skip|jump to|main content/i;
const isInPage = el => el.localName === 'button' || (el.localName === 'a' && (el.protocol === 'javascript:' ||
  (el.href.includes('#') && el.href.split('#')[0] === location.href.split('#')[0])));
// What a list to choose from says of what choosing does, to those who use it.
const ADVICE = /自动(?:打开|跳转|进入|提交|转到)|(?:选择|选中|选定|点选)后.{0,8}(?:打开|跳转|进入|提交|转到)|新窗口|automatic|will (?:open|go|take|submit)/i;
const MOST_CHOICES = 5;
const usable = el => [...el.options].filter(option => !option.disabled && !option.parentElement.disabled);
const isAdvised = el => {
  const named = (el.getAttribute('aria-describedby') || '').split(/\s+/).map(name => document.getElementById(name));
  const words = [el.title, el.ariaLabel, el.options[0]?.text, ...[...named, ...(el.labels || []), el.closest('form') || el.parentElement]
    .map(other => other?.innerText.slice(0, 300))];
  return words.some(text => ADVICE.test(text || ''));
};
let skip = null, next = null, target = null, name = '';

let last = null;
const focused = [];
const recordOf = el => {
  const outline = outlineOf(el);
  return {id: idOf(el), outline, looks: outline === 'none' || !outline.startsWith('auto') ? looksOf(el) : '',
    hidden: !shownBox(el), opaque: isOpaque(el), covered: isCovered(el)};
};
// Whether what stays in its place while the page scrolls lies over all of an element, wherever it is looked at.
const isCovered = el => {
  const box = shownBox(el), seen = box && meet(box, {left: 0, top: 0, right: innerWidth, bottom: innerHeight});
  if (!seen || isEmpty(seen)) return false;
  const [x, y] = [(seen.right - seen.left) / 6, (seen.bottom - seen.top) / 6];
  return [[1, 1], [5, 1], [3, 3], [1, 5], [5, 5]].every(([right, down]) => {
    const hit = document.elementFromPoint(seen.left + right * x, seen.top + down * y);
    return !!hit && !el.contains(hit) && !hit.contains(el) && !(el.labels && [...el.labels].some(label => label.contains(hit))) &&
      isFixed(hit, el);
  });
};
// Whether what is at a point stays there, and nothing shows through it.
const isFixed = (hit, el) => {
  let solid = hit.matches('img,video,canvas,iframe');
  for (let up = hit; up && !up.contains(el); up = parentOf(up)) {
    const style = getComputedStyle(up), alpha = /^rgba\(.*,\s*([\d.]+)\)$/.exec(style.backgroundColor);
    if (parseFloat(style.opacity) < 0.9) return false;
    solid ||= !alpha || parseFloat(alpha[1]) > 0.9;
    if (/fixed|sticky/.test(style.position)) return solid;
  }
  return false;
};
// What became of the element that focus has just left.
const settle = () => {
  if (!last) return;
  const el = elements[last.id], outline = outlineOf(el);
  last.changed = last.looks ? looksOf(el) !== last.looks : outline !== last.outline;
  // A ring around what is all transparent is none.
  last.sure = last.opaque && last.outline.startsWith('auto') && outline !== last.outline;
  delete last.looks;
  last = null;
};

const inComposite = el => {
  const group = el.parentElement?.closest(COMPOSITES);
  return !!group && (group.matches('[aria-activedescendant]') || isTabbable(group) || [...group.querySelectorAll(NAMES)].some(isTabbable));
};
const hasTabbable = el => [...el.querySelectorAll('*')].slice(0, 500).some(isTabbable);
const hasTabbableParent = el => {
  for (let up = parentOf(el); up; up = parentOf(up)) if (isTabbable(up) || up.localName === 'label') return true;
  return false;
};
const isHuge = el => {
  const box = ownBox(el);
  return !!box && (box.right - box.left) * (box.bottom - box.top) > innerWidth * innerHeight * 0.4;
};
const leadsElsewhere = el => {
  const addresses = new Set([...document.links].filter(isTabbable).map(link => link.href));
  const written = [...(el.getAttribute('onclick') || '').matchAll(/['"]([^'"]{2,500})['"]/g)];
  return written.some(([, text]) => URL.canParse(text, document.baseURI) && addresses.has(new URL(text, document.baseURI).href));
};
const handlerOf = el => {
  const written = el.getAttribute('onclick');
  return written !== null && !IDLE.test(written) && !COUNTERS.test(written);
};
const isBare = el => !isOff(el) && !el.matches('html,body,label,option,optgroup,area') && !isTabbable(el) && isVisible(el) &&
  getComputedStyle(el).pointerEvents !== 'none' && !isHuge(el) && !inComposite(el) && !hasTabbable(el) && !hasTabbableParent(el);
const WHY = {
  handler: '有 onclick 处理程序，但不能用键盘到达',
  listener: '绑定了点击处理程序并显示为可点击，但不能用键盘到达',
  press: '绑定了点击处理程序，没有显示为可点击，键盘到不了；是否真有功能，需人工核对',
  role: '标为控件（role），但不能用键盘到达',
  taken: '用 tabindex="-1" 从键盘顺序中去掉，页面上没有其他可到达的相同链接',
};
const whyMouseOnly = (el, clicked) => {
  if (el.matches('a[href]')) return el.getAttribute('tabindex') && !el.closest('[aria-hidden=true]') ? 'taken' : '';
  if (el.matches(NAMES) && el.matches('button,input,select,textarea,summary,iframe')) return '';
  if (WIDGETS.includes(el.getAttribute('role')) && !el.closest('[aria-hidden=true]')) return 'role';
  if (handlerOf(el)) return 'handler';
  return clicked.has(el) && getComputedStyle(el).cursor === 'pointer' ? 'listener' : '';
};
const atTop = el => {
  el.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
  const box = shownBox(el);
  if (!box) return false;
  const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return !!hit && (el.contains(hit) || hit.contains(el) || !!hit.shadowRoot);
};
const sameLink = el => [...document.links].some(link => link !== el && link.href === el.href && isTabbable(link) && isVisible(link));

// Elements that only a mouse works: innermost ones, each really to be seen.
const mouseOnly = clicks => {
  const clicked = new Set(clicks);
  const found = everyElement().map(el => [el, whyMouseOnly(el, clicked)]).filter(([el, why]) => why && isBare(el));
  return innermost(found).filter(([el, why]) => !(why === 'taken' && sameLink(el)) && !leadsElsewhere(el)).slice(0, 60)
    .filter(([el]) => atTop(el));
};
const innermost = found => found.filter(([el]) => !found.some(([other]) => other !== el && el.contains(other)));
// Whether it is small enough to be a control: what is larger listens for what is in it, or for the whole page.
const isSmall = el => (el.innerText || '').trim().length <= MOST_WORDS;
// Elements that listen to a press themselves and do not look as if they did, apart from what `mouse` tells of. Where a
// control that the keyboard reaches has the same name, or stands beside a picture, it may well do the same.
const perhapsPressed = (pressed, mouse) => {
  const reached = [...document.querySelectorAll(NAMES)].slice(0, 2000).filter(isTabbable), names = new Set(reached.map(textOf));
  const hasTwin = el => textOf(el) ? names.has(textOf(el)) : hasTabbable(el.parentElement || el);
  const isTold = el => mouse.some(other => other.contains(el) || el.contains(other));
  const found = pressed.filter(el => isElement(el) && !el.matches(NAMES) && !handlerOf(el) &&
    getComputedStyle(el).cursor !== 'pointer' && isSmall(el) && isBare(el) && !WIDGETS.includes(el.getAttribute('role')) &&
    !isTold(el)).slice(0, 200);
  return innermost(found.map(el => [el])).map(([el]) => el).filter(el => !hasTwin(el)).slice(0, 20).filter(atTop);
};
// Native and ARIA controls that a mouse user sees; a group of radio buttons is one stop.
const controls = () => everyElement().filter(el => isControl(el) && isTabbable(el) && isVisible(el));
const isUnjudged = el => el.matches('input[type=radio]') || el.matches(LEFT_OPEN) || inComposite(el);

return {
  // One look after each key: the number of what has focus, -1 when focus has left the page.
  look() {
    settle();
    keyed = false;
    const el = deepActive();
    for (const other of touched) if (other !== el) blurred.set(other, (blurred.get(other) || 0) + 1);
    const flown = el ? -1 : ([...touched].pop() ? idOf([...touched].pop()) : -1);
    touched.clear();
    if (!el) return {id: -1, flown};
    if (!focused[idOf(el)]) {
      last = recordOf(el);
      focused[last.id] = last;
      order.push(last.id);
    }
    return {id: idOf(el), flown: -1, frame: el.matches(LEFT_OPEN)};
  },
  // Whether this is one of the page's tab stops, and how many it has.
  count: () => controls().length,
  stops: () => order.map(id => ({id, href: elements[id].href?.toString?.() || '', text: textOf(elements[id])})),
  // What only a mouse works, surely or perhaps; `heard`: that it listens is all that says so.
  mouse: clicks => mouseOnly(clicks).slice(0, 50).map(([el, why]) => ({id: idOf(el), why, heard: why === 'listener'})),
  perhaps: (pressed, mouse) => perhapsPressed(pressed, mouse.map(id => elements[id])).map(el => ({id: idOf(el), why: 'press', heard: true})),
  element: id => elements[id],
  counts: source => COUNTERS.test(source),
  result(mouse, perhaps, complete) {
    settle();
    const all = controls();
    const lost = complete ? all.filter(el => !focused[ids.get(el)] && !blurred.has(el) && !isUnjudged(el)) : [];
    return {
      controls: all.length + mouse.length,
      stops: order.length,
      mouse: mouse.map(({id, why}) => describe(elements[id], WHY[why])),
      perhaps: perhaps.map(({id, why}) => describe(elements[id], WHY[why])),
      unreached: lost.slice(0, 20).map(el => describe(el)),
      moves: moves.slice(0, 10).map(({id, to}) => ({...describe(elements[id]), to})),
    };
  },
  // Tab stops whose focus could not be told from their style alone: those without any change first.
  unclear() {
    settle();
    const marked = order.map(id => focused[id]).filter(one => !one.sure && !one.hidden && elements[one.id].isConnected);
    const judged = marked.filter(({id}) => isControl(elements[id]) && !elements[id].matches(LEFT_OPEN) &&
      !(elements[id].matches(TEXT) && !clear(getComputedStyle(elements[id]).caretColor)));
    return judged.map(one => {
      const el = elements[one.id], up = el.parentElement;
      const kind = [el.localName, el.type || '', el.className, up?.localName, up?.className, one.outline, one.changed].join('~');
      return {id: one.id, changed: !!one.changed, kind: kind.toString().slice(0, 500)};
    });
  },
  hidden: () => order.map(id => focused[id]).filter(one => one.hidden && isControl(elements[one.id])).map(one => one.id),
  isStillHidden(id) {
    const el = elements[id];
    put(el);
    return deepActive() === el && !shownBox(el) && !el.matches(LEFT_OPEN) && ![...(el.labels || [])].some(isVisible);
  },
  // Controls that lay under something with focus, of which some may do so by chance: they are tried once more.
  covered: () => order.filter(id => focused[id].covered && isControl(elements[id])).slice(0, 10),
  isStillCovered(id) {
    put(elements[id]);
    return deepActive() === elements[id] && isCovered(elements[id]);
  },
  // A moment for scripts that move the focus: timers of ours run in the order of the page's own.
  pause: most => new Promise(resolve => setTimeout(resolve, most)),
  // Elements that scripts have focused.
  pulled: () => [...pulled].filter(el => el.isConnected).map(idOf),
  // Elements that may call focus back: focused by a script during the walk, or with handlers for its leaving.
  callers(heard) {
    const asked = new Set([...pulled, ...heard.filter(el => focused[ids.get(el)])]);
    for (const el of asked) tested.add(el);
    return [...asked].filter(el => el.isConnected && !el.matches(LEFT_OPEN)).slice(0, 15).map(idOf);
  },
  // Tab stops that a script has focused since those were asked for.
  late: () => [...pulled].filter(el => el.isConnected && !tested.has(el) && focused[ids.get(el)] && !el.matches(LEFT_OPEN))
    .slice(0, 5).map(idOf),
  // Lists to choose from: whether one leads elsewhere as soon as something is chosen.
  choices: () => controls().filter(el => el.matches('select:not([multiple])') && el.size <= 1 && usable(el).length > 1)
    .slice(0, MOST_CHOICES).map(idOf),
  choose(id) {
    const el = elements[id], place = usable(el).indexOf(el.selectedOptions[0]);
    put(el);
    choosing = {el, before: el.selectedIndex};
    led = '';
    sent = tried.times;
    return {focused: deepActive() === el, key: place === usable(el).length - 1 ? 'ArrowUp' : 'ArrowDown', advised: isAdvised(el)};
  },
  // What was led to a moment from now; whoever asks anew hears of new things only.
  led: most => new Promise(resolve => setTimeout(() => {
    resolve(led || (tried.times > sent ? 'sent' : ''));
    led = '';
    sent = tried.times;
  }, most)),
  // Choose again what was chosen before, unheard by scripts; whether the key had chosen anything else.
  restore() {
    const {el, before} = choosing, changed = el.selectedIndex !== before;
    choosing = null;
    el.selectedIndex = before;
    return changed;
  },
  // Whether focus has left an element since it was put there, and is back within a moment.
  comesBack(id, most) {
    const el = elements[id];
    const back = () => left.has(el) && deepActive() === el;
    return new Promise(resolve => {
      if (back()) return resolve(true);
      el.addEventListener('focus', () => resolve(left.has(el)), {once: true});
      setTimeout(() => resolve(back()), most);
    });
  },
  // Stage one element for its picture: in the middle of the window, with or without focus. Its box, empty when it is
  // not shown, or null when focus does not come or go.
  stage(id, on) {
    const el = elements[id];
    el.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
    if (on) put(el, {preventScroll: true}); else el.blur();
    if ((deepActive() === el) !== on) return null;
    const boxes = [el, ...(el.labels || [])].map(shownBox).filter(Boolean);
    if (!boxes.length) return {};
    const box = {left: Math.min(...boxes.map(b => b.left)), top: Math.min(...boxes.map(b => b.top)),
      right: Math.max(...boxes.map(b => b.right)), bottom: Math.max(...boxes.map(b => b.bottom))};
    return box;
  },
  focusOn(id) {
    put(elements[id]);
    left.clear();
    return deepActive() === elements[id];
  },
  describe: (id, note = '') => describe(elements[id], note),
  refocus(id) {
    elements[id].blur();
    put(elements[id]);
  },
  // Whether the page says which key leads out, as a trap of its own making must (ACT a1b64e).
  tellsWayOut: () => /(?:press|hit|use)\b.{1,40}\b(?:exit|leave|escape)|按.{1,20}(?:退出|离开)/i.test(document.body.innerText.slice(0, 20000)),
  inDialog(list) {
    const boxes = list.map(id => elements[id].closest('dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]'));
    return boxes.every(Boolean);
  },
  stageSelector(selector) {
    const el = document.querySelector(selector);
    if (!el) return null;
    el.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
    return shownBox(el);
  },
  // The first of the first stops that says that it skips to the content and stays in this page.
  skipLink() {
    const first = order.slice(0, 12).map(id => elements[id]);
    skip = first.find(el => isInPage(el) && SKIPS.test(textOf(el))) || null;
    const heads = [...document.querySelectorAll('main,[role=main],h1,h2,h3,[role=heading]')];
    return {found: skip ? describe(skip) : null, otherwise: heads.some(isPainted)};
  },
  useSkip() {
    put(skip);
    next = controls().find(el => skip.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING) || null;
    name = '';
    try { name = decodeURIComponent(new URL(skip.href || '#', location.href).hash.slice(1)); } catch { name = '?'; }
    target = name ? document.getElementById(name) || document.getElementsByName(name)[0] || null : null;
    return {focused: deepActive() === skip, target: !!target || !name || name.toLowerCase() === 'top'};
  },
  afterSkip() {
    const el = deepActive();
    if (!el) return {behind: !!next, stayed: !next};
    if (!target) {
      const beyond = !!next && next !== el && !!(next.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING);
      return {behind: beyond, stayed: el === next || el === skip};
    }
    const place = target.compareDocumentPosition(el);
    const behind = el === target || !!(place & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING));
    return {behind, stayed: !behind && (el === skip || el === next)};
  },
};
