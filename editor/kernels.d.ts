// What scripts/kernelPlugin.ts makes of a module.
declare module "*/kernel?kernel" {
	/** Needs nothing from outside: its text is a worker's program. */
	const kernel: () => typeof import("./work/kernel").default;
	export default kernel;
}
