// Runs beside axe-core in a world of its own, which the page's scripts can neither see nor change.
(() => {
    "use strict";
    // What tells an element apart; the same names as core.elements.KEPT.
    const KEPT = ["id", "class", "name", "type", "role"];
    const GROUPS = ["violations", "incomplete", "passes", "inapplicable"];
    const NAMED = /^[A-Za-z][\w-]*$/;
    const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
    const SCROLLERS = "scrollable-region-focusable";
    // Rules whose answer depends on how the page looks at that moment.
    const VISUAL = new Set(["color-contrast", "target-size", "link-in-text-block", SCROLLERS]);
    // Further rules that look where elements are and what is cut off, in whatever words they say so.
    const PLACED = [
        "aria-hidden-focus", "avoid-inline-spacing", "blink", "label-content-name-mismatch", "landmark-one-main", "marquee",
        "object-alt", "p-as-heading", "page-has-heading-one", "skip-link", "table-fake-caption", "td-has-header",
        "th-has-data-cells",
    ];
    // Attributes that only change how elements look.
    const LOOKS = ["class", "style"];
    // What readers come upon one by one; names and alternative texts are asked of these.
    const MET = "a,button,iframe,img,input,object,select,summary,svg,textarea,[role]";
    // Most timers of a page that are ended one by one.
    const MOST_TIMERS = 100000;
    const REACHED = "本浏览器能用键盘聚焦并滚动它，其他浏览器不一定，需人工核对";
    let trying = false, looked = [], lookedAt = 0, shown = null, rewritten = () => true, first = new Set();

    const sleep = time => new Promise(resolve => setTimeout(resolve, time));
    const cut = (text, most) => String(text ?? "").slice(0, most).toWellFormed();
    const isElement = node => node instanceof Element;
    const up = element => element.parentElement ?? element.getRootNode().host ?? null;

    // Unique in its document: from the nearest element whose id no other has, or from the root. Paths are kept while
    // one scan lasts, as tables have thousands of rows.
    let paths = new Map();
    function path(element) {
        if (!paths.has(element)) {
            if (isNamed(element)) paths.set(element, inRoot(element, "#" + element.id));
            else if (element.parentElement) number(element.parentElement);
            else paths.set(element, inRoot(element, CSS.escape(element.localName)));
        }
        return paths.get(element);
    }

    function isNamed(element) {
        return NAMED.test(element.id) && element.getRootNode().querySelectorAll("#" + element.id).length === 1;
    }

    function inRoot(element, step) {
        const host = element.getRootNode().host;
        return host ? `${path(host)} >>> ${step}` : step;
    }

    function number(parent) {
        const seen = new Map(), above = path(parent);
        for (const child of parent.children) {
            const count = (seen.get(child.localName) ?? 0) + 1;
            seen.set(child.localName, count);
            if (!isNamed(child)) paths.set(child, `${above} > ${CSS.escape(child.localName)}:nth-of-type(${count})`);
        }
    }

    // FNV-1a of a path, so that thousands of elements without fault can be remembered.
    function mark(text) {
        let hash = 0x811c9dc5;
        for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
        return hash >>> 0;
    }

    function lineage(element) {
        const tags = [];
        for (let at = element; at && tags.length < 24; at = up(at)) {
            const kept = KEPT.filter(name => at.getAttribute(name)).map(name => [name, cut(at.getAttribute(name), 100)]);
            tags.push([cut(at.localName, 40), Object.fromEntries(kept)]);
        }
        return tags;
    }

    function noted(node, limits) {
        const checks = [...node.any, ...node.all, ...node.none];
        const known = isElement(node.element);
        return {
            selector: cut(known ? path(node.element) : (node.target ?? []).flat().join(" >>> "), 500),
            html: cut(node.html, limits.html),
            lineage: known ? lineage(node.element) : [],
            notes: checks.map(check => cut(check.message, 300)).filter(Boolean).slice(0, 6),
        };
    }

    function told(rule, nodes) {
        const criteria = rule.tags.map(tag => /^wcag(\d)(\d)(\d+)$/.exec(tag)).filter(Boolean);
        return {
            id: rule.id,
            help: cut(rule.help, 200),
            criteria: criteria.map(([, principle, guideline, number]) => `${principle}.${guideline}.${number}`),
            act: acts.get(rule.id) ?? [],
            best: rule.tags.includes("best-practice"),
            visual: VISUAL.has(rule.id),
            count: rule.nodes.length,
            ...nodes,
        };
    }

    const failed = rule => rule.nodes.some(node => node.none.some(check => check.id === "error-occurred"));
    const acts = new Map(axe.getRules().map(rule => [rule.ruleId, rule.actIds ?? []]));

    // Boxes to scroll that hold no control: axe-core demands one to focus, this browser focuses the box itself. Others may
    // not: such a box is for a person to look at.
    function heedScrollers(found) {
        const rule = found.violations.find(each => each.id === SCROLLERS);
        const reached = rule?.nodes.filter(node => isElement(node.element) && takesFocus(node.element)) ?? [];
        if (!reached.length) return;
        const asked = reached.map(node => ({ ...node, any: [{ id: "reached", message: REACHED }], all: [], none: [] }));
        const left = rule.nodes.filter(node => !reached.includes(node)), others = found.violations.filter(each => each !== rule);
        const known = found.incomplete.find(each => each.id === SCROLLERS);
        found.violations = left.length ? [...others, { ...rule, nodes: left }] : others;
        found.incomplete = [
            ...found.incomplete.filter(each => each !== known), { ...rule, nodes: [...(known?.nodes ?? []), ...asked] },
        ];
    }

    // Tried unseen by the page's own handlers, and taken back.
    function takesFocus(element) {
        const before = document.activeElement;
        trying = true;
        element.focus({ preventScroll: true });
        const taken = element.matches(":focus");
        if (taken) element.blur();
        if (before && before !== document.body) before.focus({ preventScroll: true });
        trying = false;
        return taken;
    }
    for (const name of ["focus", "blur", "focusin", "focusout"])
        addEventListener(name, event => trying && event.stopImmediatePropagation(), true);

    // Every element, and whether it is shown; null where there are frames or shadow trees, which are not looked into.
    function visibility() {
        const seen = new Map();
        for (const element of document.getElementsByTagName("*")) {
            if (element.shadowRoot || /^(?:i?frame|object|embed)$/.test(element.localName)) return null;
            seen.set(element, element.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
        }
        return seen;
    }

    const isConcealed = element => !element.checkVisibility({ visibilityProperty: true });

    function unchanged(before, now) {
        return before?.size === now?.size && [...(now ?? [])].every(([element, is]) => before.get(element) === is);
    }

    // Tells whether the document was changed since, in more than looks.
    function watchRewriting() {
        let changed = false;
        const note = records => { changed ||= records.some(each => !LOOKS.includes(each.attributeName)); };
        const observer = new MutationObserver(note);
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        return () => {
            note(observer.takeRecords());
            return changed;
        };
    }

    // At a further width all rules are asked again only where elements come, go, hide, show or are rewritten: names, roles
    // and structure of the same elements, shown alike, were judged already, and one fault is told once whatever the width.
    function asked(further) {
        const now = visibility();
        if (further && now && unchanged(shown, now) && !rewritten())
            return { type: "rule", values: [...VISUAL, ...PLACED].filter(rule => first.has(rule)) };
        // Only what all rules were asked about can be compared with.
        if (!further) [shown, rewritten] = [now, watchRewriting()];
        return { type: "tag", values: TAGS };
    }

    // Notes whether elements come, go or get other attributes, or text grows. Styles are left to `moved`: on most pages
    // something glides by them all the time.
    function noteChanges(quiet) {
        const began = performance.now(), before = String(size());
        let changed = false;
        const note = records => { changed ||= records.some(each => each.attributeName !== "style"); };
        const observer = new MutationObserver(note);
        observer.observe(document, { subtree: true, childList: true, attributes: true });
        // Whether nothing changed until `quiet` milliseconds are over; what was due before is let happen first.
        return async () => {
            await sleep(Math.max(1, quiet - (performance.now() - began)));
            await sleep(0);
            note(observer.takeRecords());
            observer.disconnect();
            return !changed && String(size()) === before;
        };
    }

    // What axe-core says; with `quiet`, `stayed` tells whether nothing changed for so many milliseconds at least.
    async function scan(limits, further, quiet) {
        calm();
        const stayed = quiet ? noteChanges(quiet) : null, view = await judged(limits, further);
        return stayed ? { ...view, stayed: await stayed() } : view;
    }

    async function judged(limits, further) {
        const runOnly = asked(further);
        const found = await axe.run(document, {
            runOnly,
            resultTypes: GROUPS,
            elementRef: true,
            selectors: false,
            // Nothing more is fetched for axe itself, and a frame that does not answer costs no minute.
            preload: false,
            frameWaitTime: 5000,
        });
        // Called by name, rules that axe-core itself still tries out would answer too.
        if (!further) first = new Set(GROUPS.flatMap(group => found[group].map(rule => rule.id)));
        heedScrollers(found);
        let left = limits.nodes;
        paths = new Map();
        const keep = rule => {
            const kept = rule.nodes.slice(0, Math.min(limits.each, Math.max(left, 1)));
            left -= kept.length;
            return [told(rule, { nodes: kept.map(node => noted(node, limits)) }), kept.map(node => node.element)];
        };
        const kept = found.violations.map(keep);
        const seen = kept.filter(([rule]) => rule.visual).flatMap(([, elements]) => elements.filter(isElement));
        looked = seen.map(element => [element, path(element), look(element)]);
        lookedAt = performance.now();
        // Only the first width's are ever asked for.
        const marks = rule => {
            if (further || !acts.get(rule.id)?.length) return [];
            const elements = rule.nodes.slice(0, limits.marks).map(node => node.element);
            return elements.filter(isElement).map(node => mark(path(node)));
        };
        return {
            width: innerWidth,
            violations: kept.map(([rule]) => rule),
            incomplete: found.incomplete.filter(rule => !failed(rule)).map(rule => keep(rule)[0]),
            passes: found.passes.map(rule => told(rule, { marks: marks(rule) })),
            inapplicable: found.inapplicable.map(rule => rule.id),
            errors: found.incomplete.filter(failed).map(rule => rule.id),
            hidden: [...document.querySelectorAll(MET)].filter(isConcealed).slice(0, limits.marks).map(node => mark(path(node))),
            rules: runOnly.type === "tag" ? "all" : "visual",
        };
    }

    // What an animation would change: place, size, colours, and how transparent it is all the way up.
    function look(element) {
        if (!element.checkVisibility()) return "hidden";
        const { x, y, width, height } = element.getBoundingClientRect(), style = getComputedStyle(element);
        let opacity = 1;
        for (let at = element; at; at = up(at)) opacity *= Number(getComputedStyle(at).opacity);
        const place = [x + scrollX, y + scrollY, width, height].map(Math.round);
        return [...place, style.color, style.backgroundColor, style.fontSize, opacity.toFixed(3)].join(" ");
    }

    // Paths of the elements at fault that do not look as they did when they were measured, `still` milliseconds before.
    async function moved(still) {
        await sleep(Math.max(0, still - (performance.now() - lookedAt)));
        return looked.filter(([element, , before]) => look(element) !== before).map(([, where]) => where);
    }

    // Fading and sliding come to their ends now, so that nothing is measured half-way.
    function calm() {
        for (const animation of document.getAnimations())
            try { animation.finish(); } catch { animation.pause(); }
    }

    function size() {
        return [
            document.scripts.length, document.getElementsByTagName("*").length, document.body?.textContent.length ?? 0,
        ];
    }

    // Whether the page keeps its size for `quiet` milliseconds within `most`, looked at every `pause`.
    async function still(quiet, pause, most) {
        const began = performance.now();
        let since = began, last = String(size());
        while (performance.now() - since < quiet) {
            if (performance.now() - began > most) return false;
            await sleep(pause);
            const now = String(size());
            if (now !== last) [since, last] = [performance.now(), now];
        }
        return true;
    }

    // Ends what the page has under way and would go on doing, as it is left; false where frames have doings of their own.
    function silence() {
        stop();
        // Their numbers are counted through, whoever set them.
        const kinds = [[setTimeout, clearTimeout], [requestAnimationFrame, cancelAnimationFrame]];
        for (const [begin, end] of kinds) {
            const last = begin(() => undefined);
            for (let id = last; id > Math.max(0, last - MOST_TIMERS); id--) end(id);
        }
        return length === 0;
    }

    // What pages do when they are left would be done in the next one's time.
    for (const leaving of ["beforeunload", "pagehide", "unload"])
        addEventListener(leaving, event => event.stopImmediatePropagation(), true);
    addEventListener("visibilitychange", event => document.hidden && event.stopImmediatePropagation(), true);

    function about(limit) {
        const text = document.body ? document.body.innerText.length : 0;
        return [location.href, text, text <= limit ? cut(document.documentElement.outerHTML, 65536) : ""];
    }

    // Brings an element into the window, in a frame for the picture; where it stands, or null when it cannot be seen.
    function frame(selector) {
        const element = document.querySelector(selector);
        if (!element?.checkVisibility?.()) return null;
        const place = [scrollX, scrollY];
        element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
        const { x, y, width, height } = element.getBoundingClientRect();
        if (width < 1 || height < 1) return null;
        const old = [element.style.getPropertyValue("outline"), element.style.getPropertyPriority("outline")];
        element.style.setProperty("outline", "3px solid #d4001a", "important");
        unframe = () => {
            element.style.setProperty("outline", ...old);
            scrollTo({ left: place[0], top: place[1], behavior: "instant" });
        };
        return [x, y, width, height, innerWidth, innerHeight];
    }
    let unframe = () => undefined;

    globalThis.xunjian = { scan, moved, still, silence, about, frame, unframe: () => unframe() };
})();
