/** What the report and the dashboard share of their look. A page that differs says so after the piece. */

/** How text and boxes begin. */
export const RESET_CSS = `*,*::before,*::after{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:4.5rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
h1,h2,h3,h4,h5,p,ul,ol,dl,dd,blockquote{margin:0}
h1,h2,h3,h4{line-height:1.22;text-wrap:balance}`;

/** Links, and what the keyboard is on. */
export const LINK_CSS = `a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:.06em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:2.5px solid var(--accent);outline-offset:2px;border-radius:3px}`;

/** The bar at the top, the link past it, and the controls. */
export const TOP_BAR_CSS = `html:not(.scripted) .needs-script{display:none}
.skip{position:absolute;left:1rem;top:-4rem;background:var(--card);padding:.6rem 1rem;border-radius:0 0 8px 8px;z-index:10}
.skip:focus{top:0}
.top-bar{position:sticky;top:0;z-index:5;background:var(--paper);border-bottom:1px solid var(--line)}
.top-inner{max-width:72rem;margin:0 auto;padding:0 1.5rem;display:flex;align-items:center;gap:1.5rem;min-height:3.1rem}
.brand{font-weight:700;color:var(--ink);text-decoration:none;letter-spacing:-.01em}
.top-bar nav{flex:1;overflow-x:auto;scrollbar-width:none}
.top-bar nav ul{display:flex;gap:.25rem}
.top-bar nav a{display:block;padding:.35rem .55rem;font-size:.875rem;color:var(--soft);text-decoration:none;white-space:nowrap;border-radius:6px}
.top-bar nav a:hover{color:var(--ink);background:var(--sunk)}
.theme{display:flex;align-items:center;gap:.5rem;margin-left:auto;font-size:.8125rem;color:var(--soft);white-space:nowrap}
button,select,input{font:inherit;font-size:.875rem;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:7px;padding:.35rem .65rem;min-height:2.1rem}
button{cursor:pointer}`;

/** Severities, as badges show them. */
export const SEVERITY_CSS = `.sev-critical{color:var(--critical);background:var(--critical-ground)}
.sev-high{color:var(--high);background:var(--high-ground)}
.sev-medium{color:var(--medium);background:var(--medium-ground)}
.sev-low{color:var(--low);background:var(--low-ground)}
.sev-info{color:var(--info);background:var(--info-ground)}`;
