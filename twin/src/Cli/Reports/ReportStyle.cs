using Twin.Cli.Charts;

namespace Twin.Cli.Reports;

internal static class ReportStyle
{
    public const string Sheet = $$"""
        :root { color-scheme: light dark; {{ChartStyle.Light}} --shade: color-mix(in srgb, var(--quiet) 40%, transparent) }
        @media screen and (prefers-color-scheme: dark) { :root { {{ChartStyle.Dark}} } }
        * { box-sizing: border-box }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 0 auto; padding: 1.2rem 1rem 4rem; background: var(--paper); color: var(--ink) }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: .4rem 0 }
        h2 { font-size: 1.45rem; margin: 2.6rem 0 .4rem; padding-top: .6rem; border-top: 3px solid var(--accent) }
        h3 { font-size: 1.12rem; margin: 2.2rem 0 .4rem } p { margin: .3rem 0 .7rem; max-width: 46rem }
        .lead { color: var(--quiet) } .skip { position: absolute; left: -99rem } .skip:focus { position: static }
        a { color: var(--accent) } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
        nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; padding: 0; margin: .3rem 0 }
        nav li:first-child { font-weight: 600 } nav a { display: inline-block; padding: .2rem 0 }
        .outcome { font-weight: 600; border-left: 5px solid; padding: .2rem .8rem } .lines { white-space: pre-line }
        ul.prose { padding-left: 1.2rem; max-width: 52rem } ul.prose li { margin: .3rem 0; overflow-wrap: anywhere }
        dl.numbers { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .6rem; margin: 1rem 0 }
        dl.numbers div { display: flex; flex-direction: column-reverse; background: var(--raised); border: 1px solid var(--grid); border-radius: .5rem; padding: .4rem .8rem }
        dl.numbers dd { margin: 0; font-size: 1.3rem; font-weight: 600 } dl.numbers dt { color: var(--quiet); font-size: .85rem }
        .scroll { overflow: auto; max-height: 48rem; max-width: 100% }
        .scroll, .picture { background: linear-gradient(to right, var(--paper) 40%, transparent) 0 0 / 3rem 100% local, linear-gradient(to left, var(--paper) 40%, transparent) 100% 0 / 3rem 100% local, linear-gradient(var(--paper) 40%, transparent) 0 0 / 100% 3rem local, linear-gradient(to top, var(--paper) 40%, transparent) 0 100% / 100% 3rem local, linear-gradient(to right, var(--shade), transparent) 0 0 / .8rem 100%, linear-gradient(to left, var(--shade), transparent) 100% 0 / .8rem 100%, linear-gradient(var(--shade), transparent) 0 0 / 100% .8rem, linear-gradient(to top, var(--shade), transparent) 0 100% / 100% .8rem; background-repeat: no-repeat }
        table { border-collapse: collapse; font-size: .9rem }
        th, td { text-align: left; padding: .25rem .7rem; border-bottom: 1px solid var(--grid); vertical-align: top }
        th { font-weight: 600; background: var(--raised); white-space: nowrap; position: sticky; top: 0 }
        th bdi { display: inline-block; max-width: 14rem; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom }
        td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums } td.name, bdi.day { white-space: nowrap }
        td.prose, td.line { min-width: 14rem; max-width: 40rem; overflow-wrap: anywhere; white-space: pre-line } td.prose:empty { min-width: 0 }
        td bdi { overflow-wrap: break-word } td { overflow: clip }
        bdi.long { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; min-width: 12rem; max-width: 26rem }
        figcaption, h1, h3, p { overflow-wrap: anywhere } figcaption b bdi { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden }
        .failure { color: var(--bad) } .warning { color: var(--warn) } .good { color: var(--good) }
        code, pre { font: .88em ui-monospace, monospace; overflow-wrap: anywhere }
        pre.sql { background: var(--raised); border: 1px solid var(--grid); padding: .7rem; overflow: auto; max-height: 26rem; user-select: all; overflow-wrap: normal; line-height: 1.4 }
        summary { cursor: pointer; padding: .25rem 0; color: var(--accent) } details { margin: .3rem 0 }
        .picture { overflow-x: auto } .picture svg { max-width: none; margin: 0 auto }
        {{ChartStyle.Rules}}
        @page { size: A4; margin: 14mm 12mm }
        @media print {
          body { font-size: 10.5pt; max-width: none; padding: 0 } nav, .skip, figure details:not([open]) { display: none } details:has(pre.sql):not([open]) { display: none }
          .scroll, pre.sql { max-height: none; overflow: visible; background: none } .picture svg { max-width: 100%; max-height: 215mm } section + section h2 { break-before: page } h3, h3 + p { break-after: avoid }
          table { font-size: 8pt } tr { break-inside: avoid } th, td, td.n, td.name, td.prose, td.line, td bdi:not(.day) { white-space: normal; overflow-wrap: anywhere; min-width: 0 } th { overflow-wrap: break-word }
          bdi.long { display: inline; max-width: none; min-width: 0; white-space: normal } th bdi { max-width: 9rem }
        }
        """;
}
