"""What an attacker types into a form: seven sets, each mark recognisable wherever it comes out.

Every markup piece carries ``rwx``: an element, handler or address with that word in a page's tree
came out of a field. Own wording; the shapes are those of the OWASP cheat sheets.
"""

from __future__ import annotations

PRODUCT = str(71_993 * 8_317)

XSS = (
    "<script data-rwx>rwx(1)</script>",
    "</script><script data-rwx>rwx(2)//",
    "<img data-rwx src=x onerror=rwx(3)>",
    '"><img data-rwx src=x onerror=rwx(4)>',
    "'><svg data-rwx onload=rwx(5)>",
    '" autofocus data-rwx onfocus=rwx(6) x="',
    "' autofocus data-rwx onfocus=rwx(7) x='",
    "</title><svg data-rwx/onload=rwx(8)>",
    "</textarea><script data-rwx>rwx(9)</script>",
    "</option></select><img data-rwx src onerror=rwx(10)>",
    "<a data-rwx href=javascript:rwx(11)>x</a>",
    "javascript:rwx(12)",
    "JaVaScRiPt://%0arwx(13)",
    "data:text/html,<script data-rwx>rwx(14)</script>",
    "<iframe data-rwx srcdoc='<b>rwx'></iframe>",
    "<form data-rwx action=//rwx.invalid><input name=q>",
    "<base data-rwx href=//rwx.invalid/>",
    "<meta data-rwx http-equiv=refresh content=0;//rwx.invalid>",
    "<link data-rwx rel=stylesheet href=//rwx.invalid/a.css>",
    "<style data-rwx>@import'//rwx.invalid'</style>",
    "<div data-rwx hx-get=/undo/ hx-trigger=load>rwx</div>",
    '"><b data-rwx hx-on:click=rwx(15)>',
    "<button data-rwx hx-post=/undo/ hx-vals=js:rwx(16)>",
    "<math data-rwx><mtext></form><mglyph><rwx>",
    "<!--><img data-rwx src onerror=rwx(17)>-->",
    "<![CDATA[<img data-rwx src onerror=rwx(18)>]]>",
    "<details data-rwx open ontoggle=rwx(19)>",
    "<template data-rwx><script>rwx(20)</script>",
    "&lt;script data-rwx&gt;rwx(21)&lt;/script&gt;",
    "\u2028<rwx data-rwx>\u202e",
)
SSTI = (
    "{{71993*8317}}",
    "${71993*8317}",
    "#{71993*8317}",
    "<%= 71993*8317 %>",
    "{% widthratio 71993 1 8317 %}",
    "{% load log %}{% get_admin_log 9 as r %}",
    "{{ settings.SECRET_KEY }}",
    "{{ request.user.password }}",
    "{% include '/etc/passwd' %}",
    "{% debug %}",
    "{{ ''.__class__.__mro__ }}",
    "%(password)s {0.__class__} {actor.password}",
)
SQLI = (
    "' OR '1'='1",
    "' OR 1=1 --",
    "'; DROP TABLE core_user; --",
    "') UNION SELECT password FROM core_user --",
    '" OR ""="',
    "1; SELECT pg_sleep(9)",
    "%' AND 1=randomblob(9) --",
    "\\'; --",
    "_%_%",
    "_connector=OR 1=1",
)
TRAVERSAL = (
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "..%252f..%252fetc/passwd",
    "....//....//etc/passwd",
    "..\\..\\..\\etc\\passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "/proc/self/environ",
    "..%c0%af..%c0%afetc/passwd",
    "static/../../secret-key",
)
CSV = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://rwx.invalid")',
)
HEADER = (
    "x\r\nSet-Cookie: rwx=1",
    "x\nLocation: //rwx.invalid",
    "x\r\n\r\n<script data-rwx>rwx(30)</script>",
    "x\rBcc: rwx@rwx.invalid",
    "x\u2028Set-Cookie: rwx=1",
    "x%0d%0aSet-Cookie:%20rwx=1",
    "x\u560d\u560aSet-Cookie: rwx=1",
    "x\x85X-Rwx: 1",
)
ICS = (
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "x\nATTACH:file:///etc/passwd",
    "x\r\nX-RWX:1",
    "x\r\nBEGIN:VALARM",
    'x";CN="rwx:mailto:rwx@rwx.invalid',
    "x\\nDTSTART:19700101",
    'x;ALTREP="http://rwx.invalid":x',
    "x\r\n METHOD:CANCEL",
)
SETS = {
    "XSS": XSS,
    "SSTI": SSTI,
    "SQLI": SQLI,
    "TRAVERSAL": TRAVERSAL,
    "CSV": CSV,
    "HEADER": HEADER,
    "ICS": ICS,
}
MARKUP = tuple(p for p in (*XSS, *HEADER) if "data-rwx" in p and any(c in p for c in "<\"'"))
# For fields so short that nothing else fits: initials, docket numbers.
SHORT = ("<b>", "\"'>", "{{", "=1+1", "-1", "@a", "';--", "../")
EMAILS = (
    '"<img/data-rwx/src=x/onerror=rwx(1)>"@demo.invalid',
    '"=1+1"@demo.invalid',
    "'or'1'='1@demo.invalid",
    "{{71993*8317}}@demo.invalid",
    "-1+1@demo.invalid",
    '"><b/data-rwx>"@demo.invalid',
)
# One at a time where a number, a day, a choice or a token is expected: none may break a page.
MISFITS = (
    "\x00",
    "²",
    "9" * 30,
    "-1",
    "2026-02-30",
    "9999-12-31",
    "x\r\nSet-Cookie: rwx=1",
    "<script data-rwx>rwx(1)</script>",
    "2026-01-01.²",
    "2026-02-30.1",
    "x.1",
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "[]",
)


def packed(limit: int) -> list[str]:
    """Every piece that fits ``limit`` characters, packed into as few values as that allows.

    Each value starts with a spreadsheet formula, so that the start of the cell is tried as well.
    """
    if limit < 30:
        fits = [p for p in (*SHORT, *(q for s in SETS.values() for q in s)) if len(p) <= limit]
        return list(dict.fromkeys(fits))
    pieces = [p for kind, found in SETS.items() if kind != "CSV" for p in found]
    values, leads = [], 0
    held = CSV[0]
    for piece in (p for p in pieces if len(p) + 8 <= limit):
        if len(held) + 1 + len(piece) > limit:
            values.append(held)
            leads += 1
            lead = CSV[leads % len(CSV)]
            held = lead if len(lead) + 1 + len(piece) <= limit else CSV[leads % 4]
        held = f"{held} {piece}"
    values.append(held)
    values += [lead for lead in CSV if len(lead) <= limit][len(values) :]
    return values
