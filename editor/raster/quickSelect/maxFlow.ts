// The minimum cut of a graph with two terminals by augmenting paths on two search trees (Boykov and Kolmogorov 2004), which
// is fast on the sparse graphs of pictures. Nodes are numbered from 0; capacities are not negative.

const NONE = -1;
/** In place of an arc: the parent is the terminal. */
const TERMINAL = -2;
/** In place of an arc: the node has lost its parent. */
const ORPHAN = -3;

export class MinimumCut {
	readonly #firstArc: Int32Array;
	/** Arc 2k and arc 2k + 1 are opposite. */
	readonly #head: Int32Array;
	readonly #nextArc: Int32Array;
	readonly #capacity: Float64Array;
	/** Positive: the rest from the source; negative: the rest to the sink. */
	readonly #terminal: Float64Array;
	readonly #parent: Int32Array;
	/** 1: the source's tree, 2: the sink's tree, 0: none. */
	readonly #tree: Uint8Array;
	readonly #time: Int32Array;
	readonly #distance: Int32Array;
	readonly #isActive: Uint8Array;
	#active: number[] = [];
	#activeAt = 0;
	#orphans: number[] = [];
	#clock = 0;
	#arcs = 0;

	constructor(
		readonly nodes: number,
		edges: number,
	) {
		this.#firstArc = new Int32Array(nodes).fill(NONE);
		this.#head = new Int32Array(edges * 2);
		this.#nextArc = new Int32Array(edges * 2);
		this.#capacity = new Float64Array(edges * 2);
		this.#terminal = new Float64Array(nodes);
		this.#parent = new Int32Array(nodes).fill(NONE);
		this.#tree = new Uint8Array(nodes);
		this.#time = new Int32Array(nodes);
		this.#distance = new Int32Array(nodes);
		this.#isActive = new Uint8Array(nodes);
	}

	/** `score` > 0 pulls the node to the source by that much, < 0 to the sink. Scores add up. */
	addScore(node: number, score: number): void {
		this.#terminal[node] = (this.#terminal[node] as number) + score;
	}

	/** Separating the two nodes costs `capacity`, in both directions. */
	addEdge(a: number, b: number, capacity: number): void {
		this.#addArc(a, b, capacity);
		this.#addArc(b, a, capacity);
	}

	#addArc(from: number, to: number, capacity: number): void {
		const arc = this.#arcs++;
		this.#head[arc] = to;
		this.#capacity[arc] = capacity;
		this.#nextArc[arc] = this.#firstArc[from] as number;
		this.#firstArc[from] = arc;
	}

	/** Call after `solve`. A node that neither side needs belongs to the sink. */
	isSource(node: number): boolean {
		return this.#tree[node] === 1;
	}

	solve(): void {
		for (let node = 0; node < this.nodes; node++) {
			const score = this.#terminal[node] as number;
			if (score === 0) continue;
			this.#tree[node] = score > 0 ? 1 : 2;
			this.#parent[node] = TERMINAL;
			this.#distance[node] = 1;
			this.#activate(node);
		}
		let current = NONE;
		for (;;) {
			if (current === NONE || this.#tree[current] === 0) current = this.#takeActive();
			if (current === NONE) return;
			const meeting = this.#grow(current);
			this.#clock++;
			if (meeting === NONE) {
				current = NONE;
				continue;
			}
			this.#augment(meeting);
			this.#adopt();
		}
	}

	#activate(node: number): void {
		if (this.#isActive[node] === 1) return;
		this.#isActive[node] = 1;
		this.#active.push(node);
	}

	#takeActive(): number {
		while (this.#activeAt < this.#active.length) {
			const node = this.#active[this.#activeAt++] as number;
			this.#isActive[node] = 0;
			if (this.#tree[node] !== 0) return node;
		}
		this.#active = [];
		this.#activeAt = 0;
		return NONE;
	}

	/** Extends the tree of a node. Returns the arc, from the source's tree to the sink's, at which the trees meet. */
	#grow(node: number): number {
		const tree = this.#tree[node] as number;
		for (let arc = this.#firstArc[node] as number; arc !== NONE; arc = this.#nextArc[arc] as number) {
			if ((this.#capacity[tree === 1 ? arc : arc ^ 1] as number) <= 0) continue;
			const next = this.#head[arc] as number;
			const other = this.#tree[next] as number;
			if (other === 0) {
				this.#tree[next] = tree;
				this.#parent[next] = arc ^ 1;
				this.#time[next] = this.#time[node] as number;
				this.#distance[next] = (this.#distance[node] as number) + 1;
				this.#activate(next);
			} else if (other !== tree) {
				return tree === 1 ? arc : arc ^ 1;
			} else if (
				(this.#time[next] as number) <= (this.#time[node] as number) &&
				(this.#distance[next] as number) > (this.#distance[node] as number)
			) {
				this.#parent[next] = arc ^ 1;
				this.#time[next] = this.#time[node] as number;
				this.#distance[next] = (this.#distance[node] as number) + 1;
			}
		}
		return NONE;
	}

	#augment(meeting: number): void {
		const parent = this.#parent;
		const capacity = this.#capacity;
		const head = this.#head;
		let bottleneck = capacity[meeting] as number;
		let node = head[meeting ^ 1] as number;
		for (let arc = parent[node] as number; arc !== TERMINAL; arc = parent[node] as number) {
			bottleneck = Math.min(bottleneck, capacity[arc ^ 1] as number);
			node = head[arc] as number;
		}
		bottleneck = Math.min(bottleneck, this.#terminal[node] as number);
		node = head[meeting] as number;
		for (let arc = parent[node] as number; arc !== TERMINAL; arc = parent[node] as number) {
			bottleneck = Math.min(bottleneck, capacity[arc] as number);
			node = head[arc] as number;
		}
		bottleneck = Math.min(bottleneck, -(this.#terminal[node] as number));

		this.#move(meeting, bottleneck);
		node = head[meeting ^ 1] as number;
		for (let arc = parent[node] as number; arc !== TERMINAL; arc = parent[node] as number) {
			this.#move(arc ^ 1, bottleneck);
			if ((capacity[arc ^ 1] as number) <= 0) this.#makeOrphan(node);
			node = head[arc] as number;
		}
		this.#terminal[node] = (this.#terminal[node] as number) - bottleneck;
		if ((this.#terminal[node] as number) <= 0) this.#makeOrphan(node);
		node = head[meeting] as number;
		for (let arc = parent[node] as number; arc !== TERMINAL; arc = parent[node] as number) {
			this.#move(arc, bottleneck);
			if ((capacity[arc] as number) <= 0) this.#makeOrphan(node);
			node = head[arc] as number;
		}
		this.#terminal[node] = (this.#terminal[node] as number) + bottleneck;
		if ((this.#terminal[node] as number) >= 0) this.#makeOrphan(node);
	}

	#move(arc: number, flow: number): void {
		this.#capacity[arc] = (this.#capacity[arc] as number) - flow;
		this.#capacity[arc ^ 1] = (this.#capacity[arc ^ 1] as number) + flow;
	}

	#makeOrphan(node: number): void {
		this.#parent[node] = ORPHAN;
		this.#orphans.push(node);
	}

	/** Finds a new parent of the same tree for each orphan, or sets it free. */
	#adopt(): void {
		for (let at = 0; at < this.#orphans.length; at++) {
			const node = this.#orphans[at] as number;
			const tree = this.#tree[node] as number;
			const isSource = tree === 1;
			let best = NONE;
			let nearest = Number.MAX_SAFE_INTEGER;
			for (let arc = this.#firstArc[node] as number; arc !== NONE; arc = this.#nextArc[arc] as number) {
				const next = this.#head[arc] as number;
				if (this.#tree[next] !== tree || (this.#capacity[isSource ? arc ^ 1 : arc] as number) <= 0) continue;
				if (this.#parent[next] === NONE) continue;
				const length = this.#lengthToTerminal(next);
				if (length >= nearest) continue;
				nearest = length;
				best = arc;
			}
			this.#parent[node] = best;
			if (best !== NONE) {
				this.#time[node] = this.#clock;
				this.#distance[node] = nearest + 1;
				continue;
			}
			for (let arc = this.#firstArc[node] as number; arc !== NONE; arc = this.#nextArc[arc] as number) {
				const next = this.#head[arc] as number;
				if (this.#tree[next] !== tree) continue;
				if ((this.#capacity[isSource ? arc ^ 1 : arc] as number) > 0) this.#activate(next);
				const parent = this.#parent[next] as number;
				if (parent >= 0 && this.#head[parent] === node) this.#makeOrphan(next);
			}
			this.#tree[node] = 0;
			this.#parent[node] = NONE;
		}
		this.#orphans = [];
	}

	/** The number of arcs to the terminal, or MAX_SAFE_INTEGER if the path ends at an orphan. Marks the path as checked. */
	#lengthToTerminal(start: number): number {
		let length = 0;
		let node = start;
		for (;;) {
			if (this.#time[node] === this.#clock) {
				length += this.#distance[node] as number;
				break;
			}
			const arc = this.#parent[node] as number;
			length++;
			if (arc === TERMINAL) {
				this.#time[node] = this.#clock;
				this.#distance[node] = 1;
				break;
			}
			if (arc === ORPHAN || arc === NONE) return Number.MAX_SAFE_INTEGER;
			node = this.#head[arc] as number;
		}
		const total = length;
		for (node = start; this.#time[node] !== this.#clock; ) {
			this.#time[node] = this.#clock;
			this.#distance[node] = length--;
			node = this.#head[this.#parent[node] as number] as number;
		}
		return total;
	}
}
