/** The look of the page: that of the report. */
import { LINK_CSS, RESET_CSS } from '../report/html/base-styles.js';
import { PALETTE_CSS } from '../report/html/palette.js';

export const STYLES = `${PALETTE_CSS}${RESET_CSS}
${LINK_CSS}
ul{padding:0;list-style:none}
[hidden]{display:none!important}
:lang(zh) :is(h1,h2,.brand){letter-spacing:normal}
.hidden{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
button,.button,input[type=text]{font:inherit;font-size:.9375rem;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.4rem .8rem;min-height:2.4rem}
button,.button{cursor:pointer;text-decoration:none;display:inline-flex;align-items:center;white-space:nowrap}
button:hover,.button:hover{background:var(--sunk)}
.primary{background:var(--accent);border-color:var(--accent);color:var(--card);font-weight:650;font-size:1rem;padding:.55rem 1.5rem}
.primary:hover{background:var(--accent);filter:brightness(1.08)}
body{min-height:100vh;display:flex;flex-direction:column}
.top{display:flex;align-items:center;gap:1rem;width:100%;max-width:60rem;margin:0 auto;padding:.9rem 1.5rem}
.brand{font-weight:700;letter-spacing:-.01em;margin-right:auto}
main{flex:1;width:100%;max-width:60rem;margin:0 auto;padding:1.5rem 1.5rem 3rem}
h1{font-size:clamp(1.8rem,4.4vw,2.75rem);letter-spacing:-.03em}
.lead{color:var(--soft);font-size:1.0625rem;max-width:44rem;margin-top:.9rem}
form{margin-top:2rem;display:grid;gap:1.6rem}
.drop{position:relative;display:grid;justify-items:center;gap:.35rem;text-align:center;background:var(--card);border:2px dashed var(--line);border-radius:16px;padding:2.6rem 1.5rem;cursor:pointer;transition:border-color .15s,background-color .15s}
.drop:hover,.over .drop{border-color:var(--accent)}
.over .drop{background:var(--sunk)}
.drop.full{border-style:solid}
.drop:focus-within{outline:2.5px solid var(--accent);outline-offset:3px}
.drop input{position:absolute;inset:0;opacity:0;cursor:pointer;width:100%}
.drop strong{font-size:1.2rem;font-weight:650;overflow-wrap:anywhere}
.drop .hint{max-width:34rem}
.drop .like-button{margin-top:.7rem;border:1px solid var(--line);border-radius:8px;padding:.4rem .9rem;font-size:.9375rem;background:var(--paper)}
.hint{color:var(--soft);font-size:.9rem}
.field{display:grid;gap:.3rem}
.field label,legend{font-weight:650;padding:0}
fieldset{border:0;padding:0;margin:0;min-width:0;display:grid;gap:.3rem}
.combobox{position:relative;display:flex;gap:.5rem;margin-top:.25rem;max-width:34rem}
.combobox input{flex:1;min-width:0}
[role=listbox]{position:absolute;z-index:3;top:calc(100% + .3rem);left:0;right:0;max-height:19rem;overflow-y:auto;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.3rem;box-shadow:0 8px 28px rgb(0 0 0/.16)}
[role=option]{display:grid;gap:.05rem;padding:.4rem .6rem;border-radius:7px;cursor:pointer}
[role=option]:hover,[role=option].active{background:var(--sunk)}
[role=option][aria-selected=true] .option-name{font-weight:650}
.option-about{color:var(--soft);font-size:.8125rem}
.regions{display:flex;flex-wrap:wrap;gap:.45rem;margin-top:.35rem}
.regions label{position:relative;cursor:pointer}
.regions input{position:absolute;inset:0;opacity:0;margin:0;cursor:pointer}
.regions span{display:block;border:1px solid var(--line);border-radius:99px;padding:.22rem .8rem;font-size:.9rem;background:var(--card)}
.regions input:checked+span{background:var(--accent);border-color:var(--accent);color:var(--card)}
.regions input:focus-visible+span{outline:2.5px solid var(--accent);outline-offset:2px}
.go{display:flex;align-items:center;gap:1rem;flex-wrap:wrap}
.go .problem{color:var(--critical)}
.promises{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:1.2rem 2rem;margin-top:3rem;padding-top:1.6rem;border-top:1px solid var(--line)}
.promises h2{font-size:.9375rem}
.promises p{color:var(--soft);font-size:.875rem;margin-top:.2rem}
.busy{display:grid;gap:1rem;justify-items:start;padding-top:10vh}
.busy h1{font-size:1.4rem;overflow-wrap:anywhere;letter-spacing:-.015em}
progress{appearance:none;width:100%;max-width:34rem;height:.6rem;border:0;border-radius:99px;background:var(--track);overflow:hidden}
progress::-webkit-progress-bar{background:var(--track)}
progress::-webkit-progress-value{background:var(--accent)}
progress::-moz-progress-bar{background:var(--accent)}
.failure{background:var(--critical-ground);border-left:4px solid var(--critical);border-radius:10px;padding:1.1rem 1.3rem;display:grid;gap:.4rem;margin-bottom:1.6rem;overflow-wrap:anywhere}
.failure h2{font-size:1.0625rem;color:var(--critical)}
.failure code{font-size:.8125rem;color:var(--soft);white-space:pre-wrap}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .6rem;padding:.55rem 1.5rem;border-bottom:1px solid var(--line);background:var(--paper)}
.bar h1{font-size:1rem;letter-spacing:0;margin-right:auto;overflow-wrap:anywhere;min-width:min(100%,9rem);flex:1}
iframe{flex:1;width:100%;min-height:70vh;border:0;background:var(--paper)}
.reading main{display:flex;flex-direction:column;max-width:none;padding:0}
.reading{height:100vh}
footer{width:100%;max-width:60rem;margin:0 auto;padding:1rem 1.5rem 1.6rem;color:var(--soft);font-size:.8125rem}
@media (max-width:600px){.top,main,footer,.bar{padding-left:1rem;padding-right:1rem}.drop{padding:1.8rem 1rem}.bar h1{flex-basis:100%}.bar :is(button,.button){font-size:.8125rem;padding:.25rem .6rem;min-height:2rem}}
`;
