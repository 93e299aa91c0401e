// The cut has the smallest cost among all cuts, compared with trying every one.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { MinimumCut } from "./maxFlow";

const NODES = 9;
const graph = fc.record({
	scores: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: NODES, maxLength: NODES }),
	edges: fc.array(
		fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1), fc.nat(15)).filter(([a, b]) => a !== b),
		{ maxLength: 24 },
	),
});

test("the cut is as cheap as the cheapest of all", async () => {
	await fc.assert(
		fc.property(graph, ({ scores, edges }) => {
			const cost = (isSource: (node: number) => boolean) => {
				let sum = 0;
				scores.forEach((score, node) => {
					if (score > 0 !== isSource(node)) sum += Math.abs(score);
				});
				for (const [a, b, capacity] of edges) if (isSource(a) !== isSource(b)) sum += capacity;
				return sum;
			};
			let best = Number.POSITIVE_INFINITY;
			for (let set = 0; set < 1 << NODES; set++)
				best = Math.min(
					best,
					cost((node) => ((set >> node) & 1) === 1),
				);
			const cut = new MinimumCut(NODES, edges.length);
			scores.forEach((score, node) => {
				cut.addScore(node, score);
			});
			for (const [a, b, capacity] of edges) cut.addEdge(a, b, capacity);
			cut.solve();
			expect(cost((node) => cut.isSource(node))).toBe(best);
		}),
		{ numRuns: 300 },
	);
});
