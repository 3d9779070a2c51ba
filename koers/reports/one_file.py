"""One HTML file that needs nothing else: style, letters and drawings are inside it."""

from base64 import b64encode
from html import escape
from importlib.resources import files

SEATS = [
    (10.27, 27.89),
    (3.13, 18.94),
    (5.68, 7.77),
    (16, 2.8),
    (26.32, 7.77),
    (28.87, 18.94),
    (21.73, 27.89),
]
BRAND = (
    '<svg viewBox="0 0 32 32" aria-hidden="true">'
    '<circle cx="16" cy="16" r="8.6" fill="none" stroke="currentColor" stroke-width="2"/>'
    + "".join(f'<circle cx="{x}" cy="{y}" r="1.7" fill="currentColor"/>' for x, y in SEATS)
    + '<path d="M16 16 20.6 8" stroke="var(--signal)" stroke-width="2.6" stroke-linecap="round"/></svg>'
)

PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title} | Koers</title>
<style>{style}</style>
</head>
<body>
<header class="top"><div class="page"><span class="brand">{brand}<span>Koers</span></span></div></header>
<main class="page">
{body}</main>
<footer class="foot"><div class="page">{foot}</div></footer>
</body>
</html>
"""
#: Nothing may be fetched, whatever a sheet holds.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"

# Letters of the product, where this installation has them; a report without them reads well too.
FONTS = {
    "newsreader-koers.woff2": ("Newsreader Koers", "400 600"),
    "schibsted-grotesk-koers.woff2": ("Schibsted Koers", "400 700"),
}


def one_file(lang: str, title: str, body: str, foot: str, *styles: str) -> str:
    """The whole file.

    Parameters
    ----------
    title
        As plain text; `body` and `foot` are HTML already.
    styles
        Names of style sheets beside this module, in their order.
    """
    css = "".join(files("koers.reports").joinpath(name).read_text(encoding="utf-8") for name in styles)
    return PAGE.format(
        lang=lang,
        policy=POLICY,
        title=escape(title),
        style=_letters() + css,
        brand=BRAND,
        body=body,
        foot=foot,
    )


def _letters() -> str:
    faces = []
    for file, (family, weights) in FONTS.items():
        font = files("koers").joinpath("web", "static", "fonts", file)
        if font.is_file():
            data = b64encode(font.read_bytes()).decode()
            source = f'src:url("data:font/woff2;base64,{data}") format("woff2")'
            faces.append(
                f'@font-face{{font-family:"{family}";{source};font-weight:{weights};font-display:swap}}\n'
            )
    return "".join(faces)
