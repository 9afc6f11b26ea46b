"""axe over one page as it stands: light and dark, on a phone and on a desk."""

from axe_playwright_python.sync_playwright import Axe

SIGHTS = [(scheme, width) for scheme in ("light", "dark") for width in (1440, 390)]
RUN = "axe.run({resultTypes: ['violations']}).then(results => results.violations)"


def violations(page) -> list[str]:
    """What axe finds, each with where it was seen."""
    page.evaluate(Axe().axe_script)
    found = []
    for scheme, width in SIGHTS:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        for violation in page.evaluate(RUN):
            nodes = [node["html"][:160] for node in violation["nodes"][:3]]
            found.append(f"{scheme} {width}: {violation['id']}: {nodes}")
    return found
