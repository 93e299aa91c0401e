// What scripts/kernelPlugin.ts makes of a module.
declare module "*/worker?kernel" {
	/** Needs nothing from outside: its text is a worker's program. */
	const kernel: () => typeof import("./work/worker").default;
	export default kernel;
}
