/**
 * On paper: small and dense, nothing to click, each text once at the end, no card cut where it can be helped. The foot of
 * the page is the running footer's.
 */
export const PRINT_CSS = `
@page{size:A4;margin:11mm 13mm 13mm;
@bottom-left{font:6.5pt ui-monospace,"Liberation Mono",monospace;color:#5a564c}
@bottom-right{font:8pt ui-sans-serif,system-ui,"Liberation Sans","Noto Sans CJK SC",sans-serif;color:#5a564c}
}
@media print{
:root:is(.summary-alone,:has(#print-summary:target)) :is(main>section:not(#summary),footer){display:none}
body{font-size:8.1pt;line-height:1.3}
.top-bar,.skip,h2+.tools,.filters,.print-tools,.cites{display:none!important}
.on-paper{display:block}
main,footer{max-width:none;padding:0}
section{margin-top:4.5mm}
h1,h1.long{font-size:18pt}
h1.long{font-size:13pt}
h2{font-size:12.5pt;margin-bottom:1mm}
h3,.next h3,.data-head h3,.certificate h3,.prose h3,#code h3{font-size:9.5pt;margin:0 0 .6mm}
.prose ul+h3,#code *+h3{margin-top:2mm}
h5,:lang(zh) h5{font-size:7.5pt;margin-bottom:.4mm}
h2,h3,h4,h5,.data-head,.finding-head,.cite-head,.intro{break-after:avoid}
.intro{max-width:none;margin-bottom:1mm}
h2+.card{margin-top:1mm}
.prefix{display:none}
.kicker,.package{font-size:8.5pt;margin:0}
.soft,.evidence .soft,.note,.where,.tags,.url,a.url,.clause-id,.rule-id,.silent,.anomalies .soft,.summary .soft{font-size:7.5pt}
.hero{padding-top:0;gap:3mm 8mm}
.dial{width:27mm}
.grade{font-size:7.5pt}
.grade b{font-size:12pt}
.facts{font-size:8pt;gap:1.2mm 6mm}
.facts dt{font-size:7pt}
.banner{border-radius:4px;padding:2mm 4mm;gap:1mm 4mm}
.banner>.icon{width:5mm;height:5mm}
.banner>p{font-size:9.5pt}
.counts b{font-size:9pt}
.accepted-score{font-size:8pt!important}
.warning{border-radius:4px;padding:1.6mm 4mm;margin-bottom:2mm}
.refusal .reason{font-size:11pt;margin:4mm 0 2mm}
#summary{margin-top:3mm}
.stories{gap:1mm;margin-bottom:2.5mm}
.stories li{font-size:9.5pt;max-width:none}
.stories li,.next,#summary .subject{padding-left:0;padding-right:0}
.next{margin-top:3mm;gap:3mm 8mm}
.steps li+li{margin-top:.5mm}
.gives,.closing{font-size:8.5pt}
.closing{gap:1mm}
.closing>div{grid-template-columns:16mm minmax(0,1fr);gap:2mm}
#summary .subject{margin-top:3mm;padding-top:2mm;grid-template-columns:repeat(3,minmax(0,1fr));font-size:7.5pt}
.badge,.verdict,.tag{font-size:7.5pt;line-height:1.35}
.badge{padding:0 1.2mm}
.tag{padding:0 1mm}
.card,.glance-card{border-radius:0;border-width:1px 0;padding:1mm 0}
.scroll{overflow:visible;margin:0;padding:0}
table{font-size:7.7pt}
th,td,.glance th,.glance td,.glance thead th{padding:.45mm 2.5mm .45mm 0}
thead th{font-size:7.5pt}
thead{display:table-header-group}
.waterfall th,.waterfall td,.waterfall thead th{padding-top:.15mm;padding-bottom:.15mm}
.waterfall tbody tr:first-child>*{padding-top:1mm}
.waterfall .bar-cell{width:36%}
.bar{height:3mm}
.data-type{margin-top:2.2mm}
.data-head{margin-bottom:1mm;max-width:none}
.data-head>*{display:inline}
.data-head p{font-size:8pt;margin:0 0 0 2mm}
.finding{border-radius:4px;overflow:visible}
.finding+.finding{margin-top:2mm}
.finding-head{padding:1mm 3mm .6mm;gap:3mm}
.finding-head>div{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 3mm}
.badges{margin:0;gap:0 2mm}
.finding h4{font-size:9.5pt}
.rule-id{margin:0}
.points{font-size:8.5pt}
.finding-body{grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:2mm 6mm;padding:0 3mm 1.1mm}
.finding-body h5:not(:first-child){margin-top:1.2mm}
.evidence li+li{margin-top:.6mm}
.evidence>li>code,.evidence>li>code+p{display:inline}
.evidence>li>code+p::before{content:" "}
.evidence .plain li+li{margin-top:.2mm}
.evidence .plain p{display:inline}
.evidence .plain p::before{content:" "}
.joins .evidence{columns:2;column-gap:4mm}
.joins .evidence .soft,.joins .code-evidence,.joins h5:has(+.code-evidence){display:none}
.code-evidence pre{font-size:7pt;margin:.4mm 0 0}
#code .plain li,#code .plain{margin:.4mm 0}
blockquote{font-size:8.5pt;line-height:1.35;margin:.6mm 0;padding-inline-start:2mm}
.translation{font-size:8pt}
.accepted{margin:0 3mm 1.5mm;padding:1mm 2mm}
.refs{border-top:1px solid var(--line);padding:.8mm 3mm;background:var(--sunk);font-size:8pt}
.refs li{display:inline}
.refs li+li::before{content:" ";margin-left:2mm}
.source-number{color:inherit}
.refs,.data-head,.evidence li,.remedies li,.finding-body p,tr,.clauses>li,.source-head,.ticks li,.anomalies li,.certificate,.facts>div,.apks li,.banner,.warning,.steps,.closing{break-inside:avoid}
.bar,.grant-bar,.badge,.banner,.warning,.accepted,.tag,.refs{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.matrix th[scope=row],.matrix td{min-width:0}
.matrix .clause,.clauses code.clause{display:none}
.timeline{table-layout:fixed}
.timeline thead th:first-child{width:64mm;position:static}
.timeline .api{min-width:0;font-size:6pt;padding:0}
.timeline .api b{font-size:7pt}
.timeline th[scope=row]{min-width:0;width:64mm;max-width:64mm;position:static;overflow-wrap:anywhere}
.timeline th[scope=row] code{display:inline}
.timeline th[scope=row] .verdict{float:right;margin-right:1mm}
.timeline td{padding:.5mm 1px}
.timeline .grant-word{font-size:6.5pt}
.grant-bar{height:3.4mm;padding:0 1.2mm;border-inline-start-width:2px;border-radius:2px}
.legend{font-size:7.5pt;margin-top:1.5mm}
.swatch .grant-bar{height:2.6mm}
.permissions{font-size:7.5pt}
.permissions thead th:nth-child(1){width:23%}
.permissions thead th:nth-child(2){width:12%}
.permissions thead th:nth-child(3){width:17%}
.permissions thead th:nth-child(4){width:6%}
.permissions thead th:nth-child(5){width:19%}
.ticks li+li,.anomalies li+li,.prose li+li{margin-top:.8mm}
.certificate{margin-top:2mm;padding-top:1.5mm}
.tags{display:block;margin:.4mm 0}
.tag{border:0;background:none;padding:0;display:inline}
.tags .tag+.tag::before,.source-head .tag+.tag::before{content:"· "}
.sources{font-size:7.5pt;line-height:1.3}
.sources>li{display:block;position:relative;padding:.6mm 0 .6mm 7mm}
.sources>li>.source-mark{position:absolute;left:0;text-align:start}
.sources :is(.tag,.where,.verdict,.clause-id,a.url){font-size:7pt;line-height:1.3}
.source-head,.sources>li>div>a.url{display:inline}
.sources :is(.tags,.where,.clause-id,.clauses p,a.url){margin:0}
.sources :is(.tags,.where,.clause-id,.where+p,.tags+p){display:inline}
.sources :is(.tags,.clause-id)::before{content:"· "}
.sources blockquote{font-size:8pt;margin:.3mm 0}
.sources .translation{font-size:7pt}
.clauses{gap:.6mm;margin-top:.4mm}
.clauses>li{padding-inline-start:1.5mm;border-inline-start-width:1px}
footer{margin-top:4mm;padding:2mm 0 0;font-size:7pt}
}
`;
