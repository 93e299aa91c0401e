// The report's style: one file, light and dark by the reader's setting, down to 320 pixels.
export const STYLE = `
:root {
	color-scheme: light dark;
	--page: #f6f6f8; --card: #ffffff; --border: #dcdde3; --text: #1d1e24; --muted: #5b5e6b;
	--met: #0b7a53; --missed: #b3261e; --target: #8a5a00; --line: #9aa0ad;
}
@media (prefers-color-scheme: dark) {
	:root {
		--page: #15161a; --card: #1f2026; --border: #34363f; --text: #ececf1; --muted: #a3a7b5;
		--met: #4cc38a; --missed: #ff8a80; --target: #e0b352; --line: #6d7280;
	}
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 26px; line-height: 1.2; margin: 0 0 8px; }
header p { margin: 4px 0; color: var(--muted); max-width: 80ch; }
header p.summary { color: var(--text); font-size: 17px; }
a { color: inherit; }
:focus-visible { outline: 2px solid var(--target); outline-offset: 2px; border-radius: 4px; }
.rows { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 360px), 1fr)); gap: 16px; margin-top: 28px; }
article { background: var(--card); border: 1px solid var(--border); border-radius: 10px; padding: 16px; display: flex; flex-direction: column; min-width: 0; }
article:target { border-color: var(--target); }
.head { display: flex; align-items: baseline; justify-content: space-between; gap: 12px; }
h2 { font: 600 13px/1.4 ui-monospace, monospace; margin: 0; color: var(--muted); overflow-wrap: anywhere; }
.figure { font-size: 22px; font-weight: 600; white-space: nowrap; font-variant-numeric: tabular-nums; }
.figure small { font-size: 12px; font-weight: 400; color: var(--muted); }
.state { font-size: 12px; font-weight: 600; }
.state.met { color: var(--met); }
.state.missed { color: var(--missed); }
.promise { margin: 4px 0 2px; font-weight: 600; }
.method, .spread-text { margin: 0 0 6px; font-size: 13px; color: var(--muted); }
.plot { margin-top: auto; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 11px system-ui, sans-serif; fill: var(--muted); paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
svg .value-label { font-weight: 600; fill: var(--text); }
svg .target-label { fill: var(--target); }
svg .axis { stroke: var(--border); }
svg .target { stroke: var(--target); stroke-dasharray: 5 4; }
svg .values { fill: none; stroke: var(--line); stroke-width: 1.5; }
svg .spread { stroke: var(--line); stroke-width: 3; stroke-linecap: round; opacity: .55; }
svg .met { fill: var(--met); }
svg .missed { fill: var(--missed); }
details { margin-top: 8px; font-size: 13px; }
summary { cursor: pointer; color: var(--muted); }
.scroller { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 4px 10px 4px 0; border-bottom: 1px solid var(--border); vertical-align: top; white-space: nowrap; }
th { color: var(--muted); font-weight: 500; }
.note { margin: 8px 0 0; overflow-wrap: anywhere; color: var(--muted); }
`;
