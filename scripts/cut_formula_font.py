"""Cut the font of the formulas out of STIX Two Math: cut_formula_font.py STIXTwoMath-Regular.ttf

Run by hand when a formula needs a character that the first of the two files lacks and readers should not wait for the
second. Needs fontTools and Brotli beside the course's requirements. Some things are mended on the way, which a browser
shows otherwise than TeX does:

- ‖ could not be stretched by less than its own height, so that \\bigl\\| was twice as tall as its formula;
- the index of a letter with a descender, y or g, hung lower than that of its neighbour;
- primes were small: Chromium does not ask the font for the form that stands in a script;
- a root hung far below its line and left a gap behind it: TeX shares out what a root is too tall, Chromium lets it
  hang, and keeps room for the widest size. So there are more sizes, the least one smaller, and all are equally wide.
"""

import copy
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[1] / "book" / "_static" / "vendor" / "stix-two-math"
# The characters of this book and every one that stretches; formulas.css names the same ones.
CORE = """20-7E A0 AF B1 B7 D7 F7 131 237 2C6 2C7 2D8-2DC 302-30C 338 391-3A9 3B1-3C9 3D1 3D5 3F5 2016 2026 2032-2034
203E 2061-2064 2102 210E 2113 2115 211D 2124 2190-2194 21A6 21D0-21D4 2200-220B 220F-2213 2217-221E 2223-222B 223C 2248
2254 2260-2265 226A-226B 227A-227B 2282-2287 2295-2299 22A4-22A5 22C5 22C6 22EE-22F1 2308-230B 23DC-23DF 27E8-27E9
27F5-27FC FE00 1D434-1D467 1D538-1D550 1D5A0-1D5B9 1D6E2-1D71B 1D7CF"""
# Latin, Greek, marks, punctuation, letterlike, arrows, operators, shapes, and the alphabets of mathematics.
ALL = "A0-FF 131 237 2B0-3FF 2000-206F 20D0-214F 2190-23FF 25A0-25FF 27C0-27FF 2900-2AFF 1D400-1D7FF"
LEAST_ROOT = 0.85  # of its height in the font
FEATURES = ["ssty", "dtls", "flac", "kern", "ccmp", "mark", "mkmk"]


def characters(ranges):
    """The code points of "20-7E A0 …"."""
    ends = ([int(end, 16) for end in part.split("-")] for part in ranges.split())
    return {point for end in ends for point in range(end[0], end[-1] + 1)}


def add_sizes_of_the_root(font):
    glyphs, widths, variants = font["glyf"], font["hmtx"].metrics, font["MATH"].table.MathVariants
    root = font.getBestCmap()[0x221A]
    construction = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(root)]
    width, _ = widths[root]
    records = construction.MathGlyphVariantRecord

    def scale(name, across, up):
        glyph = glyphs[name]
        glyph.coordinates.scale((across, up))
        glyph.coordinates.toInt()
        glyph.recalcBounds(glyphs)
        widths[name] = (width, glyph.xMin)

    parts = [part.glyph for part in construction.GlyphAssembly.PartRecords]
    for name in [record.VariantGlyph for record in records[1:]] + parts:
        scale(name, width / widths[name][0], 1)
    added = []
    for percent in (93, 100, 113, 127, 142):
        name, record = f"{root}.{percent}", copy.deepcopy(records[0])
        glyphs[name], widths[name] = copy.deepcopy(glyphs[root]), widths[root]
        scale(name, 1, percent / 100)
        record.VariantGlyph, record.AdvanceMeasurement = name, round(records[0].AdvanceMeasurement * percent / 100)
        added.append(record)
    font.setGlyphOrder(list(glyphs.glyphOrder))
    scale(root, 1, LEAST_ROOT)
    records[0].AdvanceMeasurement = round(records[0].AdvanceMeasurement * LEAST_ROOT)
    records[1:1] = added
    construction.VariantCount = len(records)
    font["MATH"].table.MathConstants.RadicalDisplayStyleVerticalGap.Value = 120


def mend(font):
    add_sizes_of_the_root(font)
    table = font["MATH"].table
    variants = table.MathVariants
    place = variants.VertGlyphCoverage.glyphs.index("uni2016")
    parts = variants.VertGlyphConstruction[place].GlyphAssembly.PartRecords
    for part in parts:
        part.StartConnectorLength = part.EndConnectorLength = parts[0].StartConnectorLength
    table.MathConstants.SubscriptBaselineDropMin.Value = 50
    primes = {point: font.getBestCmap()[point] + ".ssty" for point in (0x2032, 0x2033, 0x2034)}
    for cmap in font["cmap"].tables:
        cmap.cmap.update({point: name for point, name in primes.items() if point in cmap.cmap})


def cut(source, points, name):
    """Write the glyphs of the code points, with all their sizes and parts."""
    options = subset.Options(layout_features=FEATURES, hinting=False, flavor="woff2", name_IDs=[0, 1, 2, 5, 13, 14])
    options.drop_tables += ["DSIG", "GlyphOrder"]
    font = TTFont(source)
    mend(font)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    subset.save_font(font, TARGET / name, options)


if __name__ == "__main__":
    core = characters(CORE)
    cut(sys.argv[1], core, "stix-two-math-core.woff2")
    cut(sys.argv[1], characters(ALL) - core, "stix-two-math-rest.woff2")
