/** On paper: everything open, nothing to click, no card cut where it can be helped. */
export const PRINT_CSS = `
@page{size:A4;margin:16mm 15mm 18mm}
@media print{
body{font-size:10pt;line-height:1.42}
.top-bar,.skip,h2+.tools,.filters{display:none!important}
main,footer{max-width:none;padding:0}
section{margin-top:9mm}
h1{font-size:24pt}
h2{font-size:15pt}
h2,h3,h4,h5,.data-head,.finding-head,.cite-head,.intro{break-after:avoid}
.hero{padding-top:0;gap:4mm 8mm}
.dial{width:42mm}
.subject{grid-template-columns:repeat(3,minmax(0,1fr));gap:2mm 6mm;font-size:9pt}
.options{gap:2mm 6mm;font-size:9pt}
.waterfall th,.waterfall td{padding-top:.7mm;padding-bottom:.7mm}
.bar{height:4mm}
.waterfall .bar-cell{width:36%}
.badge,.verdict{font-size:8pt}
.card{border-radius:0;border-width:1px 0;padding:3mm 0}
.finding{border-radius:4px;overflow:visible}
.finding-head{padding-top:3mm}
.finding-body{grid-template-columns:minmax(0,5fr) minmax(0,7fr);gap:4mm 8mm}
.finding-main,.data-head,tr,.cite,.see-also li,.ticks li,.anomalies li,.certificate,.apks li,.banner{break-inside:avoid}
thead{display:table-header-group}
.scroll{overflow:visible;margin:0;padding:0}
.cites,.bar,.grant-bar,.badge,.banner,.warning,.accepted,.tag{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.cites summary::before,.summary-from{display:none}
details.cites::details-content{content-visibility:visible;display:block;height:auto}
.cites{background:none}
.again .full{display:none}
.again .cited-above{display:block;font-size:.875rem;color:var(--soft)}
.cite{padding:2.5mm 0}
blockquote{font-size:10.5pt}
.url a{color:inherit}
table{font-size:9pt}
th,td{padding:1.3mm 3mm 1.3mm 0}
.timeline{table-layout:fixed}
.timeline thead th:first-child{width:44mm;position:static}
.timeline .prefix{display:none}
.timeline .api{min-width:0;font-size:6.5pt;padding:0}
.timeline .api b{font-size:7.5pt}
.timeline th[scope=row]{min-width:0;width:46mm;max-width:46mm;position:static;overflow-wrap:anywhere}
.timeline .grant-word{font-size:7pt}
.grant-bar{height:5mm;padding:0 1.2mm;border-inline-start-width:3px}
footer{margin-top:8mm}
}
`;
