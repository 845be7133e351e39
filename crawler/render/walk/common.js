// What every measurement in a page needs: what is visible, what is a control, and how to name an element.
const LONGEST = 300;
const NAMES = 'a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,iframe,audio[controls],' +
  'video[controls],[contenteditable=""],[contenteditable="true"],[tabindex]';
const WIDGETS = ['button', 'link', 'checkbox', 'switch', 'textbox', 'searchbox', 'combobox', 'slider', 'spinbutton'];
const COMPOSITES = '[role=menu],[role=menubar],[role=tablist],[role=listbox],[role=tree],[role=grid],[role=treegrid],' +
  '[role=radiogroup],[role=toolbar],[role=combobox]';

// No form is ever sent: how often a page tried, whichever of our scripts in this world saw it first.
const tried = globalThis.xunjian_tried ??= {times: 0};

const isElement = node => !!node && node.nodeType === 1;
const parentOf = el => el.parentElement || (el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null);
const clips = style => /hidden|clip/.test(style.overflowX + style.overflowY);

// Every element, those in open shadow trees too; bounded.
const everyElement = (limit = 20000) => {
  const found = [], roots = [document];
  while (roots.length && found.length < limit) {
    const walker = document.createTreeWalker(roots.pop(), NodeFilter.SHOW_ELEMENT);
    for (let el = walker.nextNode(); el && found.length < limit; el = walker.nextNode()) {
      found.push(el);
      if (el.shadowRoot) roots.push(el.shadowRoot);
    }
  }
  return found;
};

const union = boxes => {
  const real = [...boxes].filter(box => box.width > 0 && box.height > 0);
  if (!real.length) return null;
  return {
    left: Math.min(...real.map(box => box.left)), top: Math.min(...real.map(box => box.top)),
    right: Math.max(...real.map(box => box.right)), bottom: Math.max(...real.map(box => box.bottom)),
  };
};

// A link around floats or positioned pictures has no box of its own.
const ownBox = el => union(el.getClientRects()) ||
  union([...el.querySelectorAll('*')].slice(0, 20).map(child => child.getBoundingClientRect()));

const meet = (box, other) => ({
  left: Math.max(box.left, other.left), top: Math.max(box.top, other.top),
  right: Math.min(box.right, other.right), bottom: Math.min(box.bottom, other.bottom),
});
const isEmpty = box => !box || box.right - box.left < 3 || box.bottom - box.top < 3;

// The part of an element's box that its ancestors and the document let be seen; null when nothing is left.
const shownBox = el => {
  let box = ownBox(el), position = getComputedStyle(el).position;
  for (let up = parentOf(el); box && up && up !== document.documentElement && position !== 'fixed'; up = parentOf(up)) {
    const style = getComputedStyle(up);
    if (position === 'absolute' && style.position === 'static' && style.transform === 'none') continue;
    if (clips(style) && up !== document.body) box = meet(box, up.getBoundingClientRect());
    position = style.position;
  }
  if (!box) return null;
  const page = position === 'fixed'
    ? {left: 0, top: 0, right: innerWidth, bottom: innerHeight}
    : {left: -scrollX, top: -scrollY, right: 1e9, bottom: 1e9};
  box = meet(box, page);
  return isEmpty(box) ? null : box;
};

const isPainted = el => el.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true});
const isOpaque = el => el.checkVisibility({opacityProperty: true});
const isVisible = el => isPainted(el) && isOpaque(el) && !!shownBox(el);

const isOff = el => el.matches(':disabled,[aria-disabled=true]') || !!el.closest('[inert]');
const isControl = el => el.matches(NAMES) && !el.matches('[tabindex]:not([role]):not([onclick]):not(a):not(button)' +
  ':not(input):not(select):not(textarea):not(summary):not(iframe):not([contenteditable])');
const isTabbable = el => el.matches(NAMES) && el.tabIndex >= 0 && !isOff(el) && isPainted(el);

const step = el => {
  const name = el.localName;
  if (el.id) return `${name}#${CSS.escape(el.id)}`;
  const same = [...(el.parentNode ? el.parentNode.children : [])].filter(other => other.localName === name);
  return same.length > 1 ? `${name}:nth-of-type(${same.indexOf(el) + 1})` : name;
};
// A selector that leads to this very element, as short as ids allow.
const selectorOf = el => {
  const steps = [];
  for (let at = el; isElement(at) && steps.length < 40; at = at.parentElement) {
    steps.unshift(step(at));
    if (at.id && document.querySelectorAll(`#${CSS.escape(at.id)}`).length === 1) break;
  }
  return steps.join(' > ').slice(0, 1000);
};
const textOf = el => (el.getAttribute('aria-label') || el.innerText || el.value || el.title || el.alt || '')
  .toString().replace(/\s+/g, ' ').trim().slice(0, 60);
const KEPT = ['id', 'class', 'name', 'type', 'role'];
const tagOf = el => [el.localName, Object.fromEntries(
  KEPT.filter(name => el.hasAttribute(name)).map(name => [name, el.getAttribute(name).slice(0, 200)]))];
const lineageOf = el => {
  const line = [];
  for (let at = el; at && line.length < 60; at = parentOf(at)) line.push(tagOf(at));
  return line;
};
const describe = (el, note = '') => ({
  selector: selectorOf(el),
  html: el.outerHTML.replace(/\s+/g, ' ').slice(0, LONGEST),
  lineage: lineageOf(el),
  text: textOf(el),
  note,
});
