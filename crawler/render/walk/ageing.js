// Entries to a mode for the elderly or the impaired, what such a mode changes, and what floats over a page.
const WORDS = /适老化?|长者|老年人?|长辈|关怀|敬老|助老|无障碍|大字号?|大字体/;
// What may stand beside those words in the name of an entry, and nothing else.
const FILLERS = /进入|切换到?|打开|开启|启用|点击|体验|网站|网页|本站|政府|智能|专用|专版|专区|频道|通道|入口|助手|工具条?|模式|版本?|化|浏览|阅读|访问|服务|辅助|一键|系统|平台|字体|界面|[的和与及或、，。·•/|()（）\[\]【】「」“”"'>»＞:：\-—_\s]/g;
// Alone these name whom a service is for.
const TOPICS = /^(?:老年人?|关怀|敬老|助老)$/;
const SIGNS = /wza(?![a-z]{3})|wuzhangai|zhang-?ai|\bslh\b|shi-?lao|zhang-?zhe|lao-?nian|guan-?huai|barrier-?free|accessib|kqnav|assist-open|aiwza|cniil/i;
const TOOLBARS = /govwza|cniil|aiwza|\/assist(?:\.min)?\.js|\/dist\/aria\.js|barrier-?free|kqnav|\/wza[\w.-]*\//i;
const SENSES = {
  zoom: /放大|增大|字号|字体[+＋大]|大字体?$|^A\+$|^\+A$|^大$/,
  cursor: /大?鼠标|光标|指针/,
  reading: /朗读|语音|读屏|指读|连读|读网页|发音|声音|听读|播报/,
  contrast: /配色|对比|色彩|反色|换色|高亮|黑底|底色/,
  guide: /辅助线|十字线|准星|阅读线|参考线|标尺/,
  subtitle: /大字幕|字幕|显示屏/,
  leave: /退出|恢复(?:默认|正常)?|重置|标准版|普通版|常规版|返回(?:标准|普通|常规|原)/,
};
const CLICKABLE = 'a,area,button,input,label,summary,[onclick],[role=button],[role=link],[role=switch],[role=menuitem]';
const isWorthless = text => /声明|说明|标准|规范|条例|办法|通知/.test(text);

const settled = most => new Promise(resolve => {
  let timer = setTimeout(resolve, 250);
  const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(resolve, 250); });
  watch.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  setTimeout(resolve, most);
});

const labelsOf = el => [el.innerText, el.getAttribute('title'), el.getAttribute('alt'), el.getAttribute('aria-label'),
  el.matches('input') ? el.value : ''].map(text => (text || '').replace(/\s+/g, ' ').trim()).filter(Boolean);
// How sure it is that a label names such an entry: 2 it does and says nothing else, 1 it may, 0 it does not.
const weigh = label => {
  if (label.length > 24 || !WORDS.test(label) || isWorthless(label)) return 0;
  const rest = label.replace(new RegExp(WORDS, 'g'), '').replace(FILLERS, '').replace(/[A-Za-z0-9+]/g, '');
  if (TOPICS.test(label.replace(/\s/g, ''))) return 0;
  return rest.length ? (rest.length <= 2 ? 1 : 0) : 2;
};
const signOf = el => [el.id, el.className, el.getAttribute('src'), el.getAttribute('href'), el.getAttribute('onclick'), el.style.backgroundImage]
  .some(text => typeof text === 'string' && SIGNS.test(text.slice(0, 300)));
const targetOf = (el, heard) => {
  const named = el.closest(CLICKABLE);
  if (named) return named;
  for (let up = el; up && up !== document.body; up = up.parentElement) if (heard.has(up)) return up;
  return getComputedStyle(el).cursor === 'pointer' ? el : null;
};
const entriesOf = heard => {
  const found = new Map();
  for (const el of everyElement()) {
    if (el.matches('script,style,html,body,head,head *') || el.textContent.length > 200) continue;
    const labels = labelsOf(el), weight = Math.max(0, ...labels.map(weigh));
    const signed = !weight && !labels.length && (el.matches('img') || !el.children.length) && signOf(el);
    if (!weight && !signed) continue;
    const target = targetOf(el, heard) || (weight === 2 && el.children.length === 0 ? el : null);
    if (!target || !isVisible(target) || target.matches('html,body')) continue;
    const known = found.get(target);
    const label = labels.find(text => weigh(text) === weight) || '';
    const strength = weight || 1;
    if (!known || known.strength < strength) found.set(target, {label: label.slice(0, 40), strength, words: !!weight});
  }
  const all = [...found].filter(([el]) => ![...found.keys()].some(other => other !== el && el.contains(other)));
  return all.sort((a, b) => b[1].strength - a[1].strength).slice(0, 8);
};

// Sizes as the eye meets them: zoom and transformations counted in.
const scales = new Map();
const scaleOf = el => {
  if (!el) return 1;
  if (!scales.has(el)) {
    const style = getComputedStyle(el), matrix = new DOMMatrix(style.transform === 'none' ? '' : style.transform);
    const own = (parseFloat(style.zoom) || 1) * Math.hypot(matrix.a, matrix.b) * (parseFloat(style.scale) || 1);
    scales.set(el, own * scaleOf(el.parentElement));
  }
  return scales.get(el);
};
const textSizes = () => {
  scales.clear();
  const sizes = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node && sizes.length < 1500; node = walker.nextNode()) {
    const el = node.parentElement, text = node.data.trim();
    if (!el || !text || el.matches('script,style,noscript,option') || !isPainted(el) || !isOpaque(el)) continue;
    range.selectNodeContents(node);
    const box = range.getClientRects()[0], style = getComputedStyle(el);
    if (!box || box.height < 2) continue;
    sizes.push([parseFloat(style.fontSize) * scaleOf(el), text.length, style.color, el]);
  }
  return sizes;
};
const medianOf = sizes => {
  const ordered = [...sizes].sort((a, b) => a[0] - b[0]), all = ordered.reduce((sum, one) => sum + one[1], 0);
  let sum = 0;
  for (const [size, weight] of ordered) { sum += weight; if (sum * 2 >= all) return Math.round(size * 10) / 10; }
  return 0;
};
const groundOf = el => {
  for (let up = el; up; up = up.parentElement) {
    const color = getComputedStyle(up).backgroundColor;
    if (color !== 'transparent' && !/,\s*0\)$/.test(color)) return color;
  }
  return 'white';
};
const coloursOf = sizes => {
  const weights = new Map();
  for (const [, weight, color, el] of sizes.slice(0, 400)) {
    const key = `${color} on ${groundOf(el)}`;
    weights.set(key, (weights.get(key) || 0) + weight);
  }
  const filters = [document.documentElement, document.body].map(el => getComputedStyle(el).filter).join();
  return [...weights].sort((a, b) => b[1] - a[1]).slice(0, 1).map(([key]) => key).join() + filters;
};
const cursorOf = () => [document.documentElement, document.body, ...document.querySelectorAll('a,p')].slice(0, 6)
  .map(el => getComputedStyle(el).cursor).find(cursor => cursor.includes('url(')) || '';
const sensesOf = heard => {
  const found = {};
  for (const el of everyElement()) {
    if (el.textContent.length > 60 || !el.matches('a,button,input,li,span,div,img,i,p,em,label,[role=button]')) continue;
    const labels = labelsOf(el).filter(text => text.length <= 12);
    for (const [sense, words] of Object.entries(SENSES)) {
      if (!labels.some(text => words.test(text))) continue;
      const target = targetOf(el, heard);
      if (target && isVisible(target)) (found[sense] ||= []).includes(target) || found[sense].push(target);
    }
  }
  return found;
};
const digest = text => {
  let hash = 5381;
  for (let at = 0; at < text.length; at++) hash = ((hash << 5) + hash + text.charCodeAt(at)) | 0;
  return hash >>> 0;
};

// Neither a new window nor a form: what a click leads to comes in this tab, and nothing is sent.
const hold = event => {
  for (const el of event.composedPath()) if (isElement(el) && el.hasAttribute('target')) el.removeAttribute('target');
};
addEventListener('click', hold, true);
addEventListener('submit', event => { event.preventDefault(); event.stopImmediatePropagation(); tried.times++; }, true);
if (window.navigation) navigation.addEventListener('navigate', event => {
  if (event.formData && event.cancelable) event.preventDefault();
});

// What the page keeps for the next page, as far as a script sees it.
const keptHere = () => {
  try { return digest(document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)); } catch { return 0; }
};
const wordsOf = hidden => {
  const words = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && words.size < 5000; node = walker.nextNode()) {
    const el = node.parentElement, text = node.data.trim();
    if (el && text && !el.matches('script,style,noscript') && (hidden || isPainted(el))) words.add(text);
  }
  return words;
};
let known = new Set();

let listed = [], listedFloats = [], senses = {}, changes = 0;
new MutationObserver(records => { changes += records.length; })
  .observe(document, {subtree: true, childList: true, attributes: true});

const CLOSES = /^(?:[x×✕✖╳ⅹ]|关\s?闭|\[?关闭\]?|close|不再(?:提示|显示)|我知道了|知道了|跳过)$/i;
const CLOSE_SIGNS = /clos(?:e|ing)|guan-?bi|\bgb\b|关闭|hide\(|remove\(|display\s*=\s*['"]none/i;
const closersOf = el => {
  const box = el.getBoundingClientRect();
  const near = {left: box.left - 30, top: box.top - 40, right: box.right + 30, bottom: box.bottom + 40};
  const inside = [...el.querySelectorAll('*')];
  const beside = [...(el.parentElement?.children || [])].filter(other => other !== el && !isEmpty(meet(other.getBoundingClientRect(), near)))
    .flatMap(other => [other, ...other.querySelectorAll('*')]);
  return [...inside, ...beside].slice(0, 300).filter(other => isVisible(other) && (labelsOf(other).some(text => CLOSES.test(text)) ||
    (other.matches('a,button,img,span,i,div,em,[onclick]') && [other.id, other.className, other.getAttribute('src'),
      other.getAttribute('onclick'), other.getAttribute('href'), other.title]
      .some(text => typeof text === 'string' && CLOSE_SIGNS.test(text)) && !other.contains(el))));
};
const isAdrift = el => {
  const style = getComputedStyle(el);
  if (style.position === 'fixed') return true;
  if (style.position !== 'absolute') return false;
  for (let up = el.parentElement; up && up !== document.body; up = up.parentElement)
    if (getComputedStyle(up).position !== 'static') return false;
  return true;
};
const floatsOf = () => everyElement().filter(el => isAdrift(el) && !el.matches('header,nav,footer,[role=navigation],[role=banner]') &&
  isVisible(el) && !!el.querySelector('a,img,iframe,video,object') | el.matches('a,img,iframe')).filter(el => {
  const box = el.getBoundingClientRect();
  return box.width >= 40 && box.height >= 40 && box.width < innerWidth * 0.95 && box.bottom > 0 && box.top < innerHeight;
}).slice(0, 30);
const coversMiddle = el => {
  const box = el.getBoundingClientRect();
  return box.left < innerWidth / 2 && box.right > innerWidth / 2 && box.top < innerHeight / 2 && box.bottom > innerHeight / 2 &&
    box.width * box.height > innerWidth * innerHeight * 0.06;
};

return {
  settled,
  entries(heard) {
    listed = entriesOf(new Set(heard));
    return listed.map(([el, told], id) => ({...describe(el), ...told, id, href: el.href?.toString?.().slice(0, 500) || ''}));
  },
  toolbars: () => [...document.scripts].map(script => script.src).filter(src => TOOLBARS.test(src)).slice(0, 5),
  state(heard) {
    const sizes = textSizes();
    senses = sensesOf(new Set(heard));
    return {
      size: medianOf(sizes), colours: coloursOf(sizes), cursor: cursorOf(), senses: Object.keys(senses).sort(),
      mark: digest(document.body.innerText), layout: digest(sizes.map(([size]) => size.toFixed(1)).join()), texts: sizes.length,
      changes, kept: keptHere(), height: document.documentElement.scrollHeight,
      layers: everyElement().filter(el => isAdrift(el) && isVisible(el)).length,
      // Words that stood nowhere in the document when it was looked at before, seen or hidden.
      fresh: known.size ? [...wordsOf(false)].filter(word => !known.has(word)).length : 0,
    };
  },
  // Later states tell what is new since now.
  recall: () => { known = wordsOf(true); return known.size; },
  // The middle of an element, where a mouse would click it, or null when something else is there.
  place(kind, id) {
    const el = kind === 'entry' ? listed[id][0] : senses[kind]?.[id];
    if (!el) return null;
    el.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
    const box = shownBox(el);
    if (!box) return null;
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2, hit = document.elementFromPoint(x, y);
    return {x, y, box, clear: !!hit && (el.contains(hit) || hit.contains(el))};
  },
  click(kind, id) { (kind === 'entry' ? listed[id][0] : senses[kind][id]).click(); return true; },
  // Addresses of other pages of this site to go on to, as a visitor would.
  onward() {
    const here = location.href.split('#')[0], files = /\.(?:pdf|docx?|xlsx?|zip|rar|jpe?g|png|mp4|wps|et|txt)(?:\?|$)/i;
    const links = [...document.links].filter(link => link.host === location.host && /^https?:$/.test(link.protocol) && isVisible(link));
    const others = links.map(link => link.href.split('#')[0]).filter(url => url !== here && !files.test(url) && !/log(?:in|out)|search|\?/i.test(url));
    return [...new Set(others)].slice(0, 5);
  },
  // Layers over the page, and whether they wander; watched until one has moved, at most so many milliseconds.
  async floats(most) {
    const layers = floatsOf(), first = layers.map(el => el.getBoundingClientRect()), started = performance.now();
    const moved = new Set();
    while (performance.now() - started < most && moved.size < layers.length) {
      await new Promise(resolve => { setTimeout(resolve, 200); requestAnimationFrame(resolve); });
      layers.forEach((el, at) => {
        const box = el.getBoundingClientRect();
        if (Math.abs(box.left - first[at].left) + Math.abs(box.top - first[at].top) > 4) moved.add(el);
      });
    }
    const told = layers.filter(el => el.isConnected && isVisible(el) && (moved.has(el) || coversMiddle(el)));
    listedFloats = told.filter(el => !told.some(other => other !== el && other.contains(el))).slice(0, 6);
    return listedFloats.map((el, id) => ({...describe(el), id, moves: moved.has(el), middle: coversMiddle(el), closers: closersOf(el).length}));
  },
  // Whether the first of its closing controls takes a layer away.
  async closes(id) {
    const el = listedFloats[id];
    for (const closer of closersOf(el).slice(0, 3)) {
      closer.click();
      await settled(600);
      if (!el.isConnected || !isVisible(el)) return true;
    }
    return false;
  },
  floatBox: id => shownBox(listedFloats[id]),
};
