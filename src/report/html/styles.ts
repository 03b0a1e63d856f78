/** The look of the page. */
import { LINK_CSS, RESET_CSS, SEVERITY_CSS, TOP_BAR_CSS } from './base-styles.js';
import { PALETTE_CSS } from './palette.js';
import { PRINT_CSS } from './print-styles.js';
import { TABLE_CSS } from './table-styles.js';

const BASE_CSS = `
${RESET_CSS}
:lang(zh) :is(h1,h2,h3,h4,.brand){letter-spacing:normal}
:lang(zh) :is(p,li,dd,td){line-break:strict}
:lang(zh) h5{font-size:.8125rem}
:lang(zh) :is(p,li){text-wrap:pretty}
:lang(zh) .banner strong{margin-right:0}
h5{font-size:.78rem;font-weight:650;color:var(--soft);letter-spacing:.01em;margin:0 0 .35rem}
ul,ol{padding:0;list-style:none}
code{font:.9em/1.4 ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
bdi{overflow-wrap:anywhere}
.prefix{color:var(--soft)}
.hash{font-size:.78em;color:var(--soft)}
${LINK_CSS}
.soft{color:var(--soft)}
.hidden{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.icon{width:1em;height:1em;flex:none;display:inline-block;vertical-align:-.125em}
${TOP_BAR_CSS}
button:hover{background:var(--sunk)}
main{max-width:72rem;margin:0 auto;padding:0 1.5rem 3rem}
section{margin-top:3.5rem}
h2{font-size:1.5rem;letter-spacing:-.015em;margin-bottom:.5rem}
.total{color:var(--soft);font-weight:400;font-size:.7em;margin-left:.25em}
.intro{color:var(--soft);max-width:46rem;margin-bottom:1rem}
h2+.card{margin-top:1rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.25rem 1.5rem}
.empty{color:var(--soft)}
.note{color:var(--soft);font-size:.875rem;margin-top:1rem}
footer{max-width:72rem;margin:0 auto;padding:1.5rem;border-top:1px solid var(--line);color:var(--soft);font-size:.8125rem}
`;

const HERO_CSS = `
.hero{display:grid;grid-template:'title dial' auto 'options dial' 1fr 'verdict verdict' auto/minmax(0,1fr) auto;gap:1.25rem 3rem;padding:2.25rem 0 0}
.hero-title{grid-area:title}
.dial{grid-area:dial;align-self:center}
.hero-verdict{grid-area:verdict}
.kicker{color:var(--soft);font-size:.9375rem;margin-bottom:.35rem}
h1{font-size:clamp(1.9rem,4.6vw,3rem);letter-spacing:-.03em;overflow-wrap:anywhere}
h1.long{font-size:clamp(1.3rem,2.6vw,1.7rem);letter-spacing:-.015em}
.package{margin-top:.35rem;font-size:1.0625rem;color:var(--soft)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:.7rem 2rem;font-size:.9375rem}
.facts dt{color:var(--soft);font-size:.8125rem}
.facts dd{overflow-wrap:anywhere}
.facts .wide{grid-column:1/-1}
.options{grid-area:options;align-content:start;grid-template-columns:minmax(0,4fr) minmax(0,7fr)}
.names li+li{margin-top:.1rem}
.named code{color:var(--soft);white-space:nowrap}
.dial{width:12rem;text-align:center;position:relative}
.dial svg{display:block;width:100%;overflow:visible}
.dial circle{fill:none;stroke-width:9}
.track{stroke:var(--track)}
.dial .arc{stroke:var(--tone)}
.dial-score{font-size:36px;font-weight:700;letter-spacing:-.04em;text-anchor:middle;fill:var(--ink)}
.dial-of{font-size:9.5px;text-anchor:middle;fill:var(--soft)}
.grade{position:absolute;left:0;right:0;bottom:.1rem;display:flex;gap:.4rem;justify-content:center;align-items:baseline;color:var(--soft);font-size:.875rem}
.grade b{font-size:1.6rem;line-height:1;color:var(--tone)}
.tone-bad{--tone:var(--critical);--ground:var(--critical-ground)}
.tone-fair{--tone:var(--medium);--ground:var(--medium-ground)}
.tone-good{--tone:var(--good);--ground:var(--good-ground)}
.tone-none{--tone:var(--info);--ground:var(--info-ground)}
.banner{display:flex;align-items:center;gap:.9rem 1rem;flex-wrap:wrap;background:var(--ground);border-radius:12px;padding:1rem 1.5rem}
.banner>.icon{width:2rem;height:2rem;color:var(--tone)}
.banner>p{flex:1 1 20rem;font-size:1.0625rem}
.banner strong{color:var(--tone);margin-right:.15rem}
.counts{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem}
.counts li{display:flex;align-items:center;gap:.35rem;white-space:nowrap}
.counts b{font-variant-numeric:tabular-nums;font-size:1.0625rem}
.counts .badge{background:none;padding:0}
.accepted-score{flex:1 0 100%!important;display:flex;gap:.6rem;align-items:center;font-size:.9375rem!important;color:var(--soft)}
.warning{display:flex;gap:.7rem;align-items:baseline;background:var(--medium-ground);border-radius:10px;padding:.75rem 1.25rem;margin-bottom:1rem}
.warning .icon{color:var(--medium);transform:translateY(.1em)}
.refusal .reason{font-size:1.25rem;margin:1.5rem 0 1rem;max-width:46rem}
.refusal .reason bdi{overflow-wrap:anywhere}
main:has(.refusal):not(:has(.glance-card)) #summary :is(.next,.print-tools,.subject){padding-left:0;padding-right:0}
`;

/** The summary: with the head, what the first page holds. */
const SUMMARY_CSS = `
#summary{margin-top:1.25rem}
#summary>h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stories{display:grid;gap:.5rem;margin-bottom:1.25rem}
.stories li{display:flex;gap:.7rem;align-items:baseline;padding:0 1.5rem;max-width:60rem;font-size:1.0625rem}
.stories .icon{color:var(--critical);transform:translateY(.1em)}
.glance-card{padding-top:.9rem;padding-bottom:.7rem}
.glance td,.glance th{padding-top:.42rem;padding-bottom:.42rem}
.glance thead th{padding-top:0}
.glance tbody th{font-weight:600}
.glance tbody a{color:inherit;text-decoration-color:var(--line)}
.next{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1.25rem 3rem;margin-top:1.5rem;padding:0 1.5rem}
.next h3{font-size:1.0625rem;margin-bottom:.5rem}
.steps ol{list-style:decimal;padding-left:1.3rem}
.steps li+li{margin-top:.3rem}
.steps li::marker{color:var(--soft)}
.gives{white-space:nowrap;color:var(--good);font-weight:600;font-size:.9375rem}
.closing{display:grid;gap:.6rem;align-content:start;font-size:.9375rem}
.closing>div{display:grid;grid-template-columns:5.5rem minmax(0,1fr);gap:.75rem}
.closing dt{color:var(--soft)}
.closing:only-child{grid-column:1/-1}
.print-tools{display:flex;flex-wrap:wrap;gap:.6rem;padding:0 1.5rem;margin-top:1.25rem}
#summary .subject{border-top:1px solid var(--line);margin-top:1.5rem;padding:1rem 1.5rem 0;font-size:.875rem}
`;

const SOURCES_CSS = `
.on-paper{display:none}
.source-number{white-space:nowrap;font-variant-numeric:tabular-nums;font-weight:600;text-decoration:none}
.sources>li{display:grid;grid-template-columns:2.25rem minmax(0,1fr);gap:.6rem;padding:1rem 0;border-top:1px solid var(--line)}
.sources>li:first-child{border-top:0;padding-top:0}
.sources>li:target{background:var(--sunk)}
.source-mark{font-weight:600;color:var(--soft);font-variant-numeric:tabular-nums;text-align:end}
.source-head cite{font-style:normal;font-weight:650}
.source-head .tag{margin-inline-start:.3rem}
.clauses{display:grid;gap:.9rem;margin-top:.75rem}
.clauses>li{padding-inline-start:1rem;border-inline-start:2px solid var(--line)}
.clauses .verdict{margin-right:.35rem}
`;

const FINDING_CSS = `
.badge,.verdict{display:inline-flex;align-items:center;gap:.35em;font-size:.8125rem;font-weight:600;white-space:nowrap;line-height:1.5}
.badge{padding:.1rem .5rem;border-radius:6px}
${SEVERITY_CSS}
.ver-prohibited{color:var(--critical)}
.ver-unjustified{color:var(--high)}
.ver-unexplained{color:var(--medium)}
.ver-conditional{color:var(--low)}
.ver-necessary{color:var(--good)}
.silent{color:var(--soft);font-size:.875rem}
h2+.tools{display:flex;justify-content:flex-end;margin-top:-2.6rem;margin-bottom:1rem;min-height:2.1rem}
.data-type{margin-top:1.75rem}
.data-type:first-of-type{margin-top:0}
.data-head{margin-bottom:.75rem;max-width:46rem}
.data-head h3{font-size:1.1875rem;letter-spacing:-.01em}
.data-head p{color:var(--soft);margin-top:.15rem}
.finding{background:var(--card);border:1px solid var(--line);border-radius:12px;overflow:hidden}
.finding+.finding{margin-top:.75rem}
.finding-head{display:flex;gap:1rem;justify-content:space-between;padding:1.1rem 1.5rem .9rem}
.badges{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem .9rem;margin-bottom:.5rem}
.finding h4{font-size:1.125rem;letter-spacing:-.01em}
.rule-id{color:var(--soft);font-size:.8125rem;margin-top:.15rem}
.points{font-weight:700;font-variant-numeric:tabular-nums;white-space:nowrap;font-size:1.0625rem}
.finding-body{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,7fr);gap:1.25rem 2.5rem;padding:0 1.5rem 1.25rem}
.finding-body h5:not(:first-child){margin-top:1rem}
.evidence li+li{margin-top:.6rem}
.evidence .soft{font-size:.875rem}
.remedies li,.prose li{position:relative;padding-left:1.1rem}
.remedies li::before,.prose li::before{content:"";position:absolute;left:.15rem;top:.62em;width:.36em;height:.36em;border-radius:50%;background:var(--soft)}
.accepted{margin:0 1.5rem 1rem;padding:.6rem .9rem;border-radius:8px;background:var(--good-ground)}
.accepted b{color:var(--good);margin-right:.35rem}
blockquote{font-family:ui-serif,Charter,"Iowan Old Style",Georgia,"Liberation Serif","Songti SC","SimSun","Noto Serif CJK SC",serif;font-size:1.0625rem;line-height:1.5;margin:.5rem 0;padding:.15rem 0 .15rem 1rem;border-inline-start:2px solid var(--line);overflow-wrap:anywhere}
.cites{border-top:1px solid var(--line);background:var(--sunk)}
.cites summary{padding:.7rem 1.5rem;cursor:pointer;font-size:.9375rem;list-style:none;display:flex;gap:.4rem .9rem;align-items:baseline}
.cites summary::-webkit-details-marker{display:none}
.cites summary::before{content:"";flex:none;width:.45em;height:.45em;border-right:2px solid var(--soft);border-bottom:2px solid var(--soft);transform:rotate(-45deg) translate(-.1em,-.05em)}
.cites[open] summary::before{transform:rotate(45deg) translate(-.15em,-.1em)}
.summary-count{font-weight:600;white-space:nowrap}
.summary-from{color:var(--soft);overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}
.cites[open] .summary-from{visibility:hidden}
.cites ol{padding:0 1.5rem}
.cite{padding:1rem 0;border-top:1px solid var(--line)}
.cite-head .verdict{margin-right:.35rem}
.where,.tags,.url,.clause-id{font-size:.875rem}
.where{color:var(--soft)}
.where cite{color:var(--ink);font-style:normal}
.tags{display:flex;flex-wrap:wrap;gap:.35rem;margin:.45rem 0}
.tag{display:inline-block;font-size:.8125rem;line-height:1.45;padding:.05rem .5rem;border:1px solid var(--line);border-radius:6px;background:var(--card);color:var(--soft)}
.check-primary{color:var(--good)}
.check-secondary{color:var(--ink)}
.check-open{color:var(--high);background:var(--high-ground);border-color:transparent;font-weight:600}
a.url{overflow-wrap:anywhere}
a.url{font-size:.875rem}
.clause-id{color:var(--soft);font-size:.8125rem;margin-top:.2rem}
.see-also{padding:1rem 1.5rem;border-top:1px solid var(--line);font-size:.875rem}
.see-also li+li{margin-top:.25rem}
.see-also cite{font-style:normal}
.ticks li,.anomalies li{display:flex;gap:.8rem;align-items:flex-start}
.ticks li+li,.anomalies li+li,.prose li+li{margin-top:.6rem}
.ticks .icon{color:var(--good);margin-top:.28em}
.anomalies .badge{min-width:5.5rem}
.anomalies .soft{font-size:.875rem}
.certificate{margin-top:1.25rem;padding-top:1rem;border-top:1px solid var(--line)}
.card>.facts+.facts{margin-top:.7rem}
.certificate h3{font-size:1rem;margin-bottom:.6rem}
.certificate .hash,.apks .hash{overflow-wrap:anywhere}
.apks .hash{display:block;margin-top:.1rem}
.scheme-verified{color:var(--good)}
.scheme-invalid{color:var(--critical);background:var(--critical-ground);border-color:transparent;font-weight:600}
.prose{max-width:none}
.prose h3{font-size:1rem;margin:1.25rem 0 .6rem}
.prose h3:first-child{margin-top:0}
`;

const NARROW_CSS = `
@media screen and (max-width:56rem){
.finding-body{grid-template-columns:minmax(0,1fr)}
}
@media screen and (max-width:44rem){
main,.top-inner,footer{padding-left:1rem;padding-right:1rem}
.top-inner{gap:.75rem;flex-wrap:wrap;row-gap:0;padding-top:.4rem}
.top-bar nav{order:3;flex-basis:100%;margin:0 -1rem;padding:0 .5rem}
.theme{margin-left:auto}
html{scroll-padding-top:6rem}
.hero{grid-template:'title' auto 'dial' auto 'verdict' auto 'options' auto/minmax(0,1fr);padding-top:1.5rem}
.next{grid-template-columns:minmax(0,1fr);padding:0}
.stories li,.print-tools,#summary .subject{padding-left:0;padding-right:0}
.closing>div{grid-template-columns:minmax(0,1fr);gap:.1rem}
.dial{width:11rem;margin:.5rem auto 0}
section{margin-top:2.5rem}
.card,.finding-head,.finding-body,.cites summary,.cites ol,.see-also,.banner{padding-left:1rem;padding-right:1rem}
.accepted{margin-left:1rem;margin-right:1rem}
h2+.tools{margin-top:0;justify-content:flex-start}
.cites summary{flex-wrap:wrap}
.summary-from{white-space:normal}
.cites[open] .summary-from{display:none}
.options{grid-template-columns:minmax(0,1fr)}
}
`;

/** The style sheet, as it stands in the page and as the security policy hashes it. */
export const STYLES =
  PALETTE_CSS + BASE_CSS + HERO_CSS + SUMMARY_CSS + FINDING_CSS + SOURCES_CSS + TABLE_CSS + NARROW_CSS + PRINT_CSS;
