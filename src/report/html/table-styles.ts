/** Tables, the waterfall, the timeline and the filter. */
export const TABLE_CSS = `
.scroll{position:relative;overflow-x:auto;margin:0 -.25rem;padding:0 .25rem}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:start;vertical-align:top;padding:.55rem .9rem .55rem 0}
th:last-child,td:last-child{padding-right:0}
thead th{font-size:.8125rem;font-weight:600;color:var(--soft);vertical-align:bottom;padding-top:0;border-bottom:1px solid var(--line)}
tbody th{font-weight:500}
tbody tr+tr>*{border-top:1px solid var(--line)}
.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
.waterfall tbody tr+tr>*{border-top:0}
.waterfall th,.waterfall td{padding-top:.28rem;padding-bottom:.28rem;vertical-align:middle}
.waterfall thead th{padding-bottom:.5rem}
.waterfall tbody tr:first-child>*{padding-top:.7rem}
.waterfall .bar-cell{width:46%;min-width:9rem;padding-left:.6rem}
.waterfall tbody a{color:inherit;text-decoration-color:var(--line)}
.loss-points{font-weight:700}
.start th{color:var(--soft);font-weight:400}
.bar{display:block;width:100%;height:1.35rem;background:var(--sunk);border-radius:3px}
.bar .left{fill:var(--left)}
.bar .loss{fill:var(--info)}
.bar .fill-critical{fill:var(--critical)}
.bar .fill-high{fill:var(--high)}
.bar .fill-medium{fill:var(--medium)}
.bar .fill-low{fill:var(--low)}
.bar .below{opacity:.42}
.bar .zero{stroke:var(--ink);stroke-width:1.5}
.matrix th[scope=row]{min-width:11rem}
.matrix td{min-width:10rem}
.clause{display:block;font-size:.75rem;color:var(--soft);font-weight:400;margin-top:.1rem}
.filters{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:end;margin-bottom:1.1rem}
.filters label{display:grid;gap:.2rem;font-size:.8125rem;color:var(--soft)}
.filters label:first-child{flex:1 1 14rem}
.filters input{width:100%}
#permission-count{color:var(--soft);font-size:.875rem;padding-bottom:.4rem;min-width:7.5rem;text-align:end;font-variant-numeric:tabular-nums}
.permissions{table-layout:fixed}
.permissions thead th:nth-child(1){width:28%}
.permissions thead th:nth-child(2){width:13%}
.permissions thead th:nth-child(3){width:15%}
.permissions thead th:nth-child(4){width:9%}
.permissions thead th:nth-child(5){width:13%}
.permissions .levels{font-variant-numeric:tabular-nums}
[hidden]{display:none!important}
.simple th[scope=row]{white-space:nowrap}
.modules th,.modules td{min-width:6rem}
.modules td:last-child{min-width:14rem}
.plain li+li{margin-top:.3rem}
.timeline{border-collapse:separate;border-spacing:0}
.timeline th[scope=row]{position:sticky;left:0;background:var(--card);z-index:1;min-width:15.5rem;max-width:20rem;padding-right:1rem}
.timeline th[scope=row] code{display:block}
.timeline .prefix{font-size:.8em}
.timeline thead th:first-child{position:sticky;left:0;background:var(--card);z-index:1}
.timeline .api{min-width:2.5rem;padding:0 0 .35rem;text-align:center;font-weight:400;font-variant-numeric:tabular-nums;font-size:.75rem}
.timeline .api b{display:block;font-size:.875rem;color:var(--ink);font-weight:600}
.timeline td{padding:.55rem 1px;vertical-align:middle}
.grant-bar{display:flex;align-items:center;height:1.7rem;border-radius:4px;overflow:hidden;padding:0 .5rem;background:var(--grant-ground);border-inline-start:4px solid var(--grant)}
.grant-word{font-size:.8125rem;line-height:1.1;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;color:var(--ink)}
.grant-asked{--grant:var(--asked);--grant-ground:var(--high-ground)}
.grant-install{--grant:var(--install);--grant-ground:var(--low-ground)}
.grant-settings{--grant:var(--settings);--grant-ground:var(--medium-ground)}
.grant-system{--grant:var(--system);--grant-ground:var(--info-ground)}
.grant-unknown{--grant:var(--unknown);--grant-ground:var(--sunk)}
.legend{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin-top:1rem;font-size:.8125rem;color:var(--soft)}
.legend li{display:flex;align-items:center;gap:.45rem}
.swatch{width:1.7rem}
.swatch .grant-bar{height:1rem;padding:0}
@media screen and (max-width:60rem){
.permissions,.permissions tbody{display:block}
.permissions thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.permissions tr{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9rem),1fr));gap:.35rem 1.25rem;padding:.9rem 0}
.permissions tr+tr{border-top:1px solid var(--line)}
.permissions tbody tr+tr>*{border-top:0}
.permissions th,.permissions td{padding:0;display:block}
.permissions th[scope=row],.permissions td:last-child{grid-column:1/-1;width:auto}
.glance,.glance tbody{display:block}
.glance thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.glance tr{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:.25rem .75rem;align-items:baseline;padding:.7rem 0}
.glance tr+tr{border-top:1px solid var(--line)}
.glance tbody tr+tr>*{border-top:0}
.glance th,.glance td{padding:0;grid-column:1/-1;font-size:.875rem}
.glance td:first-child{grid-column:1}
.glance th[scope=row]{grid-column:2;font-size:1rem}
.glance .loss-points{grid-area:1/3;font-size:1rem}
.glance td:not(:first-child,.loss-points)::before{content:attr(data-label) " ";color:var(--soft)}
.permissions td::before{content:attr(data-label);display:block;font-size:.75rem;color:var(--soft)}
}
@media screen and (max-width:44rem){
.timeline th[scope=row]{min-width:9.5rem;max-width:9.5rem;font-size:.8125rem}
.timeline th[scope=row] .prefix{display:none}
.waterfall,.waterfall tbody{display:block}
.waterfall thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.waterfall tbody tr{display:grid;grid-template-columns:minmax(0,1fr) auto 3rem 2.2rem;gap:.3rem .6rem;align-items:center;padding:.5rem 0}
.waterfall tbody th,.waterfall tbody td,.waterfall tbody tr:first-child>*{padding:0}
.waterfall tbody .bar-cell{grid-column:1/-1;width:auto;padding:0}
.waterfall .bar{height:.9rem}
#permission-count{text-align:start}
}
#code h3{margin:1.6rem 0 .5rem;font-size:1.05rem}
#code .plain{margin-top:.6rem}
#code .plain li{margin:.25rem 0}
.code-evidence p{margin:.15rem 0}
.code-evidence pre{margin:.3rem 0 0;font-size:.8rem;white-space:pre-wrap;overflow-wrap:anywhere}
`;
