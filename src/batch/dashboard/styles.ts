/** The look of the dashboard: the colours and the bar of the HTML report, a layout of its own. */
import { LINK_CSS, RESET_CSS, SEVERITY_CSS, TOP_BAR_CSS } from '../../report/html/base-styles.js';
import { PALETTE_CSS } from '../../report/html/palette.js';

const BASE_CSS = `
${RESET_CSS}
html{scroll-behavior:auto}
body{line-height:1.5}
figure{margin:0}
ul{padding:0;list-style:none}
h1,h2,h3{line-height:1.2}
h1{font-size:clamp(1.9rem,4.6vw,3rem);letter-spacing:-.03em}
h2{font-size:1.5rem;letter-spacing:-.015em;margin-bottom:.4rem}
h3{font-size:1.0625rem;margin-bottom:.75rem}
code{font:.88em/1.4 ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
bdi{overflow-wrap:anywhere}
${LINK_CSS}
[hidden]{display:none!important}
${TOP_BAR_CSS}
.top-inner{max-width:80rem;gap:normal}
.top-bar nav{margin-left:1.25rem}
.theme{white-space:normal}
button,select,input{min-height:2.2rem}
button:hover:not(:disabled){background:var(--sunk)}
button:disabled{color:var(--soft);cursor:default}
main{max-width:80rem;margin:0 auto;padding:0 1.5rem 3rem}
section{margin-top:3rem}
.hero{padding-top:2.5rem}
.basis{color:var(--soft);font-size:.9375rem;margin-top:.6rem;max-width:60rem;overflow-wrap:anywhere}
.intro,.soft,.empty,.more{color:var(--soft)}
.intro{max-width:48rem;margin-bottom:1rem}
.more{font-size:.875rem;margin-top:.6rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.25rem 1.5rem}
.total{color:var(--soft);font-weight:400;font-size:.875rem;margin-left:.25em}
.stopped{background:var(--medium-ground);border-radius:10px;padding:.75rem 1.25rem;margin-top:1.25rem}
footer{max-width:80rem;margin:0 auto;padding:1.5rem;border-top:1px solid var(--line);color:var(--soft);font-size:.8125rem;overflow-wrap:anywhere}
.good{--tone:var(--good);--ground:var(--good-ground)}
.fair{--tone:var(--medium);--ground:var(--medium-ground)}
.bad{--tone:var(--critical);--ground:var(--critical-ground)}
.asking{--tone:var(--asked)}
`;

const CHART_CSS = `
.tiles{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:.75rem;margin-top:1.75rem}
.tile{background:var(--ground,var(--card));border:1px solid var(--line);border-radius:12px;padding:.9rem 1.1rem}
.tile b{display:block;font-size:1.9rem;line-height:1.15;letter-spacing:-.03em;font-variant-numeric:tabular-nums;color:var(--tone,var(--ink))}
.tile span{font-size:.875rem;color:var(--ink)}
.tile.bad,.tile.fair,.tile.good{border-color:transparent}
.charts{display:grid;grid-template-columns:minmax(0,7fr) minmax(0,4fr);gap:.75rem}
figcaption{font-size:.875rem;color:var(--soft);margin-bottom:.6rem}
.columns{display:block;width:100%;max-height:15rem}
.columns rect{fill:var(--tone)}
.columns line{stroke:var(--line)}
.columns text{font-size:10.5px;text-anchor:middle;fill:var(--soft);font-variant-numeric:tabular-nums}
.columns .value{fill:var(--ink)}
.bars li,.asked li{display:grid;grid-template-columns:1.75rem minmax(0,1fr) 3.2rem 3.6rem;gap:.75rem;align-items:center}
.bars li+li{margin-top:.7rem}
.bar{display:block;width:100%;height:.7rem;border-radius:3px}
.bar rect{fill:var(--tone)}
.bar .track{fill:var(--track)}
.grade{display:inline-flex;align-items:center;justify-content:center;width:1.75rem;height:1.75rem;border-radius:7px;background:var(--ground);color:var(--tone);font-weight:700;font-size:.9375rem;flex:none}
.count,.share{font-variant-numeric:tabular-nums;text-align:end;white-space:nowrap}
.share{color:var(--soft);font-size:.875rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,30rem),1fr));gap:.75rem}
.asked li{grid-template-columns:minmax(0,11rem) minmax(0,1fr) 3.2rem 3.6rem;font-size:.9375rem}
.asked li+li{margin-top:.45rem}
.asked .name{overflow-wrap:anywhere;line-height:1.3}
`;

const TABLE_CSS = `
.filters{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin-bottom:1rem}
.filters label{display:grid;gap:.2rem;font-size:.8125rem;color:var(--soft);min-width:0}
.filters label:first-child{flex:1 1 16rem}
.filters select{max-width:12.5rem}
.filters input{width:100%}
.filters input::placeholder{color:var(--soft);opacity:1}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:start;vertical-align:top;padding:.6rem .9rem .6rem 0;font-weight:400}
th:last-child,td:last-child{padding-right:0}
thead th{font-size:.8125rem;font-weight:600;color:var(--soft);border-bottom:1px solid var(--line);padding-top:0}
tbody tr+tr>*{border-top:1px solid var(--line)}
.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
.under{display:block;color:var(--soft);font-size:.8125rem;line-height:1.4}
.names li+li{margin-top:.25rem}
.table-card{padding-top:.9rem}
#count{color:var(--soft);font-size:.875rem;margin-bottom:.6rem;font-variant-numeric:tabular-nums}
#apps{table-layout:fixed}
#apps thead button{border:0;background:none;padding:.2rem .3rem;margin:0 -.3rem;min-height:2rem;font-weight:600;font-size:.8125rem;color:var(--soft);border-radius:5px;white-space:nowrap}
#apps thead button:hover{background:var(--sunk);color:var(--ink)}
#apps [aria-sort] button{color:var(--ink)}
#apps thead button::after{content:"";display:inline-block;width:.42em;height:.42em;margin-inline-start:.45em;vertical-align:.12em;border-right:2px solid currentcolor;border-bottom:2px solid currentcolor;transform:rotate(45deg);opacity:0}
#apps [aria-sort] button::after{opacity:1}
#apps [aria-sort=ascending] button::after{transform:rotate(-135deg);vertical-align:-.12em}
#apps tr.line:hover>*{background:var(--sunk)}
.col-score{width:6.2rem}
.col-points{width:7.2rem}
#apps .col-verdict{width:7rem;padding-inline-start:.9rem}
.col-findings{width:12.5rem}
.col-category{width:9rem}
.col-outcome{width:11.5rem}
td.col-outcome,td.col-category{overflow-wrap:anywhere;font-size:.875rem}
.app-cell{display:flex;gap:.6rem}
.app-name{min-width:0;flex:1}
.app .name{display:block;font-weight:600;line-height:1.35}
.file{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.toggle{flex:none;width:1.75rem;min-height:1.75rem;height:1.75rem;padding:0;display:grid;place-items:center;border-color:transparent;background:none}
.toggle::before{content:"";width:.5em;height:.5em;border-right:2px solid var(--soft);border-bottom:2px solid var(--soft);transform:rotate(-45deg) translate(-.08em,-.08em)}
.toggle[aria-expanded=true]::before{transform:rotate(45deg) translate(-.1em,-.1em)}
.score{display:inline-flex;align-items:center;gap:.55rem;justify-content:flex-end}
.score span{min-width:2.1em}
.verdict{font-weight:600}
.verdict-fail{color:var(--critical)}
.verdict-review{color:var(--medium)}
.verdict-pass{color:var(--good)}
.findings{display:flex;flex-wrap:wrap;gap:.3rem}
.badge{display:inline-block;font-size:.8125rem;font-weight:600;line-height:1.5;padding:.05rem .45rem;border-radius:6px;white-space:nowrap;font-variant-numeric:tabular-nums}
.badge .word{font-weight:400}
${SEVERITY_CSS}
#apps tr.detail>*{border-top:0;padding:0 0 1.1rem 2.35rem}
.details{background:var(--sunk);border-radius:10px;padding:1rem 1.25rem}
.details-error{margin-bottom:.75rem;overflow-wrap:anywhere}
.details-asked{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:.8rem 1.75rem}
.details-asked .soft{font-size:.875rem;margin-top:.1rem}
.permissions{display:block;margin-top:.2rem;color:var(--soft);font-size:.8125rem}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin-top:.9rem;font-size:.875rem}
.facts dt{color:var(--soft);font-size:.75rem}
.facts dd{overflow-wrap:anywhere}
.report-link{display:inline-block;margin-top:.8rem;font-size:.9375rem;font-weight:600}
#more-line{text-align:center;padding-top:1rem}
`;

const NARROW_CSS = `
@media screen and (max-width:70rem){
.col-outcome,.col-category{width:8rem}
.col-findings{width:7.5rem}
}
@media screen and (max-width:60rem){
.tiles{grid-template-columns:repeat(auto-fit,minmax(9rem,1fr))}
.charts{grid-template-columns:minmax(0,1fr)}
#apps,#apps tbody{display:block}
#apps thead,#apps thead tr{display:flex;flex-wrap:wrap;gap:.15rem .9rem}
#apps thead{border-bottom:1px solid var(--line);padding-bottom:.4rem}
#apps thead th{width:auto;border:0;padding:0;text-align:start}
#apps tr.line{display:grid;grid-template-columns:repeat(auto-fill,minmax(5.5rem,1fr));gap:.5rem 1rem;padding:.9rem 0}
#apps tr.line+tr.line,#apps tr.detail+tr.line{border-top:1px solid var(--line)}
#apps tbody tr+tr>*{border-top:0}
#apps tr.line>*,#apps .col-verdict{padding:0;width:auto;text-align:start}
#apps tr.line>th,#apps td.col-findings{grid-column:1/-1}
#apps td.col-outcome{grid-column:span 2}
#apps tr.line>td::before{content:attr(data-label);display:block;font-size:.75rem;color:var(--soft)}
#apps tr.line:hover>*{background:none}
.score{justify-content:flex-start}
#apps tr.detail{display:block}
#apps tr.detail>td{display:block;padding:0 0 1rem}
}
@media screen and (max-width:44rem){
main,.top-inner,footer{padding-left:1rem;padding-right:1rem}
.top-inner{flex-wrap:wrap;padding-top:.4rem}
.top-bar nav{order:3;flex-basis:100%;margin:0 -1rem;padding:0 .5rem}
html{scroll-padding-top:6.5rem}
.hero{padding-top:1.5rem}
.card{padding:1rem}
.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}
.filters label{flex:1 1 9rem}
.filters select{max-width:none;width:100%}
.asked li{grid-template-columns:minmax(0,1fr) 3rem 3.4rem;gap:.2rem .6rem}
.asked .name{grid-column:1/-1}
}
`;

const PRINT_CSS = `
@page{size:A4 landscape;margin:11mm 13mm 13mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt ui-sans-serif,system-ui,"Liberation Sans",sans-serif;color:#5a564c}}
@media print{
body{font-size:8.5pt;line-height:1.35}
.top-bar,.skip,.filters,#more-line,.toggle{display:none!important}
main,footer{max-width:none;padding:0}
.hero{padding-top:0}
h1{font-size:18pt}
h2{font-size:12.5pt;margin-bottom:1mm}
h3{font-size:9.5pt;margin-bottom:1mm}
section{margin-top:6mm}
h2,h3,.intro{break-after:avoid}
.intro{max-width:none;margin-bottom:1mm}
.basis,.intro,figcaption,.total,.more,.share{font-size:8pt}
tr,.tile,figure,.asked li,.details-asked li{break-inside:avoid}
thead{display:table-header-group}
.tiles{margin-top:4mm;gap:3mm}
.tile{padding:2mm 3mm;border-radius:4px}
.tile b{font-size:14pt}
.tile span{font-size:8pt}
.card{border-radius:0;border-width:1px 0;padding:1.5mm 0}
.columns{max-height:38mm}
.bars li+li{margin-top:1mm}
.bars .grade,.grade{width:4.2mm;height:4.2mm;font-size:7.5pt;border-radius:3px}
.bar{height:2mm}
.asked li{font-size:8pt}
.tile,.badge,.grade,.bar,.columns,.details{-webkit-print-color-adjust:exact;print-color-adjust:exact}
table,td.col-outcome,td.col-category{font-size:8pt}
th,td{padding:.7mm 2.5mm .7mm 0}
#apps thead button{display:contents}
#apps thead button::after{display:none}
#apps .col-score{width:14mm}
#apps .col-points{width:18mm}
#apps .col-verdict{width:20mm}
#apps .col-findings{width:56mm}
#apps .col-category{width:32mm}
#apps .col-outcome{width:38mm}
.app .name,.app .under{display:inline}
.app .under{font-size:7pt;margin-inline-start:2mm;white-space:normal;overflow-wrap:anywhere}
.badge{font-size:7.5pt;padding:0 1mm;border-radius:3px}
.details{padding:1.5mm 2.5mm;border-radius:4px}
.facts{margin-top:1mm;font-size:7.5pt}
#apps tr.detail>*{padding:0 0 1.5mm}
footer{padding:2mm 0 0;margin-top:4mm;font-size:7pt}
}
`;

/** The style sheet, as it stands in the page and as the security policy hashes it. */
export const DASHBOARD_STYLES = PALETTE_CSS + BASE_CSS + CHART_CSS + TABLE_CSS + NARROW_CSS + PRINT_CSS;
