"""The gates on a page in the browser: each takes an Observation and returns its complaints as sentences."""

from observe import inside

HEAVIEST = 800_000  # bytes
MOST_REQUESTS = 30


def outside_requests(seen):
    """Every request that leaves the site."""
    return [f"{seen.name} asks for {url}, outside the site" for url in seen.requests if not inside(url, seen.base)]


def missing_files(seen):
    """Every file of the site that a page asks for and does not get."""
    return [f"{seen.name} does not get {url}" for url in dict.fromkeys(seen.failed) if inside(url, seen.base)]


def console_errors(seen):
    """Every uncaught error, console error and console warning."""
    return [f"{seen.name} logs {message}" for message in seen.console]


def mathematics_errors(seen):
    """Formulas that are in error, raw, without extent, or shown in another font than theirs."""
    found = seen.mathematics
    complaints = [f"{seen.name} has a formula in error: {error}" for error in found["errors"]]
    complaints += [f"{seen.name} shows raw TeX: {text[:80]}" for text in found["raw"]]
    complaints += [f"{seen.name} has a formula that is not seen: {text}" for text in found["unseen"]]
    if not found["font"]:
        complaints.append(f"{seen.name} shows its formulas without their font")
    return complaints


def axe_violations(seen):
    """Every violation that axe-core reports with all its rules on, in light and in dark."""
    return [f"{seen.name} ({scheme}): {sentence}" for scheme, found in seen.axe.items() for sentence in found]


def sideways_scrolling(seen):
    """A page that is wider than a phone of 360 pixels."""
    extra = seen.overflow.get("extra", 0)
    if extra <= 0:
        return []
    return [f"{seen.name} is {extra} px wider than a phone: {', '.join(seen.overflow['wide'])}"]


def too_heavy(seen):
    """A page whose first visit over http transfers more than 800 kB, fonts included, gzipped, or 30 files."""
    complaints = []
    if seen.transfer > HEAVIEST:
        complaints.append(f"{seen.name} transfers {seen.transfer / 1e3:.0f} kB gzipped, more than {HEAVIEST / 1e3:.0f}")
    if len(seen.requests) > MOST_REQUESTS:
        complaints.append(f"{seen.name} asks for {len(seen.requests)} files, more than {MOST_REQUESTS}")
    return complaints


ON_EVERY_VISIT = (outside_requests, missing_files, console_errors, mathematics_errors)
ON_HTTP = (axe_violations, sideways_scrolling, too_heavy)
