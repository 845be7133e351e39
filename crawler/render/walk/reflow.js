// What a narrow window and doubled text do to a page's text: pushed out sideways, cut off, or one over another.
const MAX_LINES = 3000, SLACK = 3;
const EXCEPTED = 'pre,code,svg,canvas,iframe,object,embed,video,math,marquee,[role=toolbar],[role=grid],[role=table],' +
  '[role=treegrid],[role=application],[role=img],[aria-hidden=true]';

const settled = () => new Promise(resolve => {
  setTimeout(resolve, 500);
  requestAnimationFrame(() => requestAnimationFrame(resolve));
});

// Visible lines of text: the part of each that the eye needs, which is as high as its letters.
const linesOf = () => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Map();
  for (let node = walker.nextNode(); node && found.length < MAX_LINES; node = walker.nextNode()) {
    const el = node.parentElement;
    if (!el || !node.data.trim() || el.matches('script,style,noscript,option,title')) continue;
    if (!seen.has(el)) seen.set(el, isPainted(el) && isOpaque(el) ? parseFloat(getComputedStyle(el).fontSize) || 16 : 0);
    const size = seen.get(el);
    if (!size) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of [...range.getClientRects()].slice(0, 200)) {
      if (box.width < 4 || box.height < 4) continue;
      const middle = (box.top + box.bottom) / 2, half = Math.min(box.height, size) * 0.45;
      found.push({node, el, left: box.left, right: box.right, top: middle - half, bottom: middle + half});
    }
  }
  return found;
};

const area = box => Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top);
// Boxes beyond which nothing of their text is seen, nearest first; not the page itself, and nothing around a fixed box.
const cuttersOf = el => {
  const found = [];
  let position = 'static';
  for (let up = el; up && up !== document.body && up !== document.documentElement; up = up.parentElement) {
    const style = getComputedStyle(up);
    if (!(position === 'absolute' && style.position === 'static' && style.transform === 'none')) {
      if (style.overflowX !== 'visible' || style.overflowY !== 'visible') found.push(up);
      position = style.position;
    }
    if (position === 'fixed') break;
  }
  return found;
};
const isFixed = el => {
  for (let up = el; up; up = up.parentElement) if (/fixed|sticky/.test(getComputedStyle(up).position)) return true;
  return false;
};
const isShortened = el => {
  const style = getComputedStyle(el);
  return style.textOverflow === 'ellipsis' || (style.webkitLineClamp && style.webkitLineClamp !== 'none');
};

// How a table is meant: "data", "layout", or "" when that cannot be told.
const meaningOf = table => {
  if (table.matches('[role=presentation],[role=none]')) return 'layout';
  if (table.querySelector('th,caption,thead,[headers],[scope]') || table.border > 0 || table.summary) return 'data';
  if (table.querySelector('table,form,input,h1,h2,h3,h4,ul,ol,dl,iframe')) return 'layout';
  const wide = Math.max(0, ...[...table.rows].slice(0, 50).map(row => row.cells.length));
  return table.rows.length < 2 || wide < 2 ? 'layout' : '';
};
const exceptionOf = el => {
  if (el.closest(EXCEPTED)) return 'excepted';
  let unclear = '';
  for (let table = el.closest('table'); table; table = table.parentElement?.closest('table')) {
    const meaning = meaningOf(table);
    if (meaning === 'data') return 'excepted';
    if (!meaning) unclear = 'unclear';
  }
  return unclear;
};

const within = (line, cutters) => {
  let box = line;
  for (const cutter of cutters) box = meet(box, cutter.getBoundingClientRect());
  return box;
};
// The outermost box that is itself too wide: what has to be changed.
const causeOf = (el, width) => {
  let cause = el;
  for (let up = el; up && up !== document.documentElement; up = up.parentElement) {
    if (up.getBoundingClientRect().width > width + SLACK) cause = up;
  }
  return cause;
};
const named = (map, note) => [...map.keys()].slice(0, 30).map(el => describe(el, note(el)));

// Boxes in which text is cut, and which of them hold all of their text in sight.
const cutBoxes = () => {
  const boxes = new Map();
  for (const line of linesOf()) {
    for (const cutter of cuttersOf(line.el).filter(box => clips(getComputedStyle(box)))) {
      const box = cutter.getBoundingClientRect(), seen = area(meet(line, box)) / area(line);
      const told = boxes.get(cutter) || {whole: 0, part: 0, none: 0, short: false};
      if (seen > 0.85) told.whole++; else if (seen > 0.1) told.part++; else told.none++;
      told.short ||= seen <= 0.85 && (isShortened(cutter) || isShortened(line.el));
      boxes.set(cutter, told);
    }
  }
  return boxes;
};
const isPlaced = (el, stop) => {
  for (let up = el; up && up !== stop; up = up.parentElement) {
    const style = getComputedStyle(up);
    if (style.position === 'absolute' || style.transform !== 'none') return true;
  }
  return false;
};
const numbers = new WeakMap();
let counted = 0;
const numberOf = node => {
  if (!numbers.has(node)) numbers.set(node, ++counted);
  return numbers.get(node);
};
// Pairs of lines of different elements that lie one over the other.
const overlaps = () => {
  const lines = linesOf().filter(line => !isFixed(line.el) && area(within(line, cuttersOf(line.el))) > 0.85 * area(line));
  lines.sort((a, b) => a.top - b.top);
  const found = new Map();
  lines.forEach((line, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < line.bottom && found.size < 500; next++) {
      const other = lines[next];
      if (other.el === line.el || other.el.contains(line.el) || line.el.contains(other.el)) continue;
      if (area(meet(line, other)) < 0.25 * Math.min(area(line), area(other))) continue;
      found.set([numberOf(line.node), numberOf(other.node)].sort().join(), [line.el, other.el]);
    }
  });
  return found;
};

let before = null;
return {
  settled,
  remember() {
    before = {cuts: cutBoxes(), pairs: new Set(overlaps().keys())};
    return true;
  },
  // Compared with what was remembered: boxes that cut text now and did not, and lines that lie over others now.
  zoomed() {
    const cut = new Map(), shortened = new Map(), over = new Map(), unsure = new Map();
    for (const [box, now] of cutBoxes()) {
      const was = before.cuts.get(box);
      if (!was || was.part || was.none || !now.whole && !now.part || !(now.part || now.none)) continue;
      (now.short ? shortened : cut).set(box, now);
    }
    for (const [key, [one, other]] of overlaps()) {
      if (before.pairs.has(key)) continue;
      let common = one;
      while (common && !common.contains(other)) common = common.parentElement;
      (isPlaced(one, common) || isPlaced(other, common) ? unsure : over).set(other, one);
    }
    return {
      cut: named(cut, () => '放大到 200% 后文字被截断'),
      over: named(over, () => '放大到 200% 后文字互相重叠'),
      unsure: [...named(shortened, () => '放大后以省略号缩短'), ...named(unsure, () => '放大后与其他文字位置重叠')],
      texts: linesOf().length,
    };
  },
  // At the narrow width: how far the page scrolls sideways, and what lies where only sideways scrolling leads.
  narrow() {
    const root = document.scrollingElement, width = root.clientWidth;
    scrollTo(0, 0);
    scrollTo({left: 1e6, behavior: 'instant'});
    const moved = Math.round(scrollX);
    scrollTo({left: 0, top: 0, behavior: 'instant'});
    const beyond = new Map(), unclear = new Map(), lost = new Map(), ends = new Map();
    let excepted = 0;
    for (const line of linesOf()) {
      if (line.right <= width + SLACK || line.left + scrollX < 0) continue;
      const cutters = cuttersOf(line.el), seen = within(line, cutters);
      const scroller = cutters.find(box => /auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth + SLACK);
      if (scroller && !exceptionOf(line.el)) {
        ends.set(scroller, Math.max(ends.get(scroller) || 0, line.right));
        unclear.set(scroller, line);
      }
      if (seen.right <= width + SLACK || isEmpty(seen)) continue;
      const exception = exceptionOf(line.el);
      if (exception === 'excepted') { excepted++; continue; }
      const cause = causeOf(line.el, width);
      ends.set(cause, Math.max(ends.get(cause) || 0, line.right));
      if (moved > SLACK && line.left <= width + moved) (exception || isFixed(line.el) ? unclear : beyond).set(cause, line);
      else if (moved <= SLACK && line.left < width - 10 && line.right > width + 10 && !isFixed(line.el)) lost.set(cause, line);
    }
    const wide = el => `窗口宽 ${innerWidth} 像素时，文字排到左起 ${Math.round(ends.get(el))} 像素处，要左右滚动才能读全`;
    return {
      width, moved, excepted,
      beyond: named(beyond, wide),
      lost: named(lost, () => `窗口宽 ${innerWidth} 像素时文字超出窗口，又不能滚动`),
      unclear: named(unclear, wide),
      texts: linesOf().length,
    };
  },
  boxOf(selector) {
    const el = document.querySelector(selector);
    if (!el) return null;
    el.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
    return shownBox(el);
  },
};
