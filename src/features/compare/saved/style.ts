/** The style of a saved comparison. It stands in the file itself; the file's own policy names it by its hash and allows nothing else. */
export const savedStyle = `
:root{color-scheme:light dark;--bg:#fff;--fg:#18202c;--quiet:#566070;--line:#dde1e7;--head:#f5f6f8;--differ:#7231b5;--mark:#fdf3e0;--provider:#0b62ad;--grounded:#00796b}
@media (prefers-color-scheme:dark){:root{--bg:#171b20;--fg:#e7eaef;--quiet:#a0aab8;--line:#2b323b;--head:#1e232a;--differ:#c9a2ff;--mark:#35270d;--provider:#78bbff;--grounded:#4cc3b0}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:96rem;padding:1.5rem;background:var(--bg);color:var(--fg);font:0.9375rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans Arabic',sans-serif}
h1{margin:0;font-size:1.375rem}
h2{margin:1.75rem 0 0.5rem;font-size:1.0625rem}
p{margin:0.25rem 0}
.quiet,small{color:var(--quiet);font-size:0.8125rem}
.wide{overflow-x:auto}
table{width:100%;border-collapse:collapse}
th,td{padding:0.5rem 0.75rem;border:1px solid var(--line);text-align:start;vertical-align:top}
thead th{background:var(--head);font-size:0.8125rem}
td small,th small{display:block;font-weight:400}
bdi{overflow-wrap:anywhere;white-space:pre-wrap}
mark{background:var(--mark);color:inherit;font-weight:700;text-decoration:underline 2px var(--differ);text-underline-offset:3px}
.lacking{color:var(--differ);font-weight:700}
.differs small:first-of-type{color:var(--differ);font-weight:600}
.mode{display:inline-block;padding:0 0.375rem;border:1px solid currentColor;border-radius:0.375rem;font-size:0.75rem;font-weight:600}
figure{margin:0.5rem 0}
svg{display:block;max-width:100%;max-height:80vh;border:1px solid var(--line);background:#fff}
polygon{fill:none;stroke:#0b62ad;stroke-width:2;vector-effect:non-scaling-stroke}
polygon.grounded{stroke:#00796b;stroke-dasharray:6 3}
polygon.differing{fill:#7231b5;fill-opacity:.12;stroke:#7231b5;stroke-width:3}
text{fill:#18202c;stroke:#fff;stroke-width:.25em;paint-order:stroke;font-weight:700}
@media print{body{max-width:none;padding:0}}
`
