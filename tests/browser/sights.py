"""Scripts that look at a page as a reader would: is anything cut off, does anything move?"""

# Elements that stick out of the window, or whose own content is hidden by their edge.
CUT_OFF = """() => {
    const unseen = ".visually-hidden, .skip, .table-responsive, svg, select, input, textarea";
    return [...document.querySelectorAll("header *, main *, footer *, dialog[open] *")]
        .filter(element => !element.closest(unseen) && element.checkVisibility())
        .filter(element => {
            const style = getComputedStyle(element);
            // Hidden from the eye on purpose, as .visually-hidden is.
            if (style.clipPath === "inset(50%)") return false;
            // A note of a few lines that ends in "…" is told in full where its day is opened.
            const hides = style.webkitLineClamp === "none"
                && /hidden|clip/.test(style.overflowX + style.overflowY);
            const tooMuch = element.scrollWidth > element.clientWidth + 1
                || element.scrollHeight > element.clientHeight + 1;
            const card = element.closest(".activity");
            const edge = card ? card.getBoundingClientRect().right : innerWidth;
            return (hides && tooMuch) || element.getBoundingClientRect().right > edge + 1;
        })
        .slice(0, 5)
        .map(element => element.outerHTML.slice(0, 160));
}"""

# Short words that stand on two lines, as in a column that is too narrow for them.
BROKEN_WORDS = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const unseen = ".visually-hidden, .unseen, script, style, textarea, select";
    const found = [], range = document.createRange();
    while (texts.nextNode()) {
        const node = texts.currentNode;
        if (!node.parentElement.checkVisibility() || node.parentElement.closest(unseen)) continue;
        for (const word of node.data.matchAll(/(?<!\\S)\\p{L}{2,12}(?!\\S)/gu)) {
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1)
                found.push(word[0]);
        }
    }
    return found.slice(0, 5);
}"""

# A heading of more than two lines beside its buttons, and ways of printing on two lines.
SQUEEZED = """() => {
    const top = element => element.getBoundingClientRect().top;
    const tall = [...document.querySelectorAll(".lead h1")].filter(heading =>
        heading.offsetHeight > 2.5 * parseFloat(getComputedStyle(heading).lineHeight));
    const print = document.querySelector("[data-print]");
    const next = print?.parentElement.querySelector("[data-print] ~ a.button");
    return [...tall, ...(next && top(next) - top(print) > 5 ? [next] : [])]
        .map(element => element.outerHTML.slice(0, 160));
}"""

# What shows by nothing, or by another shape, that the keyboard is on it.
UNSEEN_FOCUS = """() => [...document.querySelectorAll("main :is(a, button, summary), header a")]
    .filter(element => {
        if (!element.checkVisibility()) return false;
        const before = getComputedStyle(element).borderRadius;
        element.focus();
        const rings = [element, element.closest(".activity") ?? element].map(getComputedStyle);
        const isRinged = rings.some(ring =>
            ring.outlineStyle === "solid" && parseFloat(ring.outlineWidth) >= 2);
        const isRound = parseFloat(before) > 0;
        return !isRinged || (isRound && getComputedStyle(element).borderRadius !== before);
    })
    .slice(0, 5)
    .map(element => element.outerHTML.slice(0, 160))"""

# Texts of the board that something else lies over. A card's link covers its own card, on purpose.
COVERED = """() => [...document.querySelectorAll(".piece h2 a, .day-note, .add, .flag, .when")]
    .filter(element => {
        element.scrollIntoView({block: "center"});
        const box = element.getBoundingClientRect();
        const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const own = element.closest(".activity") ?? element;
        return !own.contains(hit);
    })
    .map(element => element.outerHTML.slice(0, 160))"""

# Counts what moves from the page's first moment on.
COUNT_MOTION = """window.motions = [];
for (const kind of ["animationstart", "transitionrun"])
    addEventListener(kind, event => window.motions.push(
        kind + " of " + (event.animationName ?? event.propertyName)), true);"""
