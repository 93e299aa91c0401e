// The report of the bench as one HTML page without scripts and without anything from elsewhere. Pure.
import type { Row } from "../row";
import { escapeHtml } from "./escapeHtml";
import { type MeasuredCommit, measuredCommits, type RecordedRow, type RecordedRun } from "./history";
import { type PlottedPoint, plot } from "./plot";
import { STYLE } from "./style";

type DescribedRow = Pick<Row, "id" | "promise" | "method">;

interface Point extends PlottedPoint {
	readonly machine: string;
}

/** Rows without a figure in the history are listed and have no plot. */
export function reportPage(rows: readonly DescribedRow[], runs: readonly RecordedRun[]): string {
	const commits = measuredCommits(runs);
	const plotted = rows.map((row) => ({ row, points: pointsOf(row.id, commits) }));
	const measured = plotted.filter(({ points }) => points.length > 0);
	const missing = plotted.filter(({ points }) => points.length === 0).map(({ row }) => row.id);
	const missed = measured.filter(({ points }) => !points.at(-1)?.row.ok).map(({ row }) => row.id);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Image Studio: bench report</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<h1>Bench report</h1>
<p class="summary">${measured.length - missed.length} of ${measured.length} promises met in their newest measurement.${missed.length > 0 ? ` Missed: ${missed.map(link).join(", ")}.` : ""}</p>
<p>${describeCommits(commits)} A point is the value of a row, the bar behind it the range of its rounds, the dashed line the
target, which a value must not exceed. Figures with × are ratios of two sides that were measured in turns on the same machine.</p>
${missing.length > 0 ? `<p>Not measured yet: ${missing.map(escapeHtml).join(", ")}.</p>` : ""}
</header>
<div class="rows">
${measured.map(({ row, points }) => card(row, points)).join("\n")}
</div>
</main>
</body>
</html>
`;
}

const link = (id: string): string => `<a href="#${escapeHtml(id)}">${escapeHtml(id)}</a>`;

function pointsOf(id: string, commits: readonly MeasuredCommit[]): Point[] {
	return commits.flatMap(({ commit, date, machine, rows }) => {
		const row = rows.find((one) => one.id === id);
		return row ? [{ commit, date, machine, row }] : [];
	});
}

function describeCommits(commits: readonly MeasuredCommit[]): string {
	const [first, last] = [commits[0], commits.at(-1)];
	if (!first || !last) return "No commit was measured yet.";
	const name = ({ commit, date }: MeasuredCommit) => `<code>${escapeHtml(commit)}</code> (${date.slice(0, 10)})`;
	if (commits.length === 1) return `One commit was measured: ${name(last)}, on ${escapeHtml(last.machine)}.`;
	return `${commits.length} measurements, from ${name(first)} to ${name(last)}, the newest on ${escapeHtml(last.machine)}.`;
}

function card({ id, promise, method }: DescribedRow, points: readonly Point[]): string {
	const { row } = points.at(-1) as Point;
	const headId = `row-${escapeHtml(id)}`;
	return `<article id="${escapeHtml(id)}" aria-labelledby="${headId}">
<div class="head"><h2 id="${headId}">${escapeHtml(id)}</h2><span class="state ${row.ok ? "met" : "missed"}">${row.ok ? "✓ met" : "✗ missed"}</span></div>
<p class="promise">${escapeHtml(promise)}</p>
<p class="method">${escapeHtml(method).replaceAll(" %", "&nbsp;%")}</p>
<div class="figure">${row.value} <small>${escapeHtml(row.unit)}, target at most ${row.target}</small></div>
<p class="spread-text">${describeSpread(row)}${describeOtherMiss(row)}</p>
<div class="plot">${plot(id, points)}</div>
<details><summary>Figures</summary>
<div class="scroller" role="region" tabindex="0" aria-label="Figures of ${escapeHtml(id)}"><table>
<thead><tr><th>commit</th><th>date</th><th>value</th><th>min</th><th>median</th><th>max</th><th>target</th><th>machine</th></tr></thead>
<tbody>
${[...points].reverse().map(tableRow).join("\n")}
</tbody></table></div>
<p class="note">${escapeHtml(row.note)}</p>
</details>
</article>`;
}

function describeSpread({ spread }: RecordedRow): string {
	if (!spread) return "Measured once.";
	return `Of ${spread.count} measurements: smallest ${spread.min}, median ${spread.median}, largest ${spread.max}.`;
}

/** A row may hold more promises than its value, such as a longest task. */
const describeOtherMiss = ({ ok, value, target, note }: RecordedRow): string =>
	ok || value > target ? "" : ` The value meets its target, another limit is missed: ${escapeHtml(note)}.`;

function tableRow({ commit, date, machine, row }: Point): string {
	const { spread } = row;
	const cells = [
		commit,
		date.slice(0, 10),
		`${row.value}${row.ok ? "" : " (missed)"}`,
		...[spread?.min, spread?.median, spread?.max].map((figure) => figure ?? "–"),
		`≤ ${row.target}`,
		machine,
	];
	return `<tr>${cells.map((cell) => `<td>${escapeHtml(String(cell))}</td>`).join("")}</tr>`;
}
